import { createHash } from 'node:crypto';
import type { Config } from './config/schema.ts';
import type { Mode } from './protocol/verdict.ts';

/** Settings decide what is stopped: a change of them belongs into the log as much as a call does. */
export class SettingsRecord {
  private last: { readonly hash: string; readonly mode: Mode | undefined } | undefined;

  /** What changed since the last time, in words; undefined if nothing did, or this is the first time. */
  change(settings: Config): string | undefined {
    const hash = hashOf(settings);
    const before = this.last;
    this.last = { hash, mode: settings.mode };
    if (!before || before.hash === hash) return undefined;
    const change =
      before.mode === settings.mode
        ? `mode ${named(settings.mode)} as before`
        : `mode ${named(before.mode)} is now ${named(settings.mode)}`;
    return `config.yaml changed: ${change}, settings ${hash.slice(0, 16)}`;
  }
}

/** SHA-256 over the settings in force, as hex digits. */
export function hashOf(settings: Config): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}

function named(mode: Mode | undefined): string {
  return mode ?? 'not chosen';
}
