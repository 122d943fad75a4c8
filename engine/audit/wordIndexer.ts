import type { EntryIndex } from './entryIndex.ts';
import type { EntryTable } from './entryTable.ts';
import { SqliteError, type Sql } from './sqlite.ts';

/** Entries of one transaction: a few milliseconds. */
const SLICE = 64;
/** The same while someone waits for the answer: fewer syncs. */
const WAITED_FOR = 512;
/** How long nothing must have been written before words are indexed. */
const IDLE_MS = 200;

/** Makes the words of entries searchable, a slice at a time, while the log has nothing else to do. */
export class WordIndexer {
  readonly #db: Sql;
  readonly #entries: EntryTable;
  readonly #index: EntryIndex;
  #done: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Sql, entries: EntryTable, index: EntryIndex) {
    this.#db = db;
    this.#entries = entries;
    this.#index = index;
    this.#done = index.wordsUntil();
  }

  /** Entries were added: not now, but when it has become quiet. */
  postpone(): void {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#whenIdle(), IDLE_MS).unref();
  }

  /** Resolves when everything that is in the log can be searched. Others get their turn in between. */
  async catchUp(): Promise<void> {
    while (this.#slice(WAITED_FOR)) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Everything is to be indexed anew. */
  restart(): void {
    this.#done = 0;
    this.postpone();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #whenIdle(): void {
    this.#timer = undefined;
    try {
      if (!this.#slice()) return;
    } catch (error) {
      // A full disk, for one: the entries matter more, and the next one tries again.
      if (error instanceof SqliteError) return;
      throw error;
    }
    this.#timer = setTimeout(() => this.#whenIdle(), 1).unref();
  }

  /** False if there is nothing left to do. */
  #slice(size = SLICE): boolean {
    const records = this.#entries.records(this.#done, size);
    const last = records.at(-1)?.seq;
    if (last === undefined) return false;
    this.#db.transaction(() => this.#index.indexWords(records));
    this.#done = last;
    return true;
  }
}
