import type { EntryRecord } from '../protocol/audit.ts';
import { EntryIndex } from './entryIndex.ts';
import type { EntryTable } from './entryTable.ts';
import { Rollups } from './rollups.ts';
import { SqliteError, type Sql } from './sqlite.ts';

/** Entries that are brought in together: a few milliseconds. */
const SLICE = 128;
/** How long an entry is left out at most. */
const LATEST_MS = 200;
/** Entries that are kept in memory until they are brought in; what is beyond them is read from the file. */
const MAX_KEPT = 2048;

/**
 * Sessions, agents, postings and counts, brought up to date after the entries that they are made of: many entries change the
 * same rows, and no caller waits for them. Whoever reads them calls `catchUp` first. All of it can be made anew from the
 * entries, so nothing is synced for it; what a crash takes away is made again when the log is opened.
 */
export class Projections {
  readonly rollups: Rollups;
  readonly index: EntryIndex;
  readonly #db: Sql;
  readonly #entries: EntryTable;
  /** Sequence number of the last entry that is in. */
  #until: number;
  /** The newest entries that are not, without a gap. */
  #kept: EntryRecord[] = [];
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;

  constructor(db: Sql, entries: EntryTable) {
    this.#db = db;
    this.#entries = entries;
    this.rollups = new Rollups(db);
    this.index = new EntryIndex(db);
    this.#until = this.index.indexedUntil();
  }

  /** Entries were stored. */
  stored(records: readonly EntryRecord[]): void {
    if (this.#kept.length + records.length > MAX_KEPT) this.#kept = [];
    else this.#kept.push(...records);
    if (this.#kept.length >= SLICE) this.#soon ??= setImmediate(() => this.catchUp());
    else this.#timer ??= setTimeout(() => this.catchUp(), LATEST_MS).unref();
  }

  /** Brings in every entry that was stored. Where the disk does not take that, the newest are left out for now. */
  catchUp(): void {
    this.#stop();
    try {
      for (let next = this.#next(); next.length > 0; next = this.#next()) this.#bringIn(next);
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
    }
  }

  /** Within a transaction: everything is to be brought in anew, because someone took entries away. */
  reset(): void {
    this.index.reset();
    this.rollups.reset();
    this.#until = 0;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = this.#soon = undefined;
  }

  #next(): readonly EntryRecord[] {
    const [first] = this.#kept;
    return first?.seq === this.#until + 1 ? this.#kept : this.#entries.records(this.#until, SLICE);
  }

  #bringIn(records: readonly EntryRecord[]): void {
    try {
      this.#db.unsynced(() => {
        for (const record of records) {
          this.rollups.add(record);
          this.index.add(record);
        }
        this.rollups.write();
        this.index.write();
      });
    } catch (error) {
      this.rollups.forget();
      this.index.forget();
      throw error;
    }
    this.#until = records.at(-1)?.seq ?? this.#until;
    this.#kept = this.#kept.filter(({ seq }) => seq > this.#until);
  }
}
