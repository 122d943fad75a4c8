import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { ClientView } from '../../engine/protocol/views.ts';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, configure, oktsec, RunningEngine, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';

describe('a connected client', () => {
  it('whose hooks are switched off behind our back is reported, and no more once they are back', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, 'version: 1\nmode: enforce\n');
    assert.equal((await oktsec(home, ['connect', 'claude-code'])).code, 0);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    await until('the engine has seen the connection', async () =>
      (await engine.call('clients.list', {})).some((c) => c.state === 'connected'),
    );
    const file = path.join(home, '.claude', 'settings.json');
    const connected = readFileSync(file, 'utf8');
    // Written again until it is seen: the engine may not have started to watch yet.
    await until('the loss is reported', async () => {
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(connected) as object), disableAllHooks: true }));
      const { health, problems } = await engine.call('status', {});
      return health === 'degraded' && problems.some((p) => p.code === 'client-lost-claude-code' && p.file === file);
    });
    writeFileSync(file, connected);
    await until('all is well again', async () => (await engine.call('status', {})).health === 'ok');
  });

  it('whose hooks a project switches off is reported, with the file and the line', async (t) => {
    const { engine, project } = await connected(t);
    const file = path.join(project, '.claude', 'settings.json');
    mkdirSync(path.dirname(file));
    writeFileSync(file, '{\n  "model": "x",\n  "disableAllHooks": true\n}\n');
    // The agent was there before the project turned against it.
    assert.equal((await engine.post(bashEvent('ls', { cwd: project }))).status, 200);
    await until('the switch is reported', async () => {
      const { problems } = await engine.call('status', {});
      return problems.some((p) => p.code === 'guard-switched-off-claude-code' && p.file === file && p.line === 3);
    });
    writeFileSync(file, '{}');
    await until('all is well again', async () => (await engine.call('status', {})).health === 'ok');
  });

  it('whose hooks a setting of the user excludes, or that lacks some of them, is reported with the fix', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, 'version: 1\nmode: enforce\n');
    for (const client of ['droid', 'claude-code']) assert.equal((await oktsec(home, ['connect', client])).code, 0);
    const excluding = path.join(home, '.factory', 'settings.json');
    writeFileSync(excluding, '{\n  "hooksDisabled": true\n}\n');
    const settings = path.join(home, '.claude', 'settings.json');
    const all = JSON.parse(readFileSync(settings, 'utf8')) as { hooks: Record<string, unknown> };
    delete all.hooks.PreToolUse;
    writeFileSync(settings, JSON.stringify(all));
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const problems = await until('both are reported', async () => {
      const told = (await engine.call('status', {})).problems.filter(({ client }) => client !== undefined);
      return told.length === 2 && told;
    });
    assert.deepEqual(
      problems.map(({ code, client, fix, file, line }) => ({ code, client, fix, file, line })),
      [
        {
          code: 'guard-incomplete-claude-code',
          client: 'claude-code',
          fix: 'connect',
          file: settings,
          line: undefined,
        },
        { code: 'guard-excluded-droid', client: 'droid', fix: 'open-file', file: excluding, line: 2 },
      ],
    );
    assert.match(problems[0]?.message ?? '', /PreToolUse/);
  });

  it('that works while its hooks are silent is reported; one whose hooks speak is not', async (t) => {
    const { engine, home, project } = await connected(t);
    const heard = randomUUID();
    const silent = randomUUID();
    const record = (session: string) => {
      const line = {
        type: 'assistant',
        cwd: project,
        timestamp: new Date(Date.now() - 11_000).toISOString(),
        message: { content: [{ type: 'tool_use', name: 'Bash', input: { command: 'ls' } }] },
      };
      const folder = path.join(home, '.claude', 'projects', 'shop');
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `${session}.jsonl`), `${JSON.stringify(line)}\n`);
    };
    await until('the engine is old enough', () => Date.now() > engine.info.startedAt + 12_000);
    await engine.post(bashEvent('ls', { session_id: heard, cwd: project }));
    record(heard);
    record(silent);
    const silences = await until('the silence is reported', async () => {
      const { problems } = await engine.call('status', {});
      const found = problems.filter((p) => p.code === 'guard-silent-claude-code');
      return found.length > 0 && found;
    });
    assert.equal(silences.length, 1);
    assert.match(silences[0]?.message ?? '', new RegExp(silent.slice(0, 8)));
  });

  it('proves itself with a call that must be denied, and the proof outlives the engine', async (t) => {
    const { engine, home } = await connected(t);
    const view = await engine.call('clients.prove', { client: 'claude-code' });
    assert.equal(view.proof?.denied, true, view.proof?.detail);
    assert.equal(view.proof.through, 'hook');
    await engine.close();
    const { code, stdout } = await oktsec(home, ['doctor', 'claude-code', '--quick', '--json']);
    assert.equal(code, 0, stdout);
    assert.deepEqual(
      (JSON.parse(stdout) as ClientView[]).map(({ id, proof }) => [id, proof?.denied]),
      [['claude-code', true]],
    );
    const kept = JSON.parse(readFileSync(path.join(stateOf(home), 'proofs.json'), 'utf8')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(kept), ['claude-code']);
  });

  it('is put to the test anew when its version changes', async (t) => {
    const { engine, home } = await connected(t);
    const program = path.join(home, '.claude', 'local', 'claude');
    mkdirSync(path.dirname(program), { recursive: true });
    const become = (version: string) => writeFileSync(program, `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
    become('2.1.330');
    // Now that the version is known, more is asked of it.
    assert.equal((await oktsec(home, ['connect', 'claude-code'])).code, 0);
    const first = (await engine.call('clients.prove', { client: 'claude-code' })).proof;
    assert.deepEqual([first?.version, first?.denied], ['2.1.330', true]);
    become('2.1.3310');
    const file = path.join(home, '.claude', 'settings.json');
    const anew = await until('there is a proof of the new version', async () => {
      // Settings are written by a client that was updated; what is looked at then is the same as by the clock.
      writeFileSync(file, readFileSync(file));
      const { proof } = (await engine.call('clients.list', {})).find(({ id }) => id === 'claude-code') ?? {};
      return proof?.version === '2.1.3310' && proof;
    });
    assert.equal(anew.denied, true);
    assert.ok(anew.at > (first?.at ?? Infinity));
  });

  it('that nothing stops any more is found by the doctor', async (t) => {
    const { engine, home } = await connected(t);
    await engine.close();
    configure(home, 'version: 1\nmode: observe\n');
    const { code, stdout } = await oktsec(home, ['doctor', '--quick']);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /FAIL +Claude Code/);
  });
});

async function connected(t: TestContext): Promise<{ engine: RunningEngine; home: string; project: string }> {
  const home = freshFolder(t, 'home');
  configure(home, 'version: 1\nmode: enforce\n');
  assert.equal((await oktsec(home, ['connect', 'claude-code'])).code, 0);
  const engine = await RunningEngine.start(home);
  t.after(() => engine.close());
  return { engine, home, project: freshFolder(t, 'project') };
}
