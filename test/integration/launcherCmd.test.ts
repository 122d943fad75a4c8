import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { launcherCmd } from '../../engine/intake/launcherCmd.ts';
import { freshFolder } from '../support/environment.ts';
import { findProgram, run } from '../support/processes.ts';
import { FakeEngine, TOKEN } from './fakeEngine.ts';

const EVENT = Buffer.from('{"tool_input":{"command":"écho ☃ & del %PATH% ^ !"}}');

/**
 * cmd.exe is not here, so of the launcher for Windows only this runs: what it has curl do, word for word, with the curl
 * of this machine.
 */
describe('what the launcher for Windows has curl do', { skip: findProgram('curl') === undefined }, () => {
  it('gives the event to the engine with token and client, and writes down the answer', async (t) => {
    const { engine, folder } = await place(t);
    engine.reply = () => ({ exit: '2', body: 'not allowed — ☃\n' });
    assert.equal((await curl(folder, EVENT)).code, 0);
    const [received] = engine.received;
    assert.deepEqual([received?.method, received?.url, received?.body.equals(EVENT)], ['POST', '/hooks/event', true]);
    assert.equal(received?.headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(received?.headers['x-oktsec-client'], 'claude-code');
    assert.equal(received?.headers['x-oktsec-hook'], '1');
    assert.match(readFileSync(path.join(folder, 'head'), 'utf8'), /^oktsec-exit: 2\r$/im);
    assert.match(readFileSync(path.join(folder, 'head'), 'utf8'), /^oktsec-proof: only-the-engine-knows\r$/im);
    assert.equal(readFileSync(path.join(folder, 'out'), 'utf8'), 'not allowed — ☃\n');
  });

  it('is right with 3 MB and with bytes of any kind', async (t) => {
    const { engine, folder } = await place(t);
    const any = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7 + (i >> 8)) % 256));
    for (const bytes of [Buffer.alloc(3_000_000, 'All work and no play. '), any, Buffer.alloc(0)]) {
      await curl(folder, bytes);
      assert.ok(engine.received.at(-1)?.body.equals(bytes), String(bytes.length));
    }
  });

  it('waits while the engine holds the call, and goes past proxies', async (t) => {
    const { engine, folder } = await place(t);
    engine.reply = async ({ processing }) => {
      processing();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return { exit: '0', body: 'approved' };
    };
    const proxies = {
      HTTP_PROXY: 'http://127.0.0.1:1',
      http_proxy: 'http://127.0.0.1:1',
      ALL_PROXY: 'http://127.0.0.1:1',
    };
    assert.equal((await curl(folder, EVENT, proxies)).code, 0);
    assert.equal(readFileSync(path.join(folder, 'out'), 'utf8'), 'approved');
  });

  it('leaves the whole event to Node where nobody listens', async (t) => {
    const { engine, folder } = await place(t);
    await engine.stop();
    // What cmd.exe does next: another program with the same stdin.
    const shell = spawnSync('sh', ['-c', 'curl -q -K config 2>/dev/null; echo $? >status; cat'], {
      cwd: folder,
      input: EVENT,
    });
    assert.notEqual(readFileSync(path.join(folder, 'status'), 'utf8').trim(), '0');
    assert.ok(shell.stdout.equals(EVENT));
    assert.equal(existsSync(path.join(folder, 'out')), false);
  });

  it('has no answer to show where the connection is cut', async (t) => {
    const { engine, folder } = await place(t);
    engine.reply = () => ({ raw: 'HTTP/1.1 200 OK\r\nOktsec-Exit: 0\r\nContent-Length: 20\r\n\r\nhalf' });
    assert.notEqual((await curl(folder, EVENT)).code, 0);
  });
});

async function place(t: TestContext): Promise<{ engine: FakeEngine; folder: string }> {
  const home = freshFolder(t, 'home');
  const engine = await FakeEngine.start(home);
  t.after(() => engine.stop());
  const folder = path.join(home, 'run');
  mkdirSync(folder);
  const { port } = JSON.parse(readFileSync(path.join(home, 'engine.json'), 'utf8')) as { port: number };
  writeFileSync(path.join(folder, 'config'), config(port));
  return { engine, folder };
}

/** The lines that the script echoes into its file for curl. */
function config(port: number): string {
  const text = launcherCmd();
  const block = text.slice(text.indexOf('>config (') + '>config ('.length, text.indexOf('"%curl%" -q'));
  const lines = block.split('\r\n').flatMap((line) => /^ {2}echo (.*)$/.exec(line)?.[1] ?? []);
  assert.ok(lines.length > 15);
  const values: Record<string, string> = { '%port%': String(port), '%token%': TOKEN, '%~1': 'claude-code' };
  return `${lines.map((line) => line.replace(/%port%|%token%|%~1/g, (name) => values[name] ?? '')).join('\r\n')}\r\n`;
}

function curl(folder: string, input: Buffer, env: NodeJS.ProcessEnv = {}) {
  return run('curl', ['-q', '-K', 'config'], {
    cwd: folder,
    input,
    env: { PATH: process.env.PATH, ...env },
    limit: 30_000,
  });
}
