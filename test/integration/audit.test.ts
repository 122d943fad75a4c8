import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  rmSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { build } from 'esbuild';
import type { AuditLog } from '../../engine/audit/auditLog.ts';
import { AuditOpenError, AuditWriteError } from '../../engine/audit/auditErrors.ts';
import { claimFile } from '../../engine/audit/fileOwner.ts';
import { drainSpool, writeSpool } from '../../engine/audit/spool.ts';
import { verifyEntries } from '../../engine/audit/verify.ts';
import { cleanUp, draft, openLog, temporaryDirectory, WASM } from '../unit/audit/helpers.ts';

/** How many times the writer is killed; `npm run test:faults` asks for more. */
const KILLS = Number(process.env.OKTSEC_KILLS ?? 20);

/** The writer as it would be shipped: bundled, minified CommonJS. Starts faster than through tsx, too. */
let writerFile: string;

before(async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'oktsec-writer-'));
  writerFile = path.join(directory, 'writer.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'auditWriter.ts')],
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', outfile: writerFile },
    ...{ define: { 'import.meta.dirname': '""' }, logLevel: 'error' },
  });
});

after(() => rmSync(path.dirname(writerFile), { recursive: true }));

function writer(task: string, directory: string, wasm = WASM): readonly string[] {
  return [writerFile, task, directory, wasm];
}

/** Runs the writer and kills it `afterMs` after it has written so many lines. Resolves to what it wrote once ready. */
async function runAndKill(task: string, directory: string, { lines = 1, afterMs = 0 }): Promise<string[]> {
  const child = spawn(process.execPath, writer(task, directory), { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > lines) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await exited;
  clearTimeout(timer);
  const [first, ...written] = output.split('\n').slice(0, -1);
  assert.equal(first, 'ready', output);
  return written;
}

async function assertSound(log: AuditLog): Promise<void> {
  const report = await verifyEntries(log.entries(), log.publicKeys(), log.checkpoints());
  assert.deepEqual(report.fault, undefined);
  assert.equal(report.entries, log.count());
}

/** A file system of its own, so small that it is soon full. Mounting needs root; without it the test fails and says so. */
function smallDisk(t: TestContext, megabytes: number): string {
  const directory = temporaryDirectory(t);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]);
  cleanUp(t, () => execFileSync('umount', [directory]));
  return directory;
}

function problemOf(problem: AuditWriteError['problem']): (error: unknown) => boolean {
  return (error) => error instanceof AuditWriteError && error.problem === problem;
}

