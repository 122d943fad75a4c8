import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openAuditLog } from '../../engine/audit/auditLog.ts';
import { Database } from '../../engine/audit/sqlite.ts';
import { loadPublicKey, openSigner } from '../../engine/identity/keys.ts';
import { rotateKey } from '../../engine/identity/rotation.ts';
import { readRotations } from '../../engine/identity/rotations.ts';
import type { Reply } from '../../engine/protocol/api.ts';
import type { SignedCheckpoint, VerifyReport } from '../../engine/protocol/audit.ts';
import { freshFolder } from '../support/environment.ts';
import { oktsec, RunningEngine, stateOf } from '../support/oktsec.ts';
import { draft, WASM } from '../unit/audit/helpers.ts';

/** A home and what someone may do to it who can write its files. */
class Victim {
  readonly home: string;
  readonly state: string;
  readonly database: string;

  constructor(home: string) {
    this.home = home;
    this.state = stateOf(home);
    this.database = path.join(this.state, 'oktsec.db');
    mkdirSync(this.state, { recursive: true, mode: 0o700 });
  }

  /** Adds entries as an engine does that starts and ends. */
  async write(count: number): Promise<void> {
    const log = await openAuditLog({
      ...{ file: this.database, wasm: WASM, now: Date.now },
      ...{ signer: openSigner(this.state), rotations: readRotations(this.state) },
    });
    const first = log.count();
    await Promise.all(
      Array.from({ length: count }, (_, n) => log.append(draft(first + n, { key: `k-${Math.random()}` }))),
    );
    await log.close();
  }

  /** `oktsec verify`. */
  async verify(...args: string[]): Promise<{ readonly report: VerifyReport; readonly words: string }> {
    const { stdout, stderr } = await oktsec(this.home, ['verify', '--json', ...args]);
    assert.equal(stderr, '');
    const report = JSON.parse(stdout) as VerifyReport;
    return { report, words: (await oktsec(this.home, ['verify', ...args])).stdout };
  }
}

/** What an engine that starts answers an editor that kept this checkpoint. */
async function witness(home: string, kept?: SignedCheckpoint): Promise<Reply<'audit.witness'>> {
  const engine = await RunningEngine.start(home);
  try {
    return await engine.call('audit.witness', kept ? { kept } : {});
  } finally {
    await engine.close();
  }
}

