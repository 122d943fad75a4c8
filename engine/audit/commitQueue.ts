import { statSync } from 'node:fs';
import type { EntryDraft, EntryRecord } from '../protocol/audit.ts';
import { AuditWriteError, writeError } from './auditErrors.ts';
import type { EntryWriter, NewEntry } from './entryWriter.ts';

/** Entries that one transaction takes at most: a commit stays within a few tens of milliseconds. */
const MAX_BATCH = 1000;

/** What is on record of an entry that was appended. */
export interface Logged {
  readonly record: EntryRecord;
}

interface Waiting extends NewEntry {
  readonly resolve: (logged: Logged) => void;
  readonly reject: (error: AuditWriteError) => void;
}

export interface CommitQueueParts {
  /** The database file. */
  readonly file: string;
  readonly writer: EntryWriter;
  /** Entries were stored. */
  readonly onStored: () => void;
  /** A batch has been dealt with, well or not. */
  readonly onBatch: () => void;
}

/** Appends of the same turn of the event loop share one transaction and one sync; their order is the order of the calls. */
export class CommitQueue {
  readonly #parts: CommitQueueParts;
  readonly #inode: bigint;
  /** What must go on record before anything else does: that the key changed. */
  #first: EntryDraft | undefined;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor(parts: CommitQueueParts, first: EntryDraft | undefined) {
    this.#parts = parts;
    this.#inode = statSync(parts.file, { bigint: true }).ino;
    this.#first = first;
  }

  /** Is there something that must go on record before anything else? */
  get isOwing(): boolean {
    return this.#first !== undefined;
  }

  /** Resolves once the entry is on the disk. Rejects with `AuditWriteError`. */
  append(draft: EntryDraft, spool?: string): Promise<Logged> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new AuditWriteError('closed', 'the audit log has been closed'));
      this.#waiting.push({ draft, spool, resolve, reject });
      this.#schedule();
    });
  }

  /** Puts this on record before anything that is appended from now on, if need be once the disk takes it again. */
  putFirst(draft: EntryDraft): void {
    this.#first = draft;
    this.#flush();
  }

  /** Stores everything that was appended. */
  drain(): void {
    while (this.#waiting.length > 0) this.#flush();
  }

  /** The same, and takes nothing more. */
  close(): void {
    this.drain();
    this.#closed = true;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After this turn's I/O callbacks: whatever they append shares the sync.
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  /** Commits up to `MAX_BATCH` entries. Never throws: each caller gets its own answer. */
  #flush(): void {
    if (this.#waiting.length === 0 && !this.#first) return;
    const batch = this.#waiting.splice(0, MAX_BATCH);
    const first = this.#first === undefined ? [] : [{ draft: this.#first, spool: undefined }];
    try {
      this.#requireFile();
      const answers = this.#parts.writer.write([...first, ...batch]).slice(first.length);
      this.#first = undefined;
      this.#parts.onStored();
      answers.forEach((answer, i) => {
        if (answer instanceof AuditWriteError) batch[i]?.reject(answer);
        else batch[i]?.resolve({ record: answer });
      });
    } catch (error) {
      const failure = error instanceof AuditWriteError ? error : writeError(error, this.#parts.file);
      for (const waiting of batch) waiting.reject(failure);
    }
    this.#parts.onBatch();
  }

  /** Without this, entries would go into a file that has no name any more. */
  #requireFile(): void {
    const { file } = this.#parts;
    const there = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (there?.ino === this.#inode) return;
    throw new AuditWriteError('missing', `${file} was moved or deleted; restart the engine to start a new log`);
  }
}
