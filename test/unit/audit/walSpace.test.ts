import assert from 'node:assert/strict';
import fs, { statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { draft, killedCopy, openLog, temporaryDirectory } from './helpers.ts';

describe('the write-ahead log of an audit log', () => {
  it('has its full size early where the log stays open, and grows no more', async (t) => {
    const directory = temporaryDirectory(t);
    const size = () => statSync(path.join(directory, 'oktsec.db-wal')).size;
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const log = await openLog(t, directory);
    await log.append(draft(1));
    assert.ok(size() < 1_000_000);
    t.mock.timers.tick(500);
    const reserved = size();
    for (let n = 2; n <= 400; n++) await log.append(draft(n)); // it is carried over at least once
    assert.equal(size(), reserved);
    t.mock.timers.reset();

    const survivor = await openLog(t, killedCopy(t, directory));
    const report = await verifyEntries(survivor.entries(), survivor.publicKeys());
    assert.deepEqual([report.fault, report.entries], [undefined, 400]);
  });

  it('is written once and synced once for a call by itself', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await log.append(draft(1));
    const written = t.mock.method(fs, 'writeSync');
    const synced = t.mock.method(fs, 'fsyncSync');
    await log.append(draft(2));
    assert.deepEqual([written.mock.callCount(), synced.mock.callCount()], [1, 1]);
  });

  it('shows a full disk when an entry is written, and takes the entry once there is room again', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await log.append(draft(1));
    const full = t.mock.method(fs, 'writeSync', () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    await assert.rejects(log.append(draft(2)), { problem: 'full' });
    full.mock.restore();
    await log.append(draft(2));
    const report = await verifyEntries(log.entries(), log.publicKeys());
    assert.deepEqual([report.fault, report.entries], [undefined, 2]);
  });

  it('takes no room on a disk that has little left', async (t) => {
    const directory = temporaryDirectory(t);
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const log = await openLog(t, directory);
    await log.append(draft(1));
    t.mock.method(fs, 'statfsSync', () => ({ bavail: 1000, bsize: 4096 }));
    t.mock.timers.tick(500);
    assert.ok(statSync(path.join(directory, 'oktsec.db-wal')).size < 1_000_000);
  });
});
