import type { EntryIndex } from './entryIndex.ts';
import type { EntryTable } from './entryTable.ts';
import { PathIndex } from './pathIndex.ts';
import { RetiredIndex } from './retiredIndex.ts';
import { noParameters } from './schema.ts';
import { SqliteError, type Query, type Sql, type Statement } from './sqlite.ts';
import { WordIndex } from './wordIndex.ts';

/** Entries of one transaction: a few milliseconds. */
const SLICE = 64;
/** The same while someone waits for the answer: fewer syncs. */
const WAITED_FOR = 512;
/** How long nothing must have been written before texts are indexed. */
const IDLE_MS = 200;

/**
 * Makes words, paths and kinds of entries searchable, a slice at a time, while the log has nothing else to do; then
 * clears away what older versions left.
 */
export class TextIndexer {
  readonly words: WordIndex;
  readonly paths: PathIndex;
  readonly #db: Sql;
  readonly #entries: EntryTable;
  readonly #index: EntryIndex;
  readonly #retired: RetiredIndex;
  readonly #until: Query<void, number>;
  readonly #reached: Statement<number>;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Sql, entries: EntryTable, index: EntryIndex) {
    this.#db = db;
    this.#entries = entries;
    this.#index = index;
    this.words = new WordIndex(db);
    this.paths = new PathIndex(db);
    this.#retired = new RetiredIndex(db);
    this.#until = db.query<void, number>('SELECT until FROM texts_indexed', noParameters, (row) => row.int(0));
    this.#reached = db.statement('UPDATE texts_indexed SET until = ?', (to, seq) => to.int(seq));
  }

  /** Entries were added: not now, but when it has become quiet. */
  postpone(): void {
    clearTimeout(this.#timer); // which may be that of the next slice: refreshed, it would come between any two batches
    this.#timer = setTimeout(() => this.#whenIdle(), IDLE_MS).unref();
  }

  /** Resolves when everything that is in the log can be searched. Others get their turn in between. */
  async catchUp(): Promise<void> {
    while (this.#slice(WAITED_FOR)) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Within a transaction: forgets texts of entries up to `seq`, which leave the log. */
  removeUpTo(seq: number): void {
    this.words.dropUpTo(seq);
    this.paths.dropUpTo(seq);
  }

  /** Within a transaction: everything is to be indexed anew. */
  reset(): void {
    this.words.dropAll();
    this.paths.dropAll();
    this.#reached.run(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #whenIdle(): void {
    this.#timer = undefined;
    try {
      if (!this.#slice(SLICE) && !this.#retired.clearSlice()) return;
    } catch (error) {
      // A full disk, for one: the entries matter more, and the next one tries again.
      if (error instanceof SqliteError) return;
      throw error;
    }
    this.#timer = setTimeout(() => this.#whenIdle(), 1).unref();
  }

  /** False if there is nothing left to do. */
  #slice(size: number): boolean {
    const records = this.#entries.records(this.#until.first() ?? 0, size);
    const last = records.at(-1)?.seq;
    if (last === undefined) return false;
    try {
      this.#db.transaction(() => {
        this.words.add(records);
        this.paths.add(records);
        this.#index.addKinds(records);
        this.#reached.run(last);
      });
    } catch (error) {
      this.words.forget();
      this.#index.forget();
      throw error;
    }
    return true;
  }
}
