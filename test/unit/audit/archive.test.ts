import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AuditLog } from '../../../engine/audit/auditLog.ts';
import { readArchive } from '../../../engine/audit/archive.ts';
import { verifyEntries, type VerifyOptions } from '../../../engine/audit/verify.ts';
import type { Bridge, Entry } from '../../../engine/protocol/audit.ts';
import { draft, openLog, SIGNER, temporaryDirectory } from './helpers.ts';

const START = 1_790_000_000_000;

/** A log with entries one second apart, 50 of them, in several commits. */
async function filled(t: Parameters<typeof openLog>[0], directory: string): Promise<AuditLog> {
  const log = await openLog(t, directory);
  for (let batch = 0; batch < 5; batch++) {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => {
        const n = batch * 10 + i + 1;
        return log.append(draft(n, { time: START + n * 1000, session: `s-${batch}`, reasoning: `thought ${n}` }));
      }),
    );
  }
  return log;
}

const sound = async (log: AuditLog) => verifyEntries(log.whole(), log.publicKeys(), log.checkpoints());

async function faultIn(file: string, options: VerifyOptions = {}): Promise<string | undefined> {
  return (await verifyEntries(readArchive(file), [SIGNER.publicKey], [], { archive: true, ...options })).fault?.problem;
}

describe('an archive', () => {
  it('takes the oldest entries, with their texts, and leaves a log that still verifies', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    const archives = path.join(directory, 'archives');
    const done = await log.archive({ before: START + 34_500 }, archives);
    assert.equal(done?.entries, 30, 'as far as one signature goes');
    assert.equal(path.basename(done.file), 'oktsec-000000000001-000000000030.jsonl.gz');
    assert.equal(statSync(done.file).mode & 0o777, 0o600);
    const lines = gunzipSync(readFileSync(done.file)).toString('utf8').trim().split('\n');
    const [first, last] = [lines[0], lines.at(-1)].map((line) => JSON.parse(line ?? '') as Entry & Bridge);
    assert.equal(first?.attachments?.reasoning?.text, 'thought 1');
    assert.equal(last?.bridge.size, 30);
    assert.equal(await faultIn(done.file), undefined);

    const report = await sound(log);
    assert.deepEqual([report.fault, report.entries, report.first], [undefined, 21, 31]);
    const [bridge] = log.whole();
    assert.ok(bridge && 'bridge' in bridge);
    assert.equal(log.latest(1)[0]?.record.event, 'log.archived');
    assert.equal(log.count(), 51);
  });

  it('is followed by others, each of which verifies by itself, and by a log that goes on after a restart', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    const archives = path.join(directory, 'archives');
    await log.archive({ before: START + 11_000 }, archives);
    const second = await log.archive({ before: START + 41_000 }, archives);
    assert.equal(second?.entries, 30);
    assert.equal(await log.archive({ before: START + 41_000 }, archives), undefined, 'nothing is left to do');
    for (const name of readdirSync(archives)) assert.equal(await faultIn(path.join(archives, name)), undefined);
    await log.close();
    const again = await openLog(t, directory);
    assert.equal(again.recovered, undefined);
    await again.append(draft(99));
    const report = await sound(again);
    assert.deepEqual([report.fault, report.first, report.entries], [undefined, 41, 13]);
  });

  it('takes what was found by its entries with it', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    await log.archive({ before: START + 31_000 }, path.join(directory, 'archives'));
    assert.deepEqual(
      log.sessions().map(({ id }) => id),
      ['s-4', 's-3'],
    );
    assert.deepEqual((await log.query({ text: 'echo 7' })).entries, []);
    assert.equal((await log.query({ text: 'echo 37' })).entries.length, 1);
    assert.equal((await log.query({ agent: 'claude-code', limit: 1000 })).entries.length, 20);
    assert.equal((await log.query({ since: START + 1, until: START + 60_000, limit: 1000 })).entries.length, 20);
    assert.equal(log.counts({}).verdicts.clean, 50, 'counts stay');
    assert.equal(log.findCall('key-7'), undefined);
  });

  it('shrinks a log to a size', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    const filler = 'x'.repeat(4000);
    for (let n = 0; n < 300; n++) void log.append(draft(n, { args: { filler } }));
    await log.append(draft(300));
    const before = log.usedBytes();
    const done = await log.archive({ bytes: before / 2 }, path.join(directory, 'archives'));
    assert.ok(done && done.entries > 100 && done.entries < 220, String(done?.entries));
    assert.ok(log.usedBytes() < before * 0.7, `${log.usedBytes()} of ${before}`);
    assert.equal((await sound(log)).fault, undefined);
  });

  it('is finished at the next start if deleting was interrupted', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    const archiving = log.archive({ before: START + 31_000 }, path.join(directory, 'archives'));
    while (log.count() === 50) await new Promise((resolve) => setImmediate(resolve));
    await log.close(); // the bridge is stored in this moment or not at all
    await archiving.catch(() => undefined);
    const again = await openLog(t, directory);
    assert.equal(again.recovered, undefined);
    assert.equal((await sound(again)).fault, undefined);
  });

  it('cannot be altered, cut or passed off for another unseen', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    const archives = path.join(directory, 'archives');
    await log.archive({ before: START + 11_000 }, archives);
    const done = await log.archive({ before: START + 41_000 }, archives);
    const file = done?.file ?? '';
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
    const forged = async (change: readonly string[]) => {
      writeFileSync(file, gzipSync(`${change.join('\n')}\n`));
      return faultIn(file);
    };
    assert.equal(await forged(lines), undefined);
    assert.equal(await forged(lines.slice(0, -1)), 'tail', 'without the bridge at its end');
    assert.equal(await forged(lines.toSpliced(-2, 1)), 'link', 'without its last entry');
    assert.equal(await forged(lines.slice(1)), 'missing', 'without the bridge at its start');
    assert.equal(await forged(lines.toSpliced(5, 1)), 'missing');
    assert.equal(await forged(lines.with(5, lines[5]!.replace('thought', 'Thought'))), 'attachment');
    assert.equal(await forged(lines.with(5, lines[5]!.replace('echo', 'Echo'))), 'hash');
    assert.equal(await forged(lines.with(0, lines[0]!.replace('"size":10', '"size":11'))), 'signature');
    assert.equal(await forged(lines.with(0, lines.at(-1)!)), 'order', 'the other bridge');
    writeFileSync(file, gzipSync(lines.join('\n')).subarray(0, -200));
    await assert.rejects(faultIn(file), /unexpected end of file/);
  });

  it('leaves everything in the log if it cannot be written', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await filled(t, directory);
    writeFileSync(path.join(directory, 'archives'), 'in the way');
    await assert.rejects(log.archive({ before: START + 41_000 }, path.join(directory, 'archives')));
    assert.deepEqual([(await sound(log)).entries, log.count()], [50, 50]);
  });
});
