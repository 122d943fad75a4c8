import type { HeldRecord, HeldStore } from '../protocol/held.ts';
import type { Sql, Query, Statement } from './sqlite.ts';

/** Decided items that are loaded to be shown. */
const RECENT = 200;

/** Held calls in the file of the log. */
export class HeldTable implements HeldStore {
  readonly #save: Statement<HeldRecord>;
  readonly #load: Query<number, HeldRecord>;
  readonly #prune: Statement<number>;

  constructor(db: Sql) {
    this.#save = db.statement(
      `INSERT INTO held (id, state, created_at, record) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET state = excluded.state, record = excluded.record`,
      (to, record) =>
        to.text(record.item.id).text(record.item.state).int(record.item.createdAt).text(JSON.stringify(record)),
    );
    this.#load = db.query<number, HeldRecord>(
      `SELECT record FROM held WHERE state IN ('pending', 'approved')
         OR id IN (SELECT id FROM held ORDER BY created_at DESC LIMIT ?) ORDER BY created_at`,
      (to, recent) => to.int(recent),
      (row) => JSON.parse(row.text(0)) as HeldRecord, // written by `save` only
    );
    this.#prune = db.statement(
      `DELETE FROM held WHERE state NOT IN ('pending', 'approved')
         AND id NOT IN (SELECT id FROM held ORDER BY created_at DESC LIMIT ?)`,
      (to, recent) => to.int(recent),
    );
  }

  save(record: HeldRecord): void {
    this.#save.run(record);
  }

  /** Those that are open, and the newest others; what else was decided is deleted: the entries say what became of it. */
  load(): HeldRecord[] {
    this.#prune.run(RECENT);
    return this.#load.all(RECENT);
  }
}