describe('audit log under faults', () => {
  it(`loses nothing that it acknowledged when it is killed, ${KILLS} times`, async (t) => {
    const directory = temporaryDirectory(t);
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const lines = await runAndKill('append', directory, { lines: 5 + ((kill * 13) % 50), afterMs: kill % 3 });
      acknowledged = Math.max(acknowledged, ...lines.map(Number));
      const log = await openLog(t, directory);
      assert.equal(log.recovered, undefined);
      assert.ok(log.count() >= acknowledged, `${log.count()} entries, ${acknowledged} acknowledged`);
      await assertSound(log);
      await log.close();
    }
    assert.ok(acknowledged > 100, `only ${acknowledged} entries were acknowledged`);
  });

  it('keeps what comes before the damage in a write-ahead log, and says so if a checkpoint knew of more', async (t) => {
    const directory = temporaryDirectory(t);
    await runAndKill('append-160', directory, { lines: 160 }); // far fewer than make SQLite start its log over, however slow the machine
    const wal = path.join(directory, 'oktsec.db-wal');
    const size = readFileSync(wal).findLastIndex((byte) => byte !== 0); // behind it is what was reserved
    assert.ok(size > 100_000);
    overwrite(wal, Math.floor(size * 0.6), Buffer.alloc(512, 0xa5));
    const log = await openLog(t, directory);
    assert.equal(log.recovered?.code, 'audit-cut');
    const before = log.count();
    assert.ok(before > 10 && before < 160, `${before} entries`);
    const report = await verifyEntries(log.entries(), log.publicKeys(), log.checkpoints());
    assert.deepEqual([report.fault?.problem, report.entries], ['tail', before]);
  });

  it('goes by the sequence when the clock is set back', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    for (const [n, time] of [5_000_000, 1_000_000, 3_000_000, 1_000_000].entries())
      await log.append(draft(n, { time }));
    assert.deepEqual(
      [...log.entries()].map(({ record }) => record.time),
      [5_000_000, 1_000_000, 3_000_000, 1_000_000],
    );
    assert.deepEqual(
      log.session('session-1')?.steps.map(({ seq, gapMs }) => [seq, gapMs]),
      [
        [1, 0],
        [2, 0],
        [3, 2_000_000],
        [4, 0],
      ],
    );
    await assertSound(log);
  });

  it('chains spooled entries exactly once, however often draining is killed', async (t) => {
    const directory = temporaryDirectory(t);
    const spool = path.join(directory, 'spool');
    const total = 400;
    for (let n = 0; n < total; n++) writeSpool(spool, draft(n, { call: `spooled-${n}` }));
    for (let kill = 0; kill < 5; kill++) await runAndKill('drain', directory, { afterMs: kill * 8 });
    const log = await openLog(t, directory);
    await drainSpool(spool, log);
    assert.deepEqual(readdirSync(spool), []);
    const calls = [...log.entries()].map(({ record }) => record.call);
    assert.deepEqual(
      calls,
      Array.from({ length: total }, (_, n) => `spooled-${n}`),
    );
    assert.ok([...log.entries()].every(({ record }) => record.spooled));
    await assertSound(log);
  });

  it('keeps a spool file until its entry is durable, and sets an unreadable one aside', async (t) => {
    const directory = temporaryDirectory(t);
    const spool = path.join(directory, 'spool');
    writeSpool(spool, draft(1));
    assert.equal(statSync(path.join(spool, readdirSync(spool)[0] ?? '')).mode & 0o777, 0o600);
    const failing = { append: () => Promise.reject(new AuditWriteError('full', 'the disk is full')) };
    await assert.rejects(drainSpool(spool, failing), problemOf('full'));
    assert.equal(readdirSync(spool).length, 1);
    writeFileSync(path.join(spool, '0-torn.json'), '{"kind":"call"');
    writeFileSync(path.join(spool, '1-foreign.json'), '[]');
    writeFileSync(path.join(spool, '2-unfinished.partial'), '{');
    const log = await openLog(t, directory);
    assert.equal(await drainSpool(spool, log), 1);
    assert.deepEqual(readdirSync(spool).sort(), [
      '0-torn.json.unreadable',
      '1-foreign.json.unreadable',
      '2-unfinished.partial',
    ]);
    assert.equal(log.count(), 1);
  });

  it('refuses to open a log that is open, here and in another process', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    await log.append(draft(1));
    await assert.rejects(
      openLog(t, directory),
      (error) => error instanceof AuditOpenError && error.message.includes('in use'),
    );
    const other = execFileSync(process.execPath, writer('open', directory)).toString();
    assert.match(other, /^AuditOpenError: .* in use/);
    await log.append(draft(2));
    await assertSound(log);
  });

  it('takes over where the lock is a socket file that a killed owner left behind', async (t) => {
    const directory = temporaryDirectory(t);
    const file = path.join(directory, 'oktsec.db');
    writeFileSync(file, '');
    const first = await claimFile(file, 'darwin');
    assert.ok(first);
    assert.equal(await claimFile(file, 'darwin'), undefined);
    await first.release();
    const second = await claimFile(file, 'darwin');
    assert.ok(second);
    await second.release();
  });

  it('rejects what does not fit on a full disk and goes on when there is room', async (t) => {
    const directory = smallDisk(t, 2);
    const log = await openLog(t, directory);
    const filler = path.join(directory, 'filler');
    writeFileSync(filler, Buffer.alloc(1024 * 1024));
    const big = { args: { text: 'x'.repeat(20_000) } };
    let good = 0;
    await assert.rejects(async () => {
      for (let n = 0; n < 500; n++) {
        await log.append(draft(n, big));
        good++;
      }
    }, problemOf('full'));
    assert.ok(good > 0);
    assert.equal(log.count(), good);
    truncateSync(filler, 0);
    const entry = await log.append(draft(1000));
    assert.equal(entry.record.seq, good + 1);
    await assertSound(log);
    await log.close();
    assert.equal((await openLog(t, directory)).count(), good + 1);
  });

  it('says so when its directory cannot be written', async (t) => {
    const directory = smallDisk(t, 1);
    execFileSync('mount', ['-o', 'remount,ro', directory]);
    await assert.rejects(
      openLog(t, directory),
      (error) => error instanceof AuditOpenError && error.message.includes(directory),
    );
  });

  it('rejects entries when its file is gone instead of writing them nowhere', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    await log.append(draft(1));
    renameSync(path.join(directory, 'oktsec.db'), path.join(directory, 'elsewhere.db'));
    await assert.rejects(log.append(draft(2)), problemOf('missing'));
  });

  for (const [what, damage] of [
    ['a bad page', (file: string) => overwrite(file, 4096 * 2, Buffer.alloc(4096, 0xa5))],
    [
      'a foreign file',
      (file: string) => writeFileSync(file, 'no database at all, but long enough to be looked at'.repeat(100)),
    ],
    ['an altered newest entry', alterNewest],
  ] as const) {
    it(`sets ${what} aside and starts a new chain with a signed note`, async (t) => {
      const directory = temporaryDirectory(t);
      const file = path.join(directory, 'oktsec.db');
      const first = await openLog(t, directory);
      await Promise.all(Array.from({ length: 200 }, (_, n) => first.append(draft(n))));
      await first.close();
      damage(file);
      const damaged = readFileSync(file);

      const log = await openLog(t, directory);
      assert.equal(log.recovered?.code, 'audit-damaged');
      const aside = log.recovered.file ?? '';
      assert.deepEqual(readFileSync(aside), damaged, 'nothing of it is lost');
      const [note] = [...log.entries()];
      assert.deepEqual([note?.record.kind, note?.record.event, note?.record.seq], ['system', 'audit-recovered', 1]);
      assert.ok(note?.record.summary.includes(aside));
      await log.append(draft(1));
      await assertSound(log);
      await log.close();
      assert.equal((await openLog(t, directory)).recovered, undefined);
    });
  }

  it('notices a log that was rolled back to an older copy', async (t) => {
    const directory = temporaryDirectory(t);
    const file = path.join(directory, 'oktsec.db');
    const first = await openLog(t, directory);
    await first.append(draft(1));
    await first.close();
    const older = readFileSync(file);
    const second = await openLog(t, directory);
    await second.append(draft(2));
    await second.close();
    writeFileSync(file, older);
    const log = await openLog(t, directory);
    assert.equal(log.recovered?.code, 'audit-rolled-back');
    assert.equal(log.latest(1)[0]?.record.event, 'audit-recovered');
    const report = await verifyEntries(log.entries(), log.publicKeys(), log.checkpoints());
    assert.equal(report.fault?.problem, 'rollback', 'what is gone stays on record');
  });

  it('notices a deleted log', async (t) => {
    const directory = temporaryDirectory(t);
    const first = await openLog(t, directory);
    await first.append(draft(1));
    await first.close();
    renameSync(path.join(directory, 'oktsec.db'), path.join(directory, 'gone.db'));
    assert.equal((await openLog(t, directory)).recovered?.code, 'audit-replaced');
  });

  it('refuses a file that a newer version wrote, and leaves it alone', async (t) => {
    const directory = temporaryDirectory(t);
    const file = path.join(directory, 'oktsec.db');
    await (await openLog(t, directory)).close();
    overwrite(file, 60, Buffer.from([0, 0, 0, 99])); // user_version in the header of the database
    await assert.rejects(
      openLog(t, directory),
      (error) => error instanceof AuditOpenError && error.message.includes('newer version'),
    );
    assert.ok(existsSync(file) && readdirSync(directory).every((name) => !name.includes('damaged')));
  });

  it('refuses a wasm file that it was not built for', (t) => {
    const directory = temporaryDirectory(t);
    const wasm = path.join(directory, 'sql-wasm.wasm');
    writeFileSync(wasm, Buffer.concat([readFileSync(WASM), Buffer.from([0])]));
    const output = execFileSync(process.execPath, writer('open', directory, wasm));
    assert.match(output.toString(), /not the SQLite that this version was built for/);
  });
});

function overwrite(file: string, at: number, data: Buffer): void {
  const fd = openSync(file, 'r+');
  writeSync(fd, data, 0, data.length, at);
  closeSync(fd);
}

/** Changes one character of the newest entry, as someone with an editor for databases would. */
function alterNewest(file: string): void {
  const content = readFileSync(file);
  const at = content.lastIndexOf('"summary":"echo 199"') + '"summary":"'.length;
  overwrite(file, at, Buffer.from('E'));
}
