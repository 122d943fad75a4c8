import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { canonicalJson } from './fingerprint.ts';

/** A hook of ours as it stands in `hooks.json`, and where: trust is kept by place. */
export interface PlacedHook {
  readonly event: string;
  readonly entry: number;
  readonly handler: number;
  readonly command: string;
  readonly seconds: number;
}

/**
 * What Codex keeps of a hook that a person trusted: SHA-256 over the sorted JSON of its definition. Seen to be so in
 * 0.169.0; ours have no matcher, which else would be part of it.
 */
export function trustHash({ event, command, seconds }: Pick<PlacedHook, 'event' | 'command' | 'seconds'>): string {
  const handler = { type: 'command', command, timeout: seconds, async: false };
  const definition = canonicalJson({ event_name: snakeCase(event), hooks: [handler] });
  return `sha256:${createHash('sha256').update(definition).digest('hex')}`;
}

/** Why Codex runs none or not all of these hooks, and what to do; undefined if it runs them all. */
export function untrusted(config: string, file: string, hooks: readonly PlacedHook[]): string | undefined {
  const settings = readToml(config);
  const features = tableOf(settings, 'features');
  if (features?.hooks === false || features?.codex_hooks === false) {
    return `[features] in ${config} switches hooks off. Remove it.`;
  }
  const state = tableOf(tableOf(settings, 'hooks'), 'state');
  const never: string[] = [];
  const changed: string[] = [];
  const off: string[] = [];
  for (const hook of hooks) {
    const entry = tableOf(state, `${file}:${snakeCase(hook.event)}:${hook.entry}:${hook.handler}`);
    if (typeof entry?.trusted_hash !== 'string') never.push(hook.event);
    else if (entry.trusted_hash !== trustHash(hook)) changed.push(hook.event);
    else if (entry.enabled === false) off.push(hook.event);
  }
  const causes = [
    ...(never.length > 0 ? [`never trusted: ${never.join(', ')}`] : []),
    ...(changed.length > 0 ? [`trusted in another form than the present one: ${changed.join(', ')}`] : []),
    ...(off.length > 0 ? [`switched off: ${off.join(', ')}`] : []),
  ];
  if (causes.length === 0) return undefined;
  return `Codex does not run these hooks (${causes.join('; ')}), so their calls are not judged: open codex, type /hooks, and trust and enable them.`;
}

function readToml(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  try {
    return parseToml(readFileSync(file, 'utf8'));
  } catch {
    return {}; // Codex itself does not start with it, and says why.
  }
}

function tableOf(table: Record<string, unknown> | undefined, name: string): Record<string, unknown> | undefined {
  const value = table && Object.hasOwn(table, name) ? table[name] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
