/** Claude Code told to post its tool calls to the engine itself, without the real program. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { configure, oktsec, RunningEngine, stateOf } from '../support/oktsec.ts';

const HTTP = ['connect', 'claude-code', '--handler', 'http'];

/** A person with a Claude Code of this version. */
function withClaude(t: TestContext, version: string, config = 'version: 1\nmode: enforce\n'): string {
  const home = freshFolder(t, 'home');
  configure(home, config);
  const bin = path.join(home, '.local', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'claude'), `#!/bin/sh\necho '${version} (Claude Code)'\n`, { mode: 0o755 });
  return home;
}

const settingsOf = (home: string) => path.join(home, '.claude', 'settings.json');

describe('connecting Claude Code so that it posts its calls', () => {
  const refusals: [name: string, version: string, args: string[], message: RegExp][] = [
    ['of a version that does not know "onFailure"', '2.1.291', [], /2\.1\.291 lets every call pass.*Update it/],
    ['of a version that cannot be told', 'unknown', [], /version of Claude Code cannot be told/],
    ['for a project', '2.1.330', ['--scope', 'project'], /hold a token/],
    ['for the machine', '2.1.330', ['--scope', 'managed'], /hold a token/],
  ];
  for (const [name, version, args, message] of refusals) {
    it(`is refused ${name}, with the reason`, async (t) => {
      const home = withClaude(t, version, 'version: 1\nport: 41999\n');
      const { code, stderr } = await oktsec(home, [...HTTP, ...args]);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.ok(!existsSync(settingsOf(home)));
    });
  }

  it('is refused where nobody knows the port, and for clients that Oktsec does not know to post', async (t) => {
    const home = withClaude(t, '2.1.330');
    assert.match((await oktsec(home, HTTP)).stderr, /no engine runs and config\.yaml names no port/);
    configure(home, 'version: 1\nport: 41999\n');
    assert.match(
      (await oktsec(home, ['connect', 'codex', '--handler', 'http'])).stderr,
      /no hooks that it posts itself/,
    );
  });

  it('shows the change without a token, and keeps the command for all that needs no engine', async (t) => {
    const home = withClaude(t, '2.1.330', 'version: 1\nport: 41999\n');
    const { stdout } = await oktsec(home, [...HTTP, '--dry-run']);
    assert.match(stdout, /Bearer made-when-it-is-connected/);
    assert.ok(!existsSync(settingsOf(home)));
    assert.equal((await oktsec(home, HTTP)).code, 0);
    const { hooks } = JSON.parse(readFileSync(settingsOf(home), 'utf8')) as {
      hooks: Record<string, [{ hooks: [{ type: string; url?: string; onFailure?: string }] }]>;
    };
    const posted = Object.entries(hooks).filter(([, [{ hooks: handlers }]]) => handlers[0].type === 'http');
    assert.deepEqual(
      posted.map(([event]) => event),
      ['PreToolUse', 'PostToolUse', 'PostToolUseFailure'],
    );
    const [handler] = hooks.PreToolUse?.[0].hooks ?? [];
    assert.equal(handler?.onFailure, 'block');
    assert.equal(handler.url, 'http://127.0.0.1:41999/hooks/event?client=claude-code');
  });

  it('stands through an update that does not change it, and falls back to the command in a version that lets calls pass', async (t) => {
    const home = withClaude(t, '2.1.330', 'version: 1\nport: 41999\n');
    await oktsec(home, HTTP);
    assert.match((await oktsec(home, ['connect', 'claude-code'])).stdout, /Nothing to change/);
    writeFileSync(path.join(home, '.local', 'bin', 'claude'), `#!/bin/sh\necho 2.1.290\n`);
    assert.match((await oktsec(home, ['discover'])).stdout, /PreToolUse.*Connect again/s);
    await oktsec(home, ['connect', 'claude-code']);
    assert.doesNotMatch(readFileSync(settingsOf(home), 'utf8'), /"http"|Bearer/);
    assert.ok(!existsSync(path.join(stateOf(home), 'keys', 'http-hook.json')));
  });

  it('refuses a change of the address in a session, which another program would answer', async (t) => {
    const home = withClaude(t, '2.1.330');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    await oktsec(home, HTTP);
    const change = async () => {
      const event = { hook_event_name: 'ConfigChange', session_id: 's', cwd: home, source: 'user_settings' };
      return (await (await engine.post({ ...event, file_path: settingsOf(home) })).json()) as { decision?: string };
    };
    assert.deepEqual(await change(), {});
    const text = readFileSync(settingsOf(home), 'utf8');
    writeFileSync(settingsOf(home), text.replaceAll(`:${engine.info.port}/`, ':9999/'));
    assert.equal((await change()).decision, 'block');
  });

  it('turns away a token of the same length that is none, whatever its characters', async (t) => {
    const home = withClaude(t, '2.1.330');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    await oktsec(home, HTTP);
    const [, token = ''] = /Bearer ([\w-]+)/.exec(readFileSync(settingsOf(home), 'utf8')) ?? [];
    const status = async (bearer: string) =>
      (await engine.post({ hook_event_name: 'Stop', session_id: 's' }, { authorization: `Bearer ${bearer}` })).status;
    assert.equal(await status('\u00e9'.repeat(token.length)), 401);
    assert.equal(await status('x'.repeat(token.length)), 401);
    assert.equal(await status(token), 200);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const control = await fetch(`${engine.info.url}/api/mode.set`, {
      method: 'POST',
      headers,
      body: '{"mode":"observe"}',
    });
    assert.equal(control.status, 401, 'it opens nothing but the endpoint for events');
  });

  it('lets a call that could not be judged pass while it only observes, and says so', async (t) => {
    const home = withClaude(t, '2.1.330', 'version: 1\nmode: observe\n');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const post = (mode: string) =>
      fetch(`${engine.info.url}/hooks/event?client=claude-code`, {
        method: 'POST',
        headers: { authorization: `Bearer ${engine.info.token}` },
        body: `no event, ${mode}`,
      });
    const observed = await post('observe');
    assert.equal(observed.status, 200);
    assert.match(await observed.text(), /could not judge this call/);
    await engine.call('mode.set', { mode: 'enforce' });
    assert.equal((await post('enforce')).status, 400);
  });
});
