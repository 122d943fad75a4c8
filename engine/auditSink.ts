import type { EntryDraft, EntryRecord } from './protocol/audit.ts';
import type { AuditSink } from './pipeline/ports.ts';

const RETRY_MS = 2000;
/** Entries kept in memory when neither the log nor the spool can take them. */
const MAX_UNWRITTEN = 10_000;

export interface SinkParts {
  readonly append: (draft: EntryDraft) => Promise<{ readonly record: EntryRecord }>;
  readonly spool: (draft: EntryDraft) => void;
  /** Moves spooled entries into the log; resolves to how many. */
  readonly drain: () => Promise<number>;
  readonly onEntry: (record: EntryRecord) => void;
  /** Undefined: all is well again. */
  readonly onTrouble: (message: string | undefined) => void;
}

/**
 * Entries go to the log. While it cannot take them (disk full, damaged) verdicts go on: entries are spooled, and if even
 * that fails kept in memory, and both are retried. Once something is spooled everything is, so that order is kept.
 */
export class DurableSink implements AuditSink {
  private readonly unwritten: EntryDraft[] = [];
  private lost = 0;
  private retry: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(private readonly parts: SinkParts) {}

  async append(draft: EntryDraft): Promise<void> {
    if (this.retry === undefined) {
      try {
        this.parts.onEntry((await this.parts.append(draft)).record);
        return;
      } catch (error) {
        this.trouble(error);
      }
    }
    this.setAside(draft);
  }

  /** Brings everything into the log that was set aside, by us or by hooks that found nobody; once at a time. */
  flush(): Promise<void> {
    this.flushing ??= this.bringIn().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  close(): void {
    clearTimeout(this.retry);
  }

  private async bringIn(): Promise<void> {
    clearTimeout(this.retry);
    this.retry = undefined;
    try {
      while (this.unwritten.length > 0) {
        this.parts.spool(this.unwritten[0]!);
        this.unwritten.shift();
      }
      await this.parts.drain();
      this.parts.onTrouble(undefined);
    } catch (error) {
      this.trouble(error);
    }
  }

  private setAside(draft: EntryDraft): void {
    if (this.unwritten.length === 0) {
      try {
        this.parts.spool(draft);
        return;
      } catch (error) {
        this.trouble(error);
      }
    }
    if (this.unwritten.length < MAX_UNWRITTEN) this.unwritten.push(draft);
    else this.lost++;
  }

  private trouble(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    const lost = this.lost > 0 ? ` ${this.lost} entries could be kept nowhere.` : '';
    this.parts.onTrouble(
      `The audit log cannot be written: ${why}. Verdicts go on; entries are set aside and added later. Free disk space or check the permissions.${lost}`,
    );
    this.retry ??= setTimeout(() => void this.flush(), RETRY_MS).unref();
  }
}
