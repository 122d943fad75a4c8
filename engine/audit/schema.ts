import type { Sql } from './sqlite.ts';

/** Files of versions before this one were never anyone's but ours. */
const FIRST_VERSION = 3;

/**
 * Each element takes the schema one version on, `user_version` counts them; never change one that was released.
 * `entries.record` is the canonical JSON that is hashed; `seals` holds hashes and signatures of entries that share one,
 * `attachments` the texts that entries only name by their digest. Everything else is derived to find and count entries;
 * nothing is proven by it.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE keys (id INTEGER PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL);
   CREATE TABLE sessions (
     id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, client TEXT NOT NULL, agent TEXT NOT NULL, cwd TEXT,
     title TEXT NOT NULL, prompted INTEGER NOT NULL, started_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
     steps INTEGER NOT NULL, worst INTEGER NOT NULL,
     flagged INTEGER NOT NULL, held INTEGER NOT NULL, blocked INTEGER NOT NULL);
   CREATE INDEX sessions_by_time ON sessions (last_at);
   CREATE TABLE agents (
     name TEXT NOT NULL, client TEXT NOT NULL, calls INTEGER NOT NULL, held INTEGER NOT NULL,
     blocked INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (name, client)) WITHOUT ROWID;
   CREATE TABLE entries (
     seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind INTEGER NOT NULL, session INTEGER, verdict INTEGER,
     key INTEGER, record TEXT NOT NULL);
   CREATE INDEX entries_by_session ON entries (session) WHERE session IS NOT NULL;
   CREATE INDEX calls_by_key ON entries (key) WHERE key IS NOT NULL;
   CREATE TABLE seals (first INTEGER PRIMARY KEY, hashes BLOB NOT NULL, signer INTEGER NOT NULL, signature BLOB NOT NULL);
   CREATE TABLE attachments (id INTEGER PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL);
   CREATE TABLE bridges (size INTEGER PRIMARY KEY, statement TEXT NOT NULL);
   CREATE TABLE spooled (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE held (id TEXT PRIMARY KEY, state TEXT NOT NULL, created_at INTEGER NOT NULL, record TEXT NOT NULL);
   CREATE INDEX held_by_state ON held (state, created_at);
   CREATE TABLE terms (id INTEGER PRIMARY KEY, field TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (field, value));
   CREATE TABLE postings (term INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (term, seq)) WITHOUT ROWID;
   CREATE TABLE hours (hour INTEGER PRIMARY KEY, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL);
   CREATE TABLE counts (
     term INTEGER NOT NULL, hour INTEGER NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (term, hour)) WITHOUT ROWID;
   CREATE VIRTUAL TABLE words USING fts4 (content="", text, order=desc, tokenize=unicode61);`,
  // Counts of whole days; words in parts (wordIndex.ts makes their tables), paths apart from the terms. What version 3
  // kept of both is cleared away in idle moments, in which all texts are also indexed anew: see retiredIndex.ts.
  `CREATE TABLE days (
     term INTEGER NOT NULL, day INTEGER NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (term, day)) WITHOUT ROWID;
   INSERT INTO days (term, day, entries) SELECT term, hour / 24, sum(entries) FROM counts GROUP BY term, hour / 24;
   CREATE TABLE word_parts (part INTEGER PRIMARY KEY);
   CREATE TABLE paths (chunk INTEGER PRIMARY KEY, text TEXT NOT NULL);
   CREATE TABLE path_signatures (chunks INTEGER PRIMARY KEY, masks BLOB NOT NULL);
   CREATE TABLE texts_indexed (until INTEGER NOT NULL);
   INSERT INTO texts_indexed (until) VALUES (0);`,
];

/** The file is of a version that was never released: its entries cannot be read any more. */
export class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

/** Brings the schema up to date. Throws if the file was written by a newer version, or by one that nobody used. */
export function migrate(db: Sql, file: string): void {
  const version = db.query<void, number>('PRAGMA user_version', noParameters, (row) => row.int(0)).first() ?? 0;
  const newest = FIRST_VERSION + MIGRATIONS.length - 1;
  if (version > newest) {
    throw new Error(`${file} was written by a newer version of Oktsec (schema ${version}). Update Oktsec to use it.`);
  }
  if (version > 0 && version < FIRST_VERSION) {
    throw new OutdatedError(`it was written by a preview of Oktsec (schema ${version})`);
  }
  const done = version === 0 ? 0 : version - FIRST_VERSION + 1;
  MIGRATIONS.slice(done).forEach((sql, i) => {
    db.transaction(() => db.exec(`${sql} PRAGMA user_version = ${FIRST_VERSION + done + i};`));
  });
  if (version === 0) db.exec('DROP TABLE words');
}

/** For statements that have none. */
export function noParameters(): void {
  // Nothing to bind.
}
