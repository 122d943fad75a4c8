/** A held call from the hook's request to a person's answer, through the endpoint and the command line. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { EngineHost } from '../../engine/host.ts';
import type { VerifyReport } from '../../engine/protocol/audit.ts';
import type { HeldItem, SessionDetail } from '../../engine/protocol/views.ts';
import { freshEnvironment, freshFolder } from '../support/environment.ts';
import { bashEvent, cli, configure, oktsec, oktsecJson, RunningEngine, stateOf } from '../support/oktsec.ts';
import { run } from '../support/processes.ts';
import { until } from '../support/until.ts';

const CONFIG = (seconds: number): string => `version: 1\nmode: enforce\nhold:\n  unattendedSeconds: ${seconds}\n`;
const HELD = 'cat ~/.ssh/id_ed25519';

async function start(t: TestContext, seconds: number): Promise<RunningEngine> {
  const home = freshFolder(t, 'home');
  configure(home, CONFIG(seconds));
  const engine = await RunningEngine.start(home);
  t.after(() => engine.close());
  return engine;
}

async function decisionOf(response: Promise<Response>): Promise<string> {
  const answer = (await (await response).json()) as { hookSpecificOutput?: { permissionDecision?: string } };
  return answer.hookSpecificOutput?.permissionDecision ?? 'none';
}

async function heldItem(home: string): Promise<HeldItem> {
  return until('the call is held', async () =>
    (await oktsecJson<HeldItem[]>(home, ['approvals', 'list'])).find((i) => i.waiting),
  );
}

describe('a held call', () => {
  it('runs after approve, and its session shows the hold, the approval and who gave it', async (t) => {
    const engine = await start(t, 300);
    const answer = decisionOf(engine.post(bashEvent(HELD)));
    const item = await heldItem(engine.home);
    assert.equal(item.detail, HELD);
    assert.ok(item.findings.length > 0);
    assert.equal((await oktsec(engine.home, ['approvals', 'approve', item.id])).code, 0);
    assert.equal(await answer, 'none', 'no opinion: the client goes on by its own rules');
    const { steps } = await oktsecJson<SessionDetail>(engine.home, ['sessions', 'a-session']);
    assert.deepEqual(
      steps.map((s) => [s.verdict, s.approval?.state, s.approval?.by]),
      [['quarantine', 'approved', 'cli']],
    );
    assert.ok((await oktsecJson<VerifyReport>(engine.home, ['verify'])).valid);
  });

  it('may start another agent: what the files that this is given say is judged with it', async (t) => {
    const engine = await start(t, 300);
    const file = path.join(engine.home, 'settings.json');
    const command = `claude -p "go on" --settings ${file}`;
    const settings = (line: string) => JSON.stringify({ statusLine: { type: 'command', command: line } });
    writeFileSync(file, settings('date'));
    assert.equal(await decisionOf(engine.post(bashEvent(command))), 'none');
    writeFileSync(file, settings('rm -rf / --no-preserve-root'));
    assert.equal(await decisionOf(engine.post(bashEvent(command))), 'deny');
    writeFileSync(file, '{"disableAllHooks": true}');
    const answer = decisionOf(engine.post(bashEvent(command)));
    const item = await heldItem(engine.home);
    assert.deepEqual(
      item.findings.map(({ rule }) => rule),
      ['evade.unhooked-settings'],
    );
    await oktsec(engine.home, ['approvals', 'reject', item.id]);
    assert.equal(await answer, 'deny');
  });

  it('is not approved from the shell of an agent', async (t) => {
    const engine = await start(t, 300);
    const answer = decisionOf(engine.post(bashEvent(HELD)));
    const item = await heldItem(engine.home);
    const env = freshEnvironment(engine.home, { CLAUDECODE: '1' });
    const { code, stderr } = await run(process.execPath, [cli, 'approvals', 'approve', item.id], {
      cwd: engine.home,
      env,
    });
    assert.equal(code, 1);
    assert.match(stderr, /only a person approves/);
    await oktsec(engine.home, ['approvals', 'reject', item.id]);
    assert.equal(await answer, 'deny');
  });

  it('is denied after reject', async (t) => {
    const engine = await start(t, 300);
    const answer = decisionOf(engine.post(bashEvent(HELD)));
    const item = await heldItem(engine.home);
    assert.equal((await oktsec(engine.home, ['approvals', 'reject', item.id])).code, 0);
    assert.equal(await answer, 'deny');
    const again = await oktsec(engine.home, ['approvals', 'approve', item.id]);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /already rejected/);
  });

  it("ends in the client's own prompt at the deadline; approved later, the identical call passes once and no other does", async (t) => {
    const engine = await start(t, 1);
    assert.equal(await decisionOf(engine.post(bashEvent(HELD))), 'ask');
    const [item] = await oktsecJson<HeldItem[]>(engine.home, ['approvals', 'list']);
    assert.equal(item?.waiting, false);
    await oktsec(engine.home, ['approvals', 'approve', item.id]);
    assert.equal(
      await decisionOf(engine.post(bashEvent('cat ~/.ssh/id_rsa'))),
      'ask',
      'another call is not what was approved',
    );
    assert.equal(await decisionOf(engine.post(bashEvent(HELD))), 'none');
    assert.equal(await decisionOf(engine.post(bashEvent(HELD))), 'ask', 'an approval is good for one call');
  });

  it('is answered once for both events that ask about it', async (t) => {
    const engine = await start(t, 300);
    const before = bashEvent(HELD);
    const asking: Record<string, unknown> = { ...before, hook_event_name: 'PermissionRequest' };
    delete asking.tool_use_id;
    const first = decisionOf(engine.post(before));
    const item = await heldItem(engine.home);
    const second = engine
      .post(asking)
      .then((r) => r.json() as Promise<{ hookSpecificOutput?: { decision?: { behavior?: string } } }>);
    assert.equal((await oktsecJson<HeldItem[]>(engine.home, ['approvals', 'list'])).length, 1);
    await oktsec(engine.home, ['approvals', 'approve', item.id]);
    assert.equal(await first, 'none');
    assert.equal(
      (await second).hookSpecificOutput?.decision?.behavior,
      'allow',
      'a person said yes: the client need not ask again',
    );
  });

  it('is cancelled when its client goes away', async (t) => {
    const engine = await start(t, 300);
    const gone = new AbortController();
    const answer = fetch(`${engine.info.url}/hooks/event`, {
      method: 'POST',
      headers: { authorization: `Bearer ${engine.info.token}` },
      body: JSON.stringify(bashEvent(HELD)),
      signal: gone.signal,
    });
    const item = await heldItem(engine.home);
    gone.abort();
    await assert.rejects(answer);
    await until('the item is cancelled', async () =>
      (await oktsecJson<HeldItem[]>(engine.home, ['approvals', 'list', '--all'])).some(
        (i) => i.id === item.id && i.state === 'cancelled',
      ),
    );
  });

  it('survives its engine: the next owner takes over, the same call goes on waiting and is judged once', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, 'version: 1\nmode: enforce\n');
    const workerFile = path.join(path.dirname(cli), 'engine.js');
    const log: string[] = [];
    const hosts = [1, 2].map(() => new EngineHost({ home: stateOf(home), workerFile, log: (line) => log.push(line) }));
    t.after(() => Promise.all(hosts.map((host) => host.dispose())));
    const [owner, other] = hosts as [EngineHost, EngineHost];
    owner.start();
    await until('the first window owns the engine', () => owner.state === 'owner');
    other.start();
    await until('the second window is attached', () => other.state === 'attached');

    const event = JSON.stringify(bashEvent(HELD));
    const waiting = oktsec(home, ['hook'], event);
    const item = await until('the call is held', async () =>
      (await other.call('held.list', {})).find((i) => i.waiting),
    );
    await owner.dispose();
    await until('the second window took over', () => other.state === 'owner');
    const again = await until('the call waits again', async () =>
      (await other.call('held.list', {})).find((i) => i.waiting),
    );
    assert.equal(again.id, item.id);
    await other.call('held.decide', { id: item.id, approve: true, by: 'window' });
    assert.deepEqual(await waiting, { code: 0, stdout: '', stderr: '' }, log.join('\n'));
    const { steps } = await other.call('sessions.get', { id: 'a-session' });
    assert.equal(steps.filter((s) => s.kind === 'call').length, 1);
    assert.ok((await other.call('audit.verify', {})).valid);
  });
});
