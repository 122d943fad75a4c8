import type { EntryRecord } from '../protocol/audit.ts';
import { isCounted, termsOf, type Term, type TermField } from './entryTerms.ts';
import { noParameters } from './schema.ts';
import type { Sql, Query, Statement } from './sqlite.ts';

export const HOUR = 3_600_000;
export const HOURS_A_DAY = 24;

/** Terms whose rows are remembered. */
const MAX_KNOWN = 5000;
/** What is counted by hour. */
const COUNTED: readonly TermField[] = ['client', 'agent', 'tool', 'rule'];

interface Hour {
  first: number;
  last: number;
}

/**
 * Finds and counts entries: postings per term, which hours the entries are of, and counts per term, hour and day. What costs
 * more than the entry itself is indexed later still (see textIndexer.ts). Everything here is derived and proves nothing.
 */
export class EntryIndex {
  readonly #db: Sql;
  readonly #known = new Map<string, number>();
  readonly #counts = new Map<string, { term: number; hour: number; entries: number }>();
  readonly #hours = new Map<number, Hour>();
  /** Sequence numbers by term: inserted together they take a third of the time. */
  readonly #postings = new Map<number, number[]>();
  readonly #findTerm: Query<Term, number>;
  readonly #addTerm: Query<Term, number>;
  readonly #post: Statement<{ term: number; seqs: readonly number[] }>;
  readonly #unpost: Statement<{ term: number; seq: number }>;
  readonly #count: Statement<{ term: number; hour: number; entries: number }>;
  readonly #stretch: Statement<{ hour: number } & Hour>;
  readonly #countDay: Statement<{ term: number; hour: number; entries: number }>;
  readonly #lastIndexed: Query<void, number>;

  constructor(db: Sql) {
    this.#db = db;
    this.#findTerm = db.query(
      'SELECT id FROM terms WHERE field = ? AND value = ?',
      (to, { field, value }) => to.text(field).text(value),
      (row) => row.int(0),
    );
    this.#addTerm = db.query(
      'INSERT INTO terms (field, value) VALUES (?, ?) RETURNING id',
      (to, { field, value }) => to.text(field).text(value),
      (row) => row.int(0),
    );
    this.#post = db.statement(
      'INSERT INTO postings (term, seq) SELECT ?, value FROM json_each(?)',
      (to, { term, seqs }) => to.int(term).text(JSON.stringify(seqs)),
    );
    this.#unpost = db.statement('DELETE FROM postings WHERE term = ? AND seq = ?', (to, { term, seq }) =>
      to.int(term).int(seq),
    );
    this.#count = db.statement(
      `INSERT INTO counts (term, hour, entries) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
      (to, { term, hour, entries }) => to.int(term).int(hour).int(entries),
    );
    this.#stretch = db.statement(
      `INSERT INTO hours (hour, first_seq, last_seq) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET last_seq = excluded.last_seq`,
      (to, { hour, first, last }) => to.int(hour).int(first).int(last),
    );
    this.#countDay = db.statement(
      `INSERT INTO days (term, day, entries) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
      (to, { term, hour, entries }) =>
        to
          .int(term)
          .int(Math.floor(hour / HOURS_A_DAY))
          .int(entries),
    );
    this.#lastIndexed = db.query<void, number>('SELECT coalesce(max(last_seq), 0) FROM hours', noParameters, (row) =>
      row.int(0),
    );
  }

  /** Adds an entry, within a transaction. */
  add(record: EntryRecord): void {
    const { seq, time } = record;
    const hour = Math.floor(time / HOUR);
    const known = this.#hours.get(hour);
    if (known) known.last = seq;
    else this.#hours.set(hour, { first: seq, last: seq });
    const counted = isCounted(record);
    if (counted && record.verdict) this.#tally(this.#row({ field: 'verdict', value: record.verdict }), hour);
    for (const term of termsOf(record)) {
      const row = this.#row(term);
      const seqs = this.#postings.get(row);
      if (seqs) seqs.push(seq);
      else this.#postings.set(row, [seq]);
      if (counted && COUNTED.includes(term.field)) this.#tally(row, hour);
    }
  }

  /** Stores what `add` collected. */
  write(): void {
    for (const count of this.#counts.values()) {
      this.#count.run(count);
      this.#countDay.run(count);
    }
    for (const [term, seqs] of this.#postings) this.#post.run({ term, seqs });
    for (const [hour, { first, last }] of this.#hours) this.#stretch.run({ hour, first, last });
    this.#counts.clear();
    this.#hours.clear();
    this.#postings.clear();
  }

  /** Drops what `add` collected, because its transaction failed. */
  forget(): void {
    this.#counts.clear();
    this.#hours.clear();
    this.#postings.clear();
    this.#known.clear();
  }

  /** Sequence number up to which entries have been added. */
  indexedUntil(): number {
    return this.#lastIndexed.first() ?? 0;
  }

  /** Makes entries findable by their kind, all but calls: most are calls. Within a transaction. */
  addKinds(records: Iterable<EntryRecord>): void {
    for (const record of records)
      if (record.kind !== 'call') this.#post.run({ term: this.#kind(record), seqs: [record.seq] });
  }

  /** Forgets everything: it is of entries that are not in the log any more. */
  reset(): void {
    this.#db.exec('DELETE FROM postings; DELETE FROM counts; DELETE FROM days; DELETE FROM hours;');
  }

  /** Takes an entry out of the postings, within the transaction that deletes it. */
  remove(record: EntryRecord): void {
    for (const term of termsOf(record)) this.#unpost.run({ term: this.#row(term), seq: record.seq });
    if (record.kind !== 'call') this.#unpost.run({ term: this.#kind(record), seq: record.seq });
  }

  #kind(record: EntryRecord): number {
    return this.#row({ field: 'kind', value: record.kind });
  }

  #tally(term: number, hour: number): void {
    const key = `${term}:${hour}`;
    const count = this.#counts.get(key);
    if (count) count.entries++;
    else this.#counts.set(key, { term, hour, entries: 1 });
  }

  #row(term: Term): number {
    const key = `${term.field}:${term.value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#findTerm.first(term) ?? this.#addTerm.first(term) ?? 0;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(key, row);
    return row;
  }
}
