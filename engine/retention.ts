import type { AuditLog } from './audit/auditLog.ts';
import type { Config } from './config/schema.ts';
import type { Problem } from './protocol/views.ts';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;
/** A log that became too large is made this much smaller than it may be, so that this does not happen every hour. */
const ROOM = 0.8;

export interface RetentionParts {
  readonly log: AuditLog;
  /** Where archives go. */
  readonly directory: string;
  readonly config: () => Config;
  readonly now: () => number;
  readonly onProblems: (problems: readonly Problem[]) => void;
}

/** Moves old entries into archives as config.yaml says; without a word there everything stays. */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.run(), EVERY_MS).unref();
  }

  async run(): Promise<void> {
    const { log, directory, config, now, onProblems } = this.#parts;
    const { keepDays, keepMegabytes } = config().audit;
    try {
      if (keepDays !== undefined) await log.archive({ before: now() - keepDays * DAY_MS }, directory);
      if (keepMegabytes !== undefined && log.usedBytes() > keepMegabytes * MEGABYTE) {
        await log.archive({ bytes: keepMegabytes * MEGABYTE * ROOM }, directory);
      }
      onProblems([]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onProblems([
        {
          code: 'archive-failed',
          message: `Old entries could not be archived: ${why} They stay in the log. Check that ${directory} can be written and has space.`,
        },
      ]);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
