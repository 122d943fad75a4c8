import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { draft, openLog, temporaryDirectory } from './helpers.ts';

const SECRET_THOUGHT = 'perhaps the staging database first';

describe('texts that are stored apart from their entries', () => {
  it('come with the entry and in the timeline, but neither in its record nor in a search', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await log.append(draft(1, { reasoning: SECRET_THOUGHT, input: '{"token":"as it came"}' }));
    const [entry] = log.entries();
    assert.equal(entry?.attachments?.reasoning?.text, SECRET_THOUGHT);
    assert.equal(entry.attachments.input?.text, '{"token":"as it came"}');
    assert.ok(!JSON.stringify(entry.record).includes('staging'));
    assert.deepEqual(Object.keys(entry.record.attached ?? {}), ['input', 'reasoning']);
    assert.equal(log.session('session-1')?.steps[0]?.reasoning, SECRET_THOUGHT);
    assert.deepEqual((await log.query({ text: 'staging' })).entries, []);
    assert.equal((await log.query({})).entries[0]?.attachments?.reasoning?.text, SECRET_THOUGHT);
    assert.equal((await verifyEntries(log.whole(), log.publicKeys())).valid, true);
  });

  it('are named by different digests, even if they are the same', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await Promise.all([1, 2].map((n) => log.append(draft(n, { reasoning: 'yes' }))));
    const [first, second] = [...log.entries()].map(({ record }) => record.attached?.reasoning?.digest);
    assert.ok(first && second && first !== second);
  });

  it('can be deleted, for good, without breaking the chain, and that they are gone is on record', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    await log.append(draft(1, { reasoning: SECRET_THOUGHT, input: '{}' }));
    await log.append(draft(2, { reasoning: 'of another session', session: 'session-2' }));
    assert.equal(await log.forget({ session: 'session-1', names: ['reasoning'] }), 1);
    const [first, second, note] = log.entries();
    assert.deepEqual(Object.keys(first?.attachments ?? {}), ['input']);
    assert.equal(second?.attachments?.reasoning?.text, 'of another session');
    assert.deepEqual([note?.record.event, note?.record.kind], ['texts.deleted', 'system']);
    assert.equal(await log.forget({ before: 1_790_000_000_002 }), 1);
    assert.equal(await log.forget({}), 1);
    assert.equal(await log.forget({}), 0, 'nothing is left');
    assert.deepEqual(
      [...log.entries()].filter(({ attachments }) => attachments),
      [],
    );
    assert.equal((await verifyEntries(log.whole(), log.publicKeys())).valid, true);
    for (const name of ['oktsec.db', 'oktsec.db-wal']) {
      assert.ok(!readFileSync(path.join(directory, name)).includes('staging database'), name);
    }
  });
});
