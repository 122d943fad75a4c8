import { hash as digest } from 'node:crypto';
import { ENTRY_KINDS, type Entry, type EntryRecord, type Signer } from '../protocol/audit.ts';
import { VERDICTS } from '../protocol/verdict.ts';
import { AttachmentTable, type NewAttachment } from './attachments.ts';
import { type Link } from './chain.ts';
import { noParameters } from './schema.ts';
import { Seal, type SealBytes } from './seal.ts';
import type { Sql, Query, Row, Statement } from './sqlite.ts';

interface NewRow {
  readonly link: Link;
  /** Row of the session; undefined for entries that belong to none. */
  readonly session: number | undefined;
}

interface Range {
  readonly after: number;
  readonly limit: number;
}

/** What `EntryDecoder` reads, of `entries e` with `SEALED` joined to it. */
export const ENTRY_COLUMNS = 'e.seq, e.record, s.first, s.hashes, s.signature, keys.key_id';
export const SEALED = `LEFT JOIN seals s ON s.first = (SELECT max(first) FROM seals WHERE first <= e.seq)
  LEFT JOIN keys ON keys.id = s.signer`;
const ENTRIES = `SELECT ${ENTRY_COLUMNS} FROM entries e ${SEALED}`;

/** Records of a session that are read at once. */
const SESSION_PAGE = 128;
/** In the record of an entry some of whose texts are stored apart. */
const ATTACHED = '"attached":';

/** Seals lately read that are kept: entries of one are mostly read together. Few: each is thousands of bytes in small objects. */
const MAX_SEALS = 4;

/** An entry whose record is still the JSON that is stored. */
interface UnreadEntry {
  readonly seq: number;
  readonly record: string;
  readonly sealed: Omit<Entry, 'record'>;
}

/** Puts entries together from their rows. */
export class EntryDecoder {
  readonly #seals = new Map<number, Seal>();

