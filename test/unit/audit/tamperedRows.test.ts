import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openAuditLog } from '../../../engine/audit/auditLog.ts';
import { Database } from '../../../engine/audit/sqlite.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import type { ChainFault } from '../../../engine/protocol/audit.ts';
import { draft, openLog, SIGNER, temporaryDirectory, WASM } from './helpers.ts';

/** More than are looked at when a log is opened: what is done to the first ones only `verify` finds. */
const ENTRIES = 160;

/** What someone may do who can write the database, and what verification calls it. */
const ATTACKS: Readonly<Record<string, readonly [sql: string, problem: ChainFault['problem'], seq: number]>> = {
  'an altered record': [`UPDATE entries SET record = replace(record, 'echo 19', 'echo 91') WHERE seq = 20`, 'hash', 20],
  'a member more': [`UPDATE entries SET record = '{"a":1,' || substr(record, 2) WHERE seq = 20`, 'hash', 20],
  'a deleted entry': ['DELETE FROM entries WHERE seq = 20', 'missing', 20],
  'a deleted stretch': ['DELETE FROM entries WHERE seq BETWEEN 10 AND 30', 'missing', 10],
  'a deleted beginning': ['DELETE FROM entries WHERE seq <= 32; DELETE FROM seals WHERE first <= 32', 'missing', 1],
  'two entries that changed places': [
    `CREATE TEMP TABLE kept AS SELECT seq, record FROM entries WHERE seq IN (20, 21);
     UPDATE entries SET record = (SELECT record FROM kept WHERE kept.seq = 41 - entries.seq) WHERE seq IN (20, 21)`,
    'order',
    20,
  ],
  'an entry that was recorded twice': [
    `UPDATE entries SET record = (SELECT record FROM entries WHERE seq = 10) WHERE seq = 20`,
    'order',
    20,
  ],
  'an old entry put in again under a new number': [
    `UPDATE entries SET record = (SELECT replace(record, '"seq":10,', '"seq":20,') FROM entries WHERE seq = 10) WHERE seq = 20`,
    'hash',
    20,
  ],
  'an altered hash': [
    `UPDATE seals SET hashes = cast(substr(hashes, 1, 32 * 20) || zeroblob(32) || substr(hashes, 32 * 21 + 1) AS BLOB) WHERE first = 1`,
    'signature',
    1,
  ],
  'an altered signature': [`UPDATE seals SET signature = zeroblob(64) WHERE first = 33`, 'signature', 33],
  'the signature of others': [
    `UPDATE seals SET signature = (SELECT signature FROM seals WHERE first = 1) WHERE first = 33`,
    'signature',
    33,
  ],
  'deleted signatures': ['DELETE FROM seals WHERE first = 33', 'format', 33],
  'another key': [
    `INSERT INTO keys (key_id, public_key) VALUES ('0123456789abcdef', zeroblob(32));
     UPDATE seals SET signer = (SELECT max(id) FROM keys) WHERE first = 33`,
    'key',
    33,
  ],
  'an altered text that is stored apart': [`UPDATE attachments SET text = 'other' WHERE id = 40`, 'attachment', 20],
  'a text that no entry names': [`INSERT INTO attachments VALUES (41, zeroblob(16), 'x')`, 'attachment', 20],
};

describe('verification of a database that someone has altered finds', () => {
  let original: string;
  before(async () => {
    original = mkdtempSync(path.join(os.tmpdir(), 'oktsec-tampered-'));
    const log = await openAuditLog({
      file: path.join(original, 'oktsec.db'),
      wasm: WASM,
      signer: SIGNER,
      now: Date.now,
    });
    await Promise.all(Array.from({ length: ENTRIES }, (_, n) => log.append(draft(n, { reasoning: `thought ${n}` }))));
    await log.close();
  });
  after(() => rmSync(original, { recursive: true }));

  for (const [what, [sql, problem, seq]] of Object.entries(ATTACKS)) {
    it(what, async (t) => {
      const directory = temporaryDirectory(t);
      const file = path.join(directory, 'oktsec.db');
      mkdirSync(path.join(directory, 'keys'));
      copyFileSync(path.join(original, 'oktsec.db'), file);
      const db = await Database.open(file, WASM);
      db.exec(sql);
      db.close();
      const log = await openLog(t, directory);
      assert.equal(log.recovered, undefined);
      const { fault } = await verifyEntries(log.whole(), log.publicKeys(), log.checkpoints());
      assert.deepEqual([fault?.problem, fault?.seq], [problem, seq], fault?.detail);
    });
  }
});
