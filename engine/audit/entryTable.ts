import type { Entry, EntryRecord, Signer } from '../protocol/audit.ts';
import { VERDICTS } from '../protocol/verdict.ts';
import { hex, type Link } from './chain.ts';
import { noParameters } from './schema.ts';
import type { Database, Query, Row, Statement } from './sqlite.ts';

interface NewRow {
  readonly link: Link;
  /** Row of the session; undefined for entries that belong to none. */
  readonly session: number | undefined;
  readonly signer: number;
}

interface Range {
  readonly after: number;
  readonly limit: number;
}

/** What `decodeEntry` reads, of `entries` joined with `keys`. */
export const ENTRY_COLUMNS = 'record, prev, hash, key_id, signature';
const COLUMNS = `${ENTRY_COLUMNS} FROM entries JOIN keys ON keys.id = signer`;

export function decodeEntry(row: Row): Entry {
  return {
    record: JSON.parse(row.text(0)) as EntryRecord, // our own canonical JSON, whose hash the verifier checks
    prev: hex(row.blob(1)),
    hash: hex(row.blob(2)),
    keyId: row.text(3),
    signature: hex(row.blob(4)),
  };
}

/** The entries as rows: inserts chained entries, finds them again. */
export class EntryTable {
  readonly #insert: Statement<NewRow>;
  readonly #insertSpooled: Statement<{ id: string; seq: number }>;
  readonly #byKey: Query<string, Entry>;
  readonly #bySpool: Query<string, Entry>;
  readonly #bySession: Query<string, Entry>;
  readonly #forward: Query<Range, Entry>;
  readonly #latest: Query<number, Entry>;
  readonly #maximum: Query<void, number>;

  constructor(db: Database) {
    this.#insert = db.statement(
      `INSERT INTO entries (seq, time, kind, session, verdict, key, record, prev, hash, signer, signature)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      (to, { link, session, signer }) => {
        const { record } = link;
        to.int(record.seq).int(record.time).text(record.kind).int(session);
        to.int(record.verdict && VERDICTS.indexOf(record.verdict));
        to.text(record.kind === 'call' ? record.key : undefined);
        to.text(link.canonical).blob(link.prev).blob(link.hash).int(signer).blob(link.signature);
      },
    );
    this.#insertSpooled = db.statement('INSERT INTO spooled (id, seq) VALUES (?, ?)', (to, { id, seq }) =>
      to.text(id).int(seq),
    );
    this.#byKey = db.query(`SELECT ${COLUMNS} WHERE key = ?`, (to, key) => to.text(key), decodeEntry);
    this.#bySpool = db.query(
      `SELECT ${COLUMNS} WHERE seq = (SELECT seq FROM spooled WHERE id = ?)`,
      (to, id) => to.text(id),
      decodeEntry,
    );
    this.#bySession = db.query(
      `SELECT ${COLUMNS} WHERE session = (SELECT id FROM sessions WHERE name = ?) ORDER BY seq`,
      (to, session) => to.text(session),
      decodeEntry,
    );
    this.#forward = db.query(
      `SELECT ${COLUMNS} WHERE seq > ? ORDER BY seq LIMIT ?`,
      (to, { after, limit }) => to.int(after).int(limit),
      decodeEntry,
    );
    this.#latest = db.query(`SELECT ${COLUMNS} ORDER BY seq DESC LIMIT ?`, (to, limit) => to.int(limit), decodeEntry);
    this.#maximum = db.query<void, number>('SELECT coalesce(max(seq), 0) FROM entries', noParameters, (row) =>
      row.int(0),
    );
  }

  insert(row: NewRow): void {
    this.#insert.run(row);
  }

  insertSpooled(id: string, seq: number): void {
    this.#insertSpooled.run({ id, seq });
  }

  /** The `call` entry with this key. */
  byKey(key: string): Entry | undefined {
    return this.#byKey.first(key);
  }

  /** The entry that came from this spool file. */
  bySpool(id: string): Entry | undefined {
    return this.#bySpool.first(id);
  }

  bySession(session: string): Entry[] {
    return this.#bySession.all(session);
  }

  /** Entries after a sequence number, in order. */
  forward(after: number, limit: number): Entry[] {
    return this.#forward.all({ after, limit });
  }

  /** The newest entries, newest first. */
  latest(limit: number): Entry[] {
    return this.#latest.all(limit);
  }

  /** The highest sequence number, 0 if there is none. */
  lastSeq(): number {
    return this.#maximum.first() ?? 0;
  }
}

/** The row of the signer's key; the file keeps all public keys that ever signed in it. */
export function keyRow(db: Database, signer: Signer): number {
  const insert = db.statement<Signer>(
    'INSERT INTO keys (key_id, public_key) VALUES (?, ?) ON CONFLICT DO NOTHING',
    (to, { keyId, publicKey }) => to.text(keyId).blob(publicKey),
  );
  insert.run(signer);
  const find = db.query(
    'SELECT id FROM keys WHERE key_id = ?',
    (to, keyId: string) => to.text(keyId),
    (row) => row.int(0),
  );
  return find.first(signer.keyId) ?? 0;
}