  readonly decode = (row: Row): Entry => ({ record: recordIn(row, 1), ...this.#sealOf(row).of(row.int(0)) });

  readonly decodeUnread = (row: Row): UnreadEntry => {
    const seq = row.int(0);
    return { seq, record: row.text(1), sealed: this.#sealOf(row).of(seq) };
  };

  #sealOf(row: Row): Seal {
    const first = row.int(2);
    const known = this.#seals.get(first);
    if (known) return known;
    const read = new Seal(first, row.blob(3), row.text(5), row.blob(4));
    if (this.#seals.size >= MAX_SEALS) this.#seals.clear();
    this.#seals.set(first, read);
    return read;
  }
}

/** The entries as rows: inserts chained entries and their seals, finds them again. */
export class EntryTable {
  readonly attachments: AttachmentTable;
  readonly #insert: Statement<NewRow>;
  readonly #insertSeal: Statement<SealBytes & { readonly signer: number }>;
  readonly #insertSpooled: Statement<{ id: string; seq: number }>;
  readonly #byKey: Query<number, EntryRecord>;
  readonly #bySpool: Query<string, EntryRecord>;
  readonly #ofSession: Query<Range & { readonly session: string }, EntryRecord>;
  readonly #approvals: Query<string, EntryRecord>;
  readonly #records: Query<Range, EntryRecord>;
  readonly #forward: Query<Range, Entry>;
  readonly #unread: Query<Range, UnreadEntry>;
  readonly #latest: Query<number, Entry>;
  readonly #maximum: Query<void, number>;
  readonly #sealEnd: Query<number, number>;
  readonly #deleteEntries: Statement<number>;
  readonly #deleteSeals: Statement<number>;
  /** A key is looked for just before its entry is inserted. */
  #numbered = { key: '', number: keyNumber('') };

  constructor(db: Sql) {
    this.attachments = new AttachmentTable(db);
    const { decode, decodeUnread } = new EntryDecoder();
    this.#insert = db.statement(
      'INSERT INTO entries (seq, time, kind, session, verdict, key, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
      (to, { link: { record, canonical }, session }) => {
        to.int(record.seq).int(record.time).int(ENTRY_KINDS.indexOf(record.kind)).int(session);
        to.int(record.verdict && VERDICTS.indexOf(record.verdict));
        to.int(record.kind === 'call' && record.key !== undefined ? this.#numberOf(record.key) : undefined);
        to.text(canonical);
      },
    );
    this.#insertSeal = db.statement(
      'INSERT INTO seals (first, hashes, signer, signature) VALUES (?, ?, ?, ?)',
      (to, { first, hashes, signer, signature }) => to.int(first).blob(hashes).int(signer).blob(signature),
    );
    this.#insertSpooled = db.statement('INSERT INTO spooled (id, seq) VALUES (?, ?)', (to, { id, seq }) =>
      to.text(id).int(seq),
    );
    const record = (row: Row) => recordIn(row, 0);
    this.#byKey = db.query('SELECT record FROM entries WHERE key = ?', (to, key) => to.int(key), record);
    this.#bySpool = db.query(
      'SELECT record FROM entries WHERE seq = (SELECT seq FROM spooled WHERE id = ?)',
      (to, id) => to.text(id),
      record,
    );
    const ofSession = 'SELECT record FROM entries WHERE session = (SELECT id FROM sessions WHERE name = ?)';
    this.#ofSession = db.query(
      `${ofSession} AND seq > ? ORDER BY seq LIMIT ?`,
      (to, { session, after, limit }) => to.text(session).int(after).int(limit),
      record,
    );
    this.#approvals = db.query(
      `${ofSession} AND kind = ${ENTRY_KINDS.indexOf('approval')} ORDER BY seq`,
      (to, session) => to.text(session),
      record,
    );
    this.#records = db.query(
      'SELECT record FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
      (to, { after, limit }) => to.int(after).int(limit),
      record,
    );
    const forward = <T>(read: (row: Row) => T) =>
      db.query<Range, T>(
        `${ENTRIES} WHERE e.seq > ? ORDER BY e.seq LIMIT ?`,
        (to, { after, limit }) => to.int(after).int(limit),
        read,
      );
    this.#forward = forward(decode);
    this.#unread = forward(decodeUnread);
    this.#latest = db.query(`${ENTRIES} ORDER BY e.seq DESC LIMIT ?`, (to, limit) => to.int(limit), decode);
    this.#maximum = db.query<void, number>('SELECT coalesce(max(seq), 0) FROM entries', noParameters, (row) =>
      row.int(0),
    );
    this.#sealEnd = db.query(
      'SELECT first + length(hashes) / 32 - 2 FROM seals WHERE first <= ? ORDER BY first DESC LIMIT 2',
      (to, seq) => to.int(seq),
      (row) => row.int(0),
    );
    this.#deleteEntries = db.statement('DELETE FROM entries WHERE seq <= ?', (to, seq) => to.int(seq));
    this.#deleteSeals = db.statement(
      'DELETE FROM seals WHERE first + length(hashes) / 32 - 2 <= ?1 AND first <= ?1',
      (to, seq) => to.int(seq),
    );
  }

  insert(row: NewRow, texts: readonly NewAttachment[] = []): void {
    this.#insert.run(row);
    if (texts.length > 0) this.attachments.insert(row.link.record.seq, texts);
  }

  /** Stores hashes and signature of entries that were inserted in this transaction. */
  insertSeal(bytes: SealBytes, signer: number): void {
    this.#insertSeal.run({ ...bytes, signer });
  }

  insertSpooled(id: string, seq: number): void {
    this.#insertSpooled.run({ id, seq });
  }

  /** The `call` entry with this key. */
  byKey(key: string): EntryRecord | undefined {
    return this.#byKey.all(this.#numberOf(key)).find((record) => record.key === key);
  }

  /** The entry that came from this spool file. */
  bySpool(id: string): EntryRecord | undefined {
    return this.#bySpool.first(id);
  }

  /** Records of a session after a sequence number, in order; few are in memory at a time. */
  *ofSession(session: string, after: number): Generator<EntryRecord, void> {
    let last = after;
    for (;;) {
      const page = this.#ofSession.all({ session, after: last, limit: SESSION_PAGE });
      yield* page;
      if (page.length < SESSION_PAGE) return;
      last = page.at(-1)?.seq ?? last;
    }
  }

  /** What people decided on calls of a session, in order. */
  approvals(session: string): EntryRecord[] {
    return this.#approvals.all(session);
  }

  /** Records of the entries after a sequence number, in order. */
  records(after: number, limit: number): EntryRecord[] {
    return this.#records.all({ after, limit });
  }

  /** Entries after a sequence number, in order. */
  forward(after: number, limit: number): Entry[] {
    return this.attachments.join(this.#forward.all({ after, limit }));
  }

  /** The same entries, each as the JSON of an `Entry`, without reading what they say. */
  forwardJson(after: number, limit: number): { readonly seq: number; readonly json: string }[] {
    return this.#unread.all({ after, limit }).map(({ seq, record, sealed }) => {
      const attachments = record.includes(ATTACHED) ? this.attachments.ofEntry(seq) : undefined;
      const rest = JSON.stringify(attachments ? { ...sealed, attachments } : sealed);
      return { seq, json: `{"record":${record},${rest.slice(1)}` };
    });
  }

  /** The newest entries, newest first. */
  latest(limit: number): Entry[] {
    return this.attachments.join(this.#latest.all(limit));
  }

  /** The highest sequence number, 0 if there is none. */
  lastSeq(): number {
    return this.#maximum.first() ?? 0;
  }

  /** Within a transaction: entries that are in an archive. */
  deleteUpTo(seq: number): void {
    this.#deleteEntries.run(seq);
    this.#deleteSeals.run(seq);
    this.attachments.deleteUpTo(seq);
  }

  #numberOf(key: string): number {
    if (key !== this.#numbered.key) this.#numbered = { key, number: keyNumber(key) };
    return this.#numbered.number;
  }

  /** The last entry at or before `seq` that ends what one signature is over; 0 if there is none. */
  sealEndBefore(seq: number): number {
    return this.#sealEnd.all(seq).find((end) => end <= seq) ?? 0;
  }
}

/** A record as it is stored in this column. */
export function recordIn(row: Row, column: number): EntryRecord {
  return JSON.parse(row.text(column)) as EntryRecord; // our own canonical JSON, whose hash the verifier checks
}

/** Keys are long and in no order: an index of these numbers is a third as large, and fits into memory far longer. */
function keyNumber(key: string): number {
  return Number.parseInt(digest('sha256', key, 'hex').slice(0, 12), 16);
}

/** The row of the signer's key; the file keeps all public keys that ever signed in it. */
export function keyRow(db: Sql, signer: Signer): number {
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
