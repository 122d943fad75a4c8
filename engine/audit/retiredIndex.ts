import type { Sql } from './sqlite.ts';

/** What one slice deletes: a few milliseconds. */
const TERMS = 200;
const BLOCKS = 100;
const SIZES = 5000;

/**
 * Clears away the index that files of version 3 have, a slice at a time: one table for all words, and paths among the terms.
 * Nothing reads it any more, but deleting a million entries' worth of it at once would keep the log waiting for seconds.
 */
export class RetiredIndex {
  readonly #db: Sql;
  #done = false;

  constructor(db: Sql) {
    this.#db = db;
  }

  /** Deletes some of it; false if nothing is left. */
  clearSlice(): boolean {
    if (this.#done) return false;
    this.#done = !this.#db.transaction(() => this.#clearPaths() || this.#clearWords());
    return !this.#done;
  }

  #clearPaths(): boolean {
    // The plus keeps SQLite from sorting all paths by their ids each time.
    const last = this.#number(
      `SELECT max(id) FROM (SELECT id FROM terms WHERE +field = 'path' ORDER BY id LIMIT ${TERMS})`,
    );
    if (last === undefined) return false;
    this.#db.exec(`
      DELETE FROM postings WHERE term IN (SELECT id FROM terms WHERE +field = 'path' AND id <= ${last});
      DELETE FROM terms WHERE +field = 'path' AND id <= ${last};`);
    return true;
  }

  #clearWords(): boolean {
    if (this.#number(`SELECT 1 FROM sqlite_schema WHERE name = 'words'`) === undefined) return false;
    for (const [table, id, count] of [
      ['words_segments', 'blockid', BLOCKS],
      ['words_docsize', 'docid', SIZES],
    ] as const) {
      if (this.#number(`SELECT 1 FROM ${table} LIMIT 1`) === undefined) continue;
      this.#db.exec(`DELETE FROM ${table} WHERE ${id} IN (SELECT ${id} FROM ${table} LIMIT ${count})`);
      return true;
    }
    this.#db.exec('DROP TABLE words');
    return true;
  }

  #number(sql: string): number | undefined {
    return this.#db.rows(
      sql,
      () => undefined,
      (row) => (row.isNull(0) ? undefined : row.int(0)),
    )[0];
  }
}
