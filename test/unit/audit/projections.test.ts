import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { AuditLog } from '../../../engine/audit/auditLog.ts';
import { Database } from '../../../engine/audit/sqlite.ts';
import { draft, killedCopy, openLog, temporaryDirectory, WASM } from './helpers.ts';

/** Calls and steps as sessions, agents, counts and a question by tool tell of them: all are to say the same. */
async function told(log: AuditLog): Promise<number[]> {
  const page = await log.query({ tool: 'Bash', limit: 500 });
  const { clean } = log.counts({}).verdicts;
  const calls = log.agents().find(({ name }) => name === 'claude-code')?.calls;
  const steps = log.sessions(10)[0]?.steps;
  return [calls ?? 0, steps ?? 0, clean, page.entries.length];
}

async function append(log: AuditLog, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await log.append(draft(n));
}

describe('what is derived from entries', () => {
  it('is there for whoever asks, however many entries came before', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    for (const [from, to] of [
      [1, 1],
      [2, 150],
      [151, 152],
    ] as const) {
      await append(log, from, to);
      assert.deepEqual(await told(log), [to, to, to, to]);
    }
    // More at once than are kept in memory.
    await Promise.all(Array.from({ length: 3000 }, (_, n) => log.append(draft(153 + n))));
    assert.deepEqual((await told(log)).slice(0, 3), [3152, 3152, 3152]);
  });

  it('is made again, once, of what a killed engine did not come to', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    await append(log, 1, 200);
    const first = killedCopy(t, directory);
    const second = killedCopy(t, directory);
    for (const copy of [first, first, second]) {
      const survivor = await openLog(t, copy);
      assert.deepEqual(await told(survivor), [200, 200, 200, 200]);
      await survivor.close();
    }
  });

  it('is not lost by a disk that was full for a while', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await append(log, 1, 3);
    const full = t.mock.method(fs, 'writeSync', () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    assert.equal(log.sessions(10)[0]?.steps, 0, 'asked, it answers what it can');
    full.mock.restore();
    await append(log, 4, 5);
    assert.deepEqual(await told(log), [5, 5, 5, 5]);
  });

  it('counts only what is left of a log whose end someone took away', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    for (const [from, to] of [
      [1, 10],
      [11, 20],
    ] as const)
      await Promise.all(Array.from({ length: to - from + 1 }, (_, n) => log.append(draft(from + n))));
    await log.close();
    const db = await Database.open(path.join(directory, 'oktsec.db'), WASM);
    db.exec('DELETE FROM entries WHERE seq > 10; DELETE FROM seals WHERE first > 10;');
    db.close();
    const left = await openLog(t, directory);
    assert.equal(left.recovered?.code, 'audit-cut');
    assert.deepEqual(await told(left), [10, 10, 10, 10]);
  });
});
