import type { HeldRecord, HeldStore } from '../protocol/held.ts';
import { noParameters } from './schema.ts';
import type { Database, Query, Statement } from './sqlite.ts';

/** Held calls in the file of the log. */
export class HeldTable implements HeldStore {
  readonly #save: Statement<HeldRecord>;
  readonly #load: Query<void, HeldRecord>;

  constructor(db: Database) {
    this.#save = db.statement(
      'INSERT INTO held (id, record) VALUES (?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
      (to, record) => to.text(record.item.id).text(JSON.stringify(record)),
    );
    this.#load = db.query<void, HeldRecord>(
      'SELECT record FROM held ORDER BY id',
      noParameters,
      (row) => JSON.parse(row.text(0)) as HeldRecord, // written by `save` only
    );
  }

  save(record: HeldRecord): void {
    this.#save.run(record);
  }

  load(): HeldRecord[] {
    return this.#load.all();
  }
}
