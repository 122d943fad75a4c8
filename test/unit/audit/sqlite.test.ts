import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Database, SqliteError } from '../../../engine/audit/sqlite.ts';
import { cleanUp, temporaryDirectory, WASM } from './helpers.ts';

interface Thing {
  readonly id: number;
  readonly name: string | undefined;
  readonly data: Uint8Array | undefined;
}

async function openThings(t: Parameters<typeof temporaryDirectory>[0]) {
  const db = await Database.open(path.join(temporaryDirectory(t), 'things.db'), WASM);
  cleanUp(t, () => db.close());
  db.exec('CREATE TABLE IF NOT EXISTS things (id INTEGER PRIMARY KEY, name TEXT, data BLOB)');
  const insert = db.statement<Thing>('INSERT INTO things VALUES (?, ?, ?)', (to, { id, name, data }) =>
    to.int(id).text(name).blob(data),
  );
  const find = db.query(
    'SELECT id, name, data FROM things WHERE id = ?',
    (to, id: number) => to.int(id),
    (row): Thing => ({
      id: row.int(0),
      name: row.isNull(1) ? undefined : row.text(1),
      data: row.isNull(2) ? undefined : row.blob(2),
    }),
  );
  return { db, insert, find };
}

describe('Database', () => {
  it('gives back what was stored: text of any kind, bytes, nothing, integers up to 2^53', async (t) => {
    const { insert, find } = await openThings(t);
    const things: Thing[] = [
      { id: 1, name: '', data: new Uint8Array() },
      { id: 2, name: '\ufeffzero\u0000inside, ünï 😀 \u2028', data: Uint8Array.of(0, 255, 1) },
      { id: Number.MAX_SAFE_INTEGER, name: 'x'.repeat(300_000), data: new Uint8Array(100_000).fill(7) },
      { id: -5, name: 'negative', data: Uint8Array.of(1) },
    ];
    for (const thing of things) insert.run(thing);
    for (const thing of things) {
      const found = find.first(thing.id);
      assert.deepEqual({ ...found, data: [...(found?.data ?? [])] }, { ...thing, data: [...(thing.data ?? [])] });
    }
    insert.run({ id: 10, name: undefined, data: undefined });
    assert.deepEqual(find.first(10), { id: 10, name: undefined, data: undefined });
    assert.equal(find.first(11), undefined);
  });

  it('refuses numbers that it could not give back', async (t) => {
    const { insert } = await openThings(t);
    for (const id of [1.5, NaN, Infinity, 2 ** 60]) {
      assert.throws(() => insert.run({ id, name: '', data: undefined }), RangeError);
    }
  });

  it('rolls a failed transaction back whole', async (t) => {
    const { db, insert, find } = await openThings(t);
    assert.throws(
      () =>
        db.transaction(() => {
          insert.run({ id: 1, name: 'a', data: undefined });
          insert.run({ id: 1, name: 'twice', data: undefined });
        }),
      SqliteError,
    );
    assert.equal(find.first(1), undefined);
    db.transaction(() => insert.run({ id: 1, name: 'b', data: undefined }));
    assert.equal(find.first(1)?.name, 'b');
  });

  it('binds alike however often it has run, small and large numbers mixed', async (t) => {
    const { db, insert, find } = await openThings(t);
    // Long enough for the optimising compiler, whose code once read numbers as strings here.
    for (let batch = 0; batch < 20; batch++) {
      db.transaction(() => {
        for (let i = 0; i < 500; i++)
          insert.run({ id: batch * 500 + i, name: `n${i}`.repeat(40), data: Uint8Array.of(i) });
      });
    }
    for (const id of [0, 4999, 9999]) assert.equal(find.first(id)?.name, `n${id % 500}`.repeat(40));
  });

  it('says that it was closed', async (t) => {
    const { db, find } = await openThings(t);
    db.close();
    db.close();
    assert.throws(() => find.first(1), /closed/);
  });
});
