import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AuditWriteError } from '../../../engine/audit/auditErrors.ts';
import { draft, openLog, temporaryDirectory } from './helpers.ts';

describe('AuditLog', () => {
  it('chains entries in the order of the calls, whatever shares their sync', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    const together = await Promise.all([1, 2, 3].map((n) => log.append(draft(n))));
    const alone = await log.append(draft(4));
    const entries = [...log.entries()];
    assert.deepEqual(
      entries.map(({ record }) => record),
      [...together, alone].map(({ record }) => record),
    );
    assert.deepEqual(
      entries.map((entry) => entry.record.seq),
      [1, 2, 3, 4],
    );
    assert.equal(entries[0]?.prev, '0'.repeat(64));
    for (let i = 1; i < entries.length; i++) assert.equal(entries[i]?.prev, entries[i - 1]?.hash);
  });

  it('goes on with the same chain after it was closed and opened', async (t) => {
    const directory = temporaryDirectory(t);
    const first = await openLog(t, directory);
    await first.append(draft(1));
    await first.close();
    const second = await openLog(t, directory);
    assert.equal(second.recovered, undefined);
    await second.append(draft(2));
    const [before, after] = [...second.entries()];
    assert.equal(after?.prev, before?.hash);
    assert.equal(second.count(), 2);
  });

  it('stores a call with the same key once and answers with what is there, in one batch or later', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    const [first, twin] = await Promise.all([log.append(draft(1)), log.append(draft(1, { call: 'other sighting' }))]);
    const later = await log.append(draft(1, { call: 'third sighting' }));
    assert.deepEqual([twin, later], [first, first]);
    assert.equal(log.count(), 1);
    assert.deepEqual(log.findCall('key-1'), first.record);
    assert.equal(log.findCall('key-2'), undefined);
  });

  it('keeps outcomes apart from the call whose key they repeat', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await log.append(draft(1));
    await log.append(draft(1, { kind: 'outcome', phase: 'after' }));
    assert.equal(log.count(), 2);
    assert.equal(log.findCall('key-1')?.kind, 'call');
  });

  it('stores what no canonical form exists for in a form that has one', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    const args = { ['a\ud800']: 'x\udfff', n: NaN, big: 1n, nested: [undefined, -0], ['__proto__']: 'own' };
    const entry = await log.append(draft(1, { args }));
    assert.deepEqual(
      JSON.parse(JSON.stringify(entry.record.args)),
      JSON.parse('{"a\ufffd":"x\ufffd","n":null,"big":null,"nested":[null,0],"__proto__":"own"}'),
    );
    assert.deepEqual(
      [...log.entries()].map(({ record }) => record),
      [JSON.parse(JSON.stringify(entry.record))],
    );
  });

  it('rejects an entry that cannot be written at all, and only that one', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    let deep: unknown = 'bottom';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const spoiled of [draft(2, { args: deep }), draft(2, { time: NaN })]) {
      const before = log.count();
      const [good, bad, next] = await Promise.allSettled([
        log.append(draft(before + 10)),
        log.append(spoiled),
        log.append(draft(before + 11)),
      ]);
      assert.equal(good.status, 'fulfilled');
      assert.ok(bad.status === 'rejected' && bad.reason instanceof AuditWriteError && bad.reason.problem === 'entry');
      assert.ok(next.status === 'fulfilled' && next.value.record.seq === before + 2);
    }
  });

  it('rejects after it was closed, having written what was queued', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    const queued = log.append(draft(1));
    await log.close();
    assert.equal((await queued).record.seq, 1);
    await assert.rejects(
      log.append(draft(2)),
      (error) => error instanceof AuditWriteError && error.problem === 'closed',
    );
    assert.equal((await openLog(t, directory)).count(), 1);
  });

  it('pages through entries from any sequence number', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await Promise.all(Array.from({ length: 1500 }, (_, n) => log.append(draft(n))));
    const seqs = (range: { after?: number; limit?: number }) =>
      [...log.entries(range)].map((entry) => entry.record.seq);
    assert.equal(seqs({}).length, 1500);
    assert.deepEqual(seqs({ after: 1497 }), [1498, 1499, 1500]);
    assert.deepEqual(seqs({ after: 10, limit: 2 }), [11, 12]);
    assert.equal(seqs({ limit: 600 }).at(-1), 600);
    assert.deepEqual(
      log.latest(2).map((entry) => entry.record.seq),
      [1500, 1499],
    );
  });
});
