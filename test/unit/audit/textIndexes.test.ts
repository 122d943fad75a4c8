import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { EntryIndex } from '../../../engine/audit/entryIndex.ts';
import { EntrySearch } from '../../../engine/audit/entryQuery.ts';
import { EntryTable } from '../../../engine/audit/entryTable.ts';
import { CHUNK, PathIndex } from '../../../engine/audit/pathIndex.ts';
import { migrate } from '../../../engine/audit/schema.ts';
import { Database } from '../../../engine/audit/sqlite.ts';
import { TextIndexer } from '../../../engine/audit/textIndexer.ts';
import { WORDS_PART, WordIndex } from '../../../engine/audit/wordIndex.ts';
import type { EntryRecord } from '../../../engine/protocol/audit.ts';
import type { EntryQuery } from '../../../engine/protocol/auditQuery.ts';
import { cleanUp, draft, temporaryDirectory, WASM } from './helpers.ts';

/** On both sides of where chunks, groups of chunks and parts end. */
const SEQS = [1, 2, CHUNK, CHUNK + 1, 32 * CHUNK, 32 * CHUNK + 1, 70 * CHUNK]
  .concat([WORDS_PART - 1, WORDS_PART, WORDS_PART + 1, 2 * WORDS_PART, 2 * WORDS_PART + 1])
  .sort((a, b) => a - b);

/** Entries with these numbers and nothing between them. */
async function filled(t: Parameters<typeof cleanUp>[0]) {
  const db = await Database.open(path.join(temporaryDirectory(t), 'x.db'), WASM);
  cleanUp(t, () => db.close());
  migrate(db, 'x.db');
  const [words, paths] = [new WordIndex(db), new PathIndex(db)];
  const insert = db.statement<EntryRecord>(
    'INSERT INTO entries (seq, time, kind, record) VALUES (?, 0, 0, ?)',
    (to, record) => to.int(record.seq).text(JSON.stringify(record)),
  );
  for (const [i, seq] of SEQS.entries()) {
    const args = { file_path: `/home/dev/Src/naïve ${i % 2 ? 'odd' : 'even'}/${seq}.ts`, note: `every ${seq}` };
    const record = { ...draft(seq, { args }), v: 2, seq } as EntryRecord;
    insert.run(record);
    db.transaction(() => words.add([record]));
    db.transaction(() => paths.add([record]));
  }
  const search = new EntrySearch(db);
  const ask = (query: EntryQuery): number[] => {
    const found: number[] = [];
    for (let at: number | undefined, first = true; first || at !== undefined; first = false) {
      const from = at === undefined ? {} : query.order === 'oldest' ? { after: at } : { before: at };
      const page = search.page({ limit: 2, ...query, ...from });
      found.push(...page.entries.map(({ record }) => record.seq));
      at = page.next;
    }
    return found;
  };
  return { db, words, paths, ask };
}

describe('indexes of texts', () => {
  it('find across all their parts, page by page, both ways', async (t) => {
    const { ask } = await filled(t);
    const newest = [...SEQS].reverse();
    for (const question of [
      { text: 'every' },
      { place: 'dev/SRC/naÏve' },
      { text: 'every', place: 'src/' },
      { place: 's' },
    ]) {
      assert.deepEqual(ask(question), newest, JSON.stringify(question));
      assert.deepEqual(ask({ ...question, order: 'oldest' }), SEQS, JSON.stringify(question));
    }
    assert.deepEqual(
      ask({ place: 'odd/' }),
      newest.filter((seq) => SEQS.indexOf(seq) % 2 === 1),
    );
    for (const seq of SEQS) {
      assert.deepEqual(ask({ place: `/${seq}.ts` }), [seq]);
      assert.deepEqual(ask({ text: `every ${seq}` }), [seq]);
    }
    assert.deepEqual(ask({ place: 'nowhere' }), []);
    assert.deepEqual(ask({ text: 'every', after: CHUNK, before: WORDS_PART + 1, order: 'oldest' }), SEQS.slice(3, 9));
    assert.deepEqual(ask({ place: '.ts', after: CHUNK, before: WORDS_PART + 1, order: 'oldest' }), SEQS.slice(3, 9));
  });

  it('lose what moves into an archive and nothing else', async (t) => {
    const { db, words, paths, ask } = await filled(t);
    const gone = 32 * CHUNK;
    db.transaction(() => {
      db.exec(`DELETE FROM entries WHERE seq <= ${WORDS_PART}`);
      words.dropUpTo(WORDS_PART);
      paths.dropUpTo(gone);
    });
    const left = SEQS.filter((seq) => seq > WORDS_PART);
    assert.deepEqual(words.parts(), [1, 2]);
    assert.deepEqual(ask({ text: 'every', order: 'oldest' }), left);
    assert.deepEqual(ask({ place: '.ts', order: 'oldest' }), left);
    const [rows] = db.rows(
      `SELECT min(chunk) FROM paths`,
      () => undefined,
      (row) => row.int(0),
    );
    assert.equal(rows, gone / CHUNK);
  });

  it('are made when it has become quiet, never between two batches', async (t) => {
    const db = await Database.open(path.join(temporaryDirectory(t), 'x.db'), WASM);
    cleanUp(t, () => db.close());
    migrate(db, 'x.db');
    const insert = db.statement<EntryRecord>(
      'INSERT INTO entries (seq, time, kind, record) VALUES (?, 0, 0, ?)',
      (to, record) => to.int(record.seq).text(JSON.stringify(record)),
    );
    for (let seq = 1; seq <= 300; seq++) insert.run({ ...draft(seq), v: 2, seq });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const indexer = new TextIndexer(db, new EntryTable(db), new EntryIndex(db));
    const after = (ms: number): number => {
      t.mock.timers.tick(ms);
      return db.rows(
        'SELECT until FROM texts_indexed',
        () => undefined,
        (row) => row.int(0),
      )[0]!;
    };
    indexer.postpone();
    const begun = after(200);
    assert.ok(begun > 0 && begun < 300, 'a slice');
    for (let batch = 0; batch < 5; batch++) {
      indexer.postpone();
      assert.equal(after(100), begun, 'entries keep coming');
    }
    for (let slice = 0; slice < 10; slice++) after(200);
    assert.equal(after(0), 300);
  });
});
