import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { ClientView } from '../../engine/protocol/views.ts';
import { configure, oktsec, oktsecJson, type RunningEngine } from '../support/oktsec.ts';
import { claudeCode, PERMISSIVE_SETTINGS } from './drivers/claudeCode.ts';
import { installFor, put } from './drivers/driver.ts';
import { bash, ENFORCE, Person, SUSPICIOUS } from './person.ts';

const DENIED = bash('echo ran > denied.txt; oktsec-canary');

/** Claude Code that posts its tool calls to the engine itself, as `--handler http` has it. */
export function testClaudeCodeHttp(): void {
  test('posted calls: a blocked one does not run, a fine one does, a held one waits and runs once approved', async (t) => {
    const { person } = await posting(t);
    const playing = person.plays([DENIED, bash('echo fine > fine.txt'), bash(SUSPICIOUS)]);
    const { id } = await person.heldCall();
    assert.deepEqual(
      [person.has('denied.txt'), person.has('fine.txt'), person.has('stolen.txt')],
      [false, true, false],
    );
    assert.equal((await oktsec(person.home, ['approvals', 'approve', id])).code, 0);
    const [denied, ...ran] = await playing;
    assert.match(denied?.text ?? '', /oktsec/i);
    assert.deepEqual(
      ran.map(({ isError }) => isError),
      [false, false],
    );
    assert.ok(person.has('stolen.txt'));
  });

  test('posted calls: none runs without an engine, and those that are fine do once there is one again', async (t) => {
    const { person, engine } = await posting(t);
    const results = await person.plays([
      bash('echo one > one.txt'),
      async () => {
        await engine.kill();
        return DENIED;
      },
      bash('echo two > two.txt'),
      async () => {
        await person.engine();
        return bash('echo three > three.txt');
      },
    ]);
    assert.deepEqual(
      results.map(({ isError }) => isError),
      [false, true, true, false],
    );
    assert.deepEqual([person.has('denied.txt'), person.has('two.txt'), person.has('three.txt')], [false, false, true]);
  });

  test('posted calls: a held one does not run when the engine is killed', async (t) => {
    const { person, engine } = await posting(t);
    const playing = person.plays([bash(SUSPICIOUS)]);
    await person.heldCall();
    await engine.kill();
    assert.ok((await playing)[0]?.isError);
    assert.ok(!person.has('stolen.txt'));
  });

  test('posted calls: none runs in a repository that permits no address, or only another', async (t) => {
    const { person } = await posting(t);
    for (const settings of [{ allowedHttpHookUrls: [] }, { allowedHttpHookUrls: ['http://127.0.0.1:1/*'] }]) {
      put(path.join(person.project, '.claude', 'settings.json'), settings);
      const [denied] = await person.plays([DENIED]);
      assert.ok(denied?.isError);
      assert.ok(!person.has('denied.txt'), JSON.stringify(settings));
    }
  });

  test('posted calls: the token is the owner’s alone, and an engine on another port is told with the fix', async (t) => {
    const { person, engine } = await posting(t);
    assert.equal(statSync(person.settings).mode & 0o777, 0o600);
    assert.equal((await view(person)).state, 'connected');

    const token = () => /Bearer ([\w-]+)/.exec(readFileSync(person.settings, 'utf8'))?.[1] ?? '';
    const first = token();
    chmodSync(person.settings, 0o644);
    assert.match((await view(person)).detail, /other users of this machine can read it/);
    assert.equal((await oktsec(person.home, ['connect', 'claude-code'])).code, 0);
    assert.notEqual(token(), first);
    assert.equal(statSync(person.settings).mode & 0o777, 0o600);

    await engine.close();
    const other = engine.info.port === 40_123 ? 40_124 : 40_123;
    configure(person.home, `${ENFORCE}port: ${other}\n`);
    await person.engine();
    const moved = await view(person);
    assert.deepEqual([moved.state, moved.detail.includes('listens on port')], ['partial', true]);
    assert.equal((await oktsec(person.home, ['connect', 'claude-code'])).code, 0);
    assert.equal((await view(person)).state, 'connected');
    const results = await person.plays([DENIED, bash('echo fine > fine.txt')]);
    assert.deepEqual(
      results.map(({ isError }) => isError),
      [true, false],
    );
  });

  test('posted calls: the command comes back when it is asked for, and disconnecting puts the settings back', async (t) => {
    const { person, engine } = await posting(t);
    const token = /Bearer ([\w-]+)/.exec(readFileSync(person.settings, 'utf8'))?.[1] ?? '';
    const door = { authorization: `Bearer ${token}` };
    assert.equal((await engine.post({}, door)).status, 400, 'admitted, though it is no event');
    assert.equal((await oktsec(person.home, ['connect', 'claude-code', '--handler', 'command'])).code, 0);
    assert.doesNotMatch(readFileSync(person.settings, 'utf8'), /Bearer|"http"/);
    assert.equal((await engine.post({}, door)).status, 401);
    assert.equal((await oktsec(person.home, ['disconnect', 'claude-code'])).code, 0);
    assert.equal(readFileSync(person.settings, 'utf8'), `${JSON.stringify(PERMISSIVE_SETTINGS, null, 2)}\n`);
  });
}

/** A person whose engine runs, and who chose that Claude Code posts its calls. */
async function posting(t: TestContext): Promise<{ person: Person; engine: RunningEngine }> {
  const person = await Person.start(t, claudeCode);
  configure(person.home, ENFORCE);
  await installFor(claudeCode, person.home, 'claude');
  const engine = await person.engine();
  const { code, stdout, stderr } = await oktsec(person.home, ['connect', 'claude-code', '--handler', 'http']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /While no engine runs, none of its tools runs/);
  return { person, engine };
}

async function view({ home }: Person): Promise<ClientView> {
  const views = await oktsecJson<ClientView[]>(home, ['discover']);
  const found = views.find(({ id }) => id === 'claude-code');
  assert.ok(found);
  return found;
}
