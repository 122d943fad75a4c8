import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { configSchema, type Config } from '../../../engine/config/schema.ts';
import type { Problem } from '../../../engine/protocol/views.ts';
import { Retention } from '../../../engine/retention.ts';
import { until } from '../../support/until.ts';
import { cleanUp, draft, openLog, temporaryDirectory } from '../audit/helpers.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = 1_790_000_000_000;

/** A log with 40 entries, ten a day up to now, and what is to keep it in shape. */
async function kept(t: TestContext, keep: Partial<Config['audit']>) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const directory = temporaryDirectory(t);
  const archives = path.join(directory, 'archives');
  const log = await openLog(t, directory);
  for (let day = 3; day >= 0; day--) {
    const entries = Array.from({ length: 10 }, (_, n) =>
      draft(day * 10 + n, { time: NOW - day * DAY - (10 - n), args: { filler: 'x'.repeat(20_000) } }),
    );
    for (const entry of entries) await log.append(entry); // each with a signature of its own
  }
  const looked: (readonly Problem[])[] = [];
  const config = configSchema.parse({ version: 1 });
  const retention = new Retention({
    ...{ log, directory: archives, now: () => NOW, onProblems: (found) => looked.push(found) },
    config: () => ({ ...config, audit: { ...config.audit, ...keep } }),
  });
  cleanUp(t, () => retention.close());
  /** The clock of the timers, and only that, goes on by so much; resolves when retention has looked so often. */
  const goOn = async (ms: number, times: number) => {
    t.mock.timers.tick(ms);
    await until(`retention has looked ${times} times`, () => looked.length === times);
    return looked.at(-1);
  };
  const first = () => log.entries({ limit: 1 }).next().value?.record.seq;
  return { log, archives, retention, looked, goOn, first };
}

describe('retention', () => {
  it('looks every hour and moves what is older than so many days', async (t) => {
    const { archives, looked, goOn, first } = await kept(t, { keepDays: 2 });
    t.mock.timers.tick(HOUR - 1);
    assert.deepEqual([looked.length, first()], [0, 1], 'not before the hour is over');
    assert.deepEqual(await goOn(1, 1), []);
    assert.deepEqual([readdirSync(archives).length, first()], [1, 21]);
    await goOn(HOUR, 2);
    assert.deepEqual([readdirSync(archives).length, first()], [1, 21], 'once');
  });

  it('moves the oldest of a log that is too large, and some more', async (t) => {
    const { log, goOn, first } = await kept(t, { keepMegabytes: 0.6 });
    assert.ok(log.usedBytes() > 600_000);
    assert.deepEqual(await goOn(HOUR, 1), []);
    assert.ok(Number(first()) > 1 && log.usedBytes() < 600_000, `${log.usedBytes()} bytes from ${first()} on`);
  });

  it('leaves everything where it is as long as nobody asked for it', async (t) => {
    const { archives, goOn, first } = await kept(t, {});
    assert.deepEqual(await goOn(HOUR, 1), []);
    assert.deepEqual([existsSync(archives), first()], [false, 1]);
  });

  it('tells what keeps it from its work, keeps everything, and tries again', async (t) => {
    const { archives, goOn, first } = await kept(t, { keepDays: 2 });
    writeFileSync(archives, 'in the way');
    const [problem] = (await goOn(HOUR, 1)) ?? [];
    assert.equal(problem?.code, 'archive-failed');
    assert.ok(problem.message.includes(archives));
    assert.equal(first(), 1);
    rmSync(archives);
    assert.deepEqual(await goOn(HOUR, 2), []);
    assert.equal(first(), 21);
  });

  it('ends with the engine', async (t) => {
    const { retention, looked } = await kept(t, { keepDays: 2 });
    retention.close();
    t.mock.timers.tick(2 * HOUR);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(looked.length, 0);
  });
});