describe('oktsec verify tells apart', () => {
  it('a log that is as it was written', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(20);
    const { report, words } = await victim.verify();
    assert.deepEqual([report.valid, report.entries], [true, 20]);
    assert.match(words, /^Valid: 20 entries/);
  });

  it('an entry in which a member stands twice, one for each kind of reader', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(20);
    const exported = path.join(victim.home, 'export.jsonl');
    await oktsec(victim.home, ['export', '-o', exported]);
    const text = readFileSync(exported, 'utf8');
    const both = '"action":"deny","\\u0061ction":"allow"';
    writeFileSync(exported, text.replace('"action":"allow"', both));
    assert.equal((await victim.verify(exported)).report.fault?.problem, 'format');
    writeFileSync(exported, text.replaceAll('"action":"allow",', '"action" : "allow" ,'));
    assert.equal((await victim.verify(exported)).report.valid, true, 'white space is none');
    writeFileSync(exported, Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x0a])]));
    const { fault: unreadable } = (await victim.verify(exported)).report;
    assert.match(unreadable?.detail ?? '', /is not UTF-8/);

    const db = await Database.open(victim.database, WASM);
    db.exec(`UPDATE entries SET record = replace(record, '"action":"allow"', '${both}') WHERE seq = 7`);
    db.close();
    const { fault } = (await victim.verify()).report;
    assert.deepEqual([fault?.problem, fault?.seq], ['format', 7]);
    const engine = await RunningEngine.start(victim.home);
    t.after(() => engine.close());
    assert.equal((await engine.call('audit.verify', {})).fault?.problem, 'format', 'to the panels too');
  });

  it('a tail that was cut off', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(20);
    const db = await Database.open(victim.database, WASM);
    db.exec('DELETE FROM entries WHERE seq > 13');
    db.close();
    const { report, words } = await victim.verify();
    assert.equal(report.fault?.problem, 'tail');
    assert.match(words, /was cut off after entry 13/);
    await victim.write(20);
    assert.equal((await victim.verify()).report.fault?.problem, 'tail', 'also when the log has gone on since');
  });

  it('a file that was rolled back to an older copy', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(12);
    const copy = `${victim.database}.copy`;
    copyFileSync(victim.database, copy);
    await victim.write(8);
    copyFileSync(copy, victim.database);
    const { report, words } = await victim.verify();
    assert.equal(report.fault?.problem, 'rollback');
    assert.match(words, /was replaced by an older copy with 12 entries/);
  });

  it('a chain that went two ways', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(12);
    const checkpoints = path.join(victim.state, 'keys', 'checkpoints.jsonl');
    const [databaseThen, checkpointsThen] = [readFileSync(victim.database), readFileSync(checkpoints)];
    await victim.write(8);
    const checkpointsNow = readFileSync(checkpoints);
    writeFileSync(victim.database, databaseThen);
    writeFileSync(checkpoints, checkpointsThen);
    await victim.write(9);
    writeFileSync(checkpoints, checkpointsNow);
    const { report, words } = await victim.verify();
    assert.equal(report.fault?.problem, 'fork');
    assert.match(words, /two ways/);
  });

  it('another log in its place', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(12);
    const checkpoints = path.join(victim.state, 'keys', 'checkpoints.jsonl');
    const before = readFileSync(checkpoints);
    rmSync(victim.database);
    rmSync(checkpoints);
    await victim.write(30);
    writeFileSync(checkpoints, before);
    const { report, words } = await victim.verify();
    assert.equal(report.fault?.problem, 'replaced');
    assert.match(words, /was replaced by another one/);
  });

  it('a log that was rolled back together with its checkpoints, by what the editor keeps', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    const keys = path.join(victim.state, 'keys');
    await victim.write(12);
    const copy = path.join(victim.home, 'copy');
    cpSync(victim.state, copy, { recursive: true });
    await victim.write(8);
    const kept = await witness(victim.home);
    assert.ok(kept.newest && kept.newest.checkpoint.size >= 20 && !kept.problem);
    assert.equal((await witness(victim.home, kept.newest)).problem, undefined, 'a log that only went on');
    const rollBack = () => {
      for (const name of ['oktsec.db', 'oktsec.db-wal']) rmSync(path.join(victim.state, name), { force: true });
      copyFileSync(path.join(copy, 'oktsec.db'), victim.database);
      copyFileSync(path.join(copy, 'keys', 'checkpoints.jsonl'), path.join(keys, 'checkpoints.jsonl'));
    };
    rollBack();
    assert.equal((await victim.verify()).report.valid, true, 'nothing on the disk tells');
    const forged = { ...kept.newest, signature: 'ab'.repeat(64) };
    assert.equal((await witness(victim.home, forged)).problem, undefined, 'nobody else can claim it');
    rollBack();
    const engine = await RunningEngine.start(victim.home);
    t.after(() => engine.close());
    const { problem, newest } = await engine.call('audit.witness', { kept: kept.newest });
    assert.equal(problem?.code, 'audit-rolled-back');
    assert.match(problem.message, /an older copy with 12 entries/);
    assert.equal((await engine.call('audit.witness', { kept: kept.newest })).problem, undefined, 'told once');
    assert.ok((await engine.call('status', {})).problems.some(({ code }) => code === 'audit-rolled-back'));
    await engine.close();
    const { report } = await victim.verify();
    assert.equal(report.fault?.problem, 'rollback', 'it stays on record');
    assert.equal((await witness(victim.home, newest)).problem, undefined, 'the editor goes on from there');
  });

  it('a home that was swapped with its key, by what the editor keeps', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(12);
    const { newest } = await witness(victim.home);
    rmSync(victim.state, { recursive: true });
    const swapped = new Victim(victim.home);
    await swapped.write(30);
    const { problem } = await witness(victim.home, newest);
    assert.equal(problem?.code, 'audit-key-swapped');
    assert.ok(newest && problem.message.includes(newest.keyId));
    assert.equal((await victim.verify()).report.fault?.problem, 'key', 'it stays on record');
  });

  it('a key that was swapped', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(12);
    for (const name of ['audit.key', 'audit.pub']) rmSync(path.join(victim.state, 'keys', name));
    const { report, words } = await victim.verify();
    assert.equal(report.fault?.problem, 'key');
    assert.match(words, /not trusted: the signing key was swapped/);
  });

  it('a key that was rotated, which leaves everything verifiable, with the newest public key alone', async (t) => {
    const victim = new Victim(freshFolder(t, 'tamper'));
    await victim.write(5);
    const old = loadPublicKey(victim.state);
    const { code, stdout, stderr } = await oktsec(victim.home, ['keys', 'rotate']);
    assert.equal(code, 0, stderr);
    const key = Buffer.from(loadPublicKey(victim.state)).toString('hex');
    assert.notEqual(key, Buffer.from(old).toString('hex'));
    assert.ok(stdout.includes(key));
    await victim.write(5);
    rotateKey(victim.state, Date.now()); // as if the engine was killed before it could put that on record
    await victim.write(5);
    const { report } = await victim.verify();
    assert.deepEqual([report.valid, report.entries], [true, 17], JSON.stringify(report));
    const file = path.join(victim.home, 'export.jsonl');
    for (const level of ['full', 'external']) {
      await oktsec(victim.home, ['export', '--level', level, '-o', file]);
      const elsewhere = freshFolder(t, 'elsewhere');
      const pub = path.join(elsewhere, 'a.pub');
      copyFileSync(path.join(victim.state, 'keys', 'audit.pub'), pub);
      const { stdout: said } = await oktsec(elsewhere, ['verify', file, '--key', pub]);
      assert.match(said, /^Valid: 17 entries/);
    }
  });
});
