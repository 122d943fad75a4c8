/** No engine answers: the hook judges by itself, and what it judged is chained later. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Entry } from '../../engine/protocol/audit.ts';
import { freshFolder } from '../support/environment.ts';
import { until } from '../support/until.ts';
import { FakeEngine } from './fakeEngine.ts';
import { bashEvent, configure, oktsec, RunningEngine, stateOf } from '../support/oktsec.ts';

const ENFORCE = 'version: 1\nmode: enforce\n';
const DESTRUCTIVE = JSON.stringify(bashEvent('rm -rf ~'));
const HELD = JSON.stringify(bashEvent('cat ~/.ssh/id_ed25519'));
const BENIGN = JSON.stringify(bashEvent('ls -la'));

describe('a hook without an engine', () => {
  it('denies in enforce mode what the engine would have stopped or held, and lets the rest pass', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    for (const event of [DESTRUCTIVE, HELD]) {
      const { code, stdout, stderr } = await oktsec(home, ['hook'], event);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /Blocked by Oktsec, the call did not run/);
    }
    assert.deepEqual(await oktsec(home, ['hook'], BENIGN), { code: 0, stdout: '', stderr: '' });
  });

  it('escalates as the engine does: blocks before the engine went down count', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    const flagged = () => oktsec(home, ['hook'], JSON.stringify(bashEvent('git push --force origin main')));
    assert.equal((await flagged()).code, 0);
    const engine = await RunningEngine.start(home);
    for (let i = 0; i < 3; i++) await engine.post(bashEvent('rm -rf ~'));
    await engine.kill();
    assert.equal((await flagged()).code, 2);
  });

  it('observes until a mode is chosen', async (t) => {
    const home = freshFolder(t, 'home');
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 0);
  });

  it('keeps to the mode of an engine that was killed, until a person says otherwise', async (t) => {
    const home = freshFolder(t, 'home');
    const engine = await RunningEngine.start(home, { args: ['--mode', 'enforce'] });
    await engine.kill();
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 2);
    configure(home, 'version: 1\nmode: observe\n');
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 0);
  });

  it('enforces where the mode was taken away, or says nothing that it knows', async (t) => {
    const home = freshFolder(t, 'home');
    await (await RunningEngine.start(home)).kill();
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 0, 'nobody chose to enforce');
    const mode = path.join(stateOf(home), 'bin', 'mode');
    rmSync(mode);
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 2);
    writeFileSync(mode, 'observed\n');
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 2);
  });

  it('believes no program that has taken the port of an engine', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    const other = await FakeEngine.start(stateOf(home));
    t.after(() => other.stop());
    const told = { token: 'of-the-hooks-of-the-engine', control: 'of-the-people-of-the-engine', successors: 0 };
    other.announce(told);
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 0, 'an engine may say so');
    other.announce({ ...told, proof: 'which-only-the-engine-knows' });
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 2);
    assert.equal(other.received.length, 2);
  });

  it('goes back to the configured mode when an engine with a mode of its own ended in order', async (t) => {
    const home = freshFolder(t, 'home');
    const engine = await RunningEngine.start(home, { args: ['--mode', 'enforce'] });
    await engine.close();
    assert.equal((await oktsec(home, ['hook'], DESTRUCTIVE)).code, 0);
  });

  it('denies for a client that it does not know, and says so', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    const { code, stderr } = await oktsec(home, ['hook', '--client', 'no-such-client'], BENIGN);
    assert.equal(code, 2);
    assert.match(stderr, /no client that Oktsec knows/);
  });

  it('leaves its entry to an engine that it did not find in time, which chains it soon', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    assert.equal((await oktsec(home, ['hook', '--alone'], DESTRUCTIVE)).code, 2);
    const found = async () => (await engine.call('audit.query', { verdict: 'block' })).entries;
    const [entry, ...others] = await until('the entry is in the log', async () => (await found())[0] && found());
    assert.deepEqual([entry?.record.spooled, others.length], [true, 0]);
    await until('the spool is empty', () => readdirSync(path.join(stateOf(home), 'spool')).length === 0);
  });

  it('leaves its entries to the next engine, which chains each once, in order and marked', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    await oktsec(home, ['hook'], BENIGN);
    await oktsec(home, ['hook'], DESTRUCTIVE);
    const spool = path.join(stateOf(home), 'spool');
    assert.equal(readdirSync(spool).length, 2);
    writeFileSync(path.join(spool, '0-damaged.json'), '{"kind":');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const { stdout } = await oktsec(home, ['export', '--session', 'a-session']);
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Entry).record);
    assert.deepEqual(
      entries.map((e) => [e.verdict, e.action, e.spooled]),
      [
        ['clean', 'allow', true],
        ['block', 'deny', true],
      ],
    );
    assert.deepEqual(readdirSync(spool), ['0-damaged.json.unreadable']);
    assert.equal((await oktsec(home, ['verify'])).code, 0);
    assert.ok(existsSync(path.join(stateOf(home), 'engine.json')));
  });
});

describe('a hook in Node that waits for a person', () => {
  it('gives up when the process that waits for it is gone, and the question is withdrawn', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const caller = spawn('sleep', ['600']);
    t.after(() => caller.kill('SIGKILL'));
    const asking = oktsec(home, ['hook', '--caller', String(caller.pid)], HELD);
    await until('the call is held', async () => (await engine.call('held.list', {})).length === 1);
    caller.kill('SIGKILL');
    assert.equal((await asking).code, 2);
    await until('nobody is asked', async () => (await engine.call('held.list', {})).length === 0);
  });
});
