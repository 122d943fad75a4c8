import type { EntryRecord } from '../protocol/audit.ts';
import { searchText } from './entryTerms.ts';
import type { Sql, Statement } from './sqlite.ts';

/** Entries of one part: so many that looking through one takes a few milliseconds even if all words in it are frequent. */
export const WORDS_PART = 65_536;

/** Merges at most 100 pages of lists, if there are eight of a kind. */
const MERGE = 'merge=100,8';

/**
 * Finds entries by their words; keeps no copy of the texts. FTS4 goes through whole lists of entries for most questions:
 * each so many entries have an index of their own, so that a question stops where it has enough, and what moves into
 * an archive takes its index along.
 */
export class WordIndex {
  readonly #db: Sql;
  #adding: { readonly part: number; readonly statement: Statement<{ seq: number; text: string }> } | undefined;

  constructor(db: Sql) {
    this.#db = db;
  }

  /** Adds entries that follow those that were added, within a transaction. */
  add(records: readonly EntryRecord[]): void {
    for (const record of records) this.#into(partOf(record.seq)).run({ seq: record.seq, text: searchText(record) });
    // Left alone, FTS4 merges what it wrote when there is much of it, all at once.
    if (this.#adding)
      this.#db.exec(`INSERT INTO ${tableOf(this.#adding.part)} (${tableOf(this.#adding.part)}) VALUES ('${MERGE}')`);
  }

  /** The last `add` was undone: what it made may not be there. */
  forget(): void {
    this.#adding = undefined;
  }

  /** Which parts there are between two, both included, in order. */
  parts(from = 0, to = Number.MAX_SAFE_INTEGER): number[] {
    return this.#db.rows(
      'SELECT part FROM word_parts WHERE part BETWEEN ? AND ? ORDER BY part',
      (bind) => bind.int(from).int(to),
      (row) => row.int(0),
    );
  }

  /** Entries of a part that an expression of FTS4 finds, both ends exclusive, in the order that is asked for. */
  find(part: number, expression: string, { low, high, oldest, limit }: Stretch): number[] {
    const table = tableOf(part);
    return this.#db.rows(
      // Numbers are bound as floating point, which FTS4 takes for no limit at all.
      `SELECT docid FROM ${table} WHERE ${table} MATCH ? AND docid > cast(? AS INTEGER) AND docid < cast(? AS INTEGER)
       ORDER BY docid ${oldest ? 'ASC' : 'DESC'} LIMIT ?`,
      (to) => to.text(expression).int(low).int(high).int(limit),
      (row) => row.int(0),
    );
  }

  /** Within a transaction: drops what is only about entries up to `seq`. */
  dropUpTo(seq: number): void {
    for (const part of this.parts(0, partOf(seq + 1) - 1)) this.#drop(part);
  }

  /** Within a transaction. */
  dropAll(): void {
    for (const part of this.parts()) this.#drop(part);
  }

  #drop(part: number): void {
    this.#adding = undefined;
    this.#db.exec(`DROP TABLE ${tableOf(part)}; DELETE FROM word_parts WHERE part = ${part};`);
  }

  #into(part: number): Statement<{ seq: number; text: string }> {
    if (this.#adding?.part === part) return this.#adding.statement;
    this.#db.exec(`
      CREATE VIRTUAL TABLE IF NOT EXISTS ${tableOf(part)}
        USING fts4 (content="", text, order=desc, tokenize=unicode61);
      INSERT OR IGNORE INTO word_parts (part) VALUES (${part});`);
    // A virtual table has no affinity that would turn numbers into integers.
    const statement = this.#db.statement<{ seq: number; text: string }>(
      `INSERT INTO ${tableOf(part)} (docid, text) VALUES (cast(? AS INTEGER), ?)`,
      (to, { seq, text }) => to.int(seq).text(text),
    );
    this.#adding = { part, statement };
    return statement;
  }
}

/** Sequence numbers, both ends exclusive, and how many at most in which order. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly oldest: boolean;
  readonly limit: number;
}

export function partOf(seq: number): number {
  return Math.floor((seq - 1) / WORDS_PART);
}

function tableOf(part: number): string {
  return `words_${part}`;
}
