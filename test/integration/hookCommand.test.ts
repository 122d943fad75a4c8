import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { installLauncher } from '../../engine/intake/launcher.ts';
import { launcherPath, nativeArch, scriptPath } from '../../engine/clients/launcherCommand.ts';
import { launcherScript } from '../../engine/intake/launcherScript.ts';
import { FakeEngine, TOKEN } from './fakeEngine.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const EVENT = Buffer.from('{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"écho ☃"}}');

/** Records what it was started with, says what it was told to say. Stands for Node and our command line. */
const FAKE_RUNTIME = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
cat >fallback.stdin
printf '%s\\n' "$@" >fallback.args
printf '%s|%s|%s' "$ELECTRON_RUN_AS_NODE" "$NODE_OPTIONS" "$OKTSEC_HOME" >fallback.env
printf 'from the fallback'
exit "$(cat fallback.exit)"
`;

let root: string;
let home: string;
let temporary: string;
/** What is started. */
let launcher: string;
/** The script: the launcher itself, or what that leaves things to. */
let script: string;
let engine: FakeEngine;

function at(name: string): string {
  return path.join(root, name);
}

function run(input: Buffer, args = ['claude-code'], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(launcher, args, {
      stdio: 'pipe',
      detached: true,
      cwd: root,
      env: { PATH: process.env.PATH, HOME: root, TMPDIR: temporary, ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      // Its process group is empty: nothing goes on in the background, nothing waits to be collected.
      assert.throws(() => process.kill(-(child.pid ?? 0), 0), { code: 'ESRCH' });
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    });
    child.stdin.on('error', (error: NodeJS.ErrnoException) => assert.equal(error.code, 'EPIPE'));
    child.stdin.end(input);
  });
}

/** What the fallback got, or undefined if it was not started. */
function fallback(): { stdin: Buffer; args: string[]; env: string } | undefined {
  if (!existsSync(at('fallback.args'))) return undefined;
  return {
    stdin: readFileSync(at('fallback.stdin')),
    args: readFileSync(at('fallback.args'), 'utf8').trim().split('\n'),
    env: readFileSync(at('fallback.env'), 'utf8'),
  };
}

function setMode(text: string): void {
  writeFileSync(path.join(home, 'bin', 'mode'), text);
}

/** Arguments of all running processes. */
function commandLines(): string {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  assert.ok(processes.length > 0);
  return processes.map((pid) => readIfAlive(`/proc/${pid}/cmdline`)).join('\n');
}

function readIfAlive(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It ended while we were looking.
  }
}

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), "oktsec hook's "));
  home = at('home');
  temporary = at('tmp');
  mkdirSync(temporary);
  writeFileSync(at('runtime'), FAKE_RUNTIME);
  chmodSync(at('runtime'), 0o755);
  writeFileSync(at('cli.js'), '');
  writeFileSync(at('fallback.exit'), '0');
  installLauncher(home, { runtime: at('runtime'), cli: at('cli.js'), electron: true });
  script = scriptPath(home, process.platform, process.arch) ?? '';
  launcher = script;
  engine = await FakeEngine.start(home);
});
afterEach(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Changes the script, which must hold what is to change. */
function rewrite(from: string | RegExp, to: string): void {
  const text = readFileSync(script, 'utf8');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text);
  writeFileSync(script, changed);
}

/** What clients start: on Linux a program, which leaves to the script what it does not know. */
function asClientsStartIt(): void {
  launcher = launcherPath(home, process.platform);
}

/** As on a system without /bin/bash: the script starts in sh and finds bash. */
function foundBySh(): void {
  writeFileSync(script, launcherScript());
}

/** The same where there is no bash at all: it finds none of the places it knows. */
function withoutBash(): void {
  foundBySh();
  rewrite(/for shell in .*; do/, 'for shell in /nowhere/bas[h]; do');
}

/** As in the bash of macOS, which cannot read in blocks. */
function inOldBash(): void {
  rewrite('[123].* | 4.0*)', '*)');
}

/** A bash that was built without sockets. */
function withoutSockets(): void {
  rewrite('/dev/tcp/', '/dev/no-tcp/');
}

const ALLOWED: Ended = { code: 0, stdout: '', stderr: '' };
const BY_FALLBACK: Ended = { code: 0, stdout: 'from the fallback', stderr: '' };

const isNative = nativeArch(process.platform, process.arch) !== undefined;

for (const [how, prepare] of [
  ['as clients start it', asClientsStartIt],
  ['as clients start it, where the script finds no bash', () => [asClientsStartIt(), withoutBash()]],
  ['in bash', () => undefined],
  ['in a bash that sh finds', foundBySh],
  ['in an old bash', inOldBash],
  ['in a bash without sockets', withoutSockets],
  ['in sh with curl', withoutBash],
] as const) {
  describe(`the hook command ${how}`, () => {
    beforeEach(prepare);

    it('sends the event as it is, with token and client, and says nothing on an allow', async () => {
      assert.deepEqual(await run(EVENT), ALLOWED);
      const [request] = engine.received;
      assert.deepEqual(request?.body, EVENT);
      assert.deepEqual([request.method, request.url], ['POST', '/hooks/event']);
      assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
      assert.equal(request.headers['x-oktsec-client'], 'claude-code');
      assert.equal(request.headers['x-oktsec-hook'], '1');
      assert.equal(request.headers['content-type'], 'application/json');
      assert.equal(fallback(), undefined);
    });

    it('prints the words of an allow on stdout, exactly', async () => {
      engine.reply = () => ({ exit: '0', body: '{"reason":"größer ☃ \\\\n %s \\"x\\""}\n\n' });
      const words = '{"reason":"größer ☃ \\\\n %s \\"x\\""}\n\n';
      assert.deepEqual(await run(EVENT), { code: 0, stdout: words, stderr: '' });
    });

    it('denies with exit 2, the reason on stderr and an empty stdout', async () => {
      engine.reply = () => ({ exit: '2', body: 'No: `rm` $(x) %d\n' });
      assert.deepEqual(await run(EVENT), { code: 2, stdout: '', stderr: 'No: `rm` $(x) %d\n' });
    });

    it('never denies without a reason', async () => {
      engine.reply = () => ({ exit: '2', body: '' });
      const { code, stderr } = await run(EVENT);
      assert.equal(code, 2);
      assert.match(stderr, /denied/);
    });

    it('waits for a held call', async () => {
      engine.reply = async () => {
        await delay(3000);
        return { exit: '0', body: '{"held":true}' };
      };
      assert.deepEqual(await run(EVENT), { code: 0, stdout: '{"held":true}', stderr: '' });
    });

    it('waits as long as the engine gives signs of life', async () => {
      rewrite('patience=15', 'patience=1');
      engine.reply = async ({ processing }) => {
        for (let sign = 0; sign < 6; sign++) {
          await delay(500);
          processing();
        }
        return { exit: '2', body: 'held, and rejected' };
      };
      assert.deepEqual(await run(EVENT), { code: 2, stdout: '', stderr: 'held, and rejected' });
    });

    it('has the call judged without the engine when that takes it and stays silent', async () => {
      rewrite('patience=15', 'patience=1');
      engine.hangs = true;
      assert.deepEqual(await run(EVENT), BY_FALLBACK);
      assert.deepEqual(fallback()?.stdin, EVENT);
    });

    it('is right with 3 MB', async () => {
      const large = Buffer.alloc(3_000_000, 'All work and no play. ');
      engine.reply = ({ body }) => ({ exit: '0', body: String(body.equals(large)) });
      assert.equal((await run(large)).stdout, 'true');
    });

    it('is right with every size around the one where it reads differently', async () => {
      for (const size of [0, 1, 4095, 4096, 4097, 70_000]) {
        await run(Buffer.alloc(size, 'abc'));
        assert.deepEqual(engine.received.at(-1)?.body, Buffer.alloc(size, 'abc'), String(size));
      }
    });

    it('is right with bytes of any kind; of NUL, which no JSON holds, a shell knows nothing', async () => {
      const any = Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 7) % 256));
      const ending = Buffer.from('\n\\\n \n\n');
      for (const bytes of [any, Buffer.concat([Buffer.alloc(5000, 'x'), any]), ending]) {
        await run(bytes);
        assert.deepEqual(
          engine.received.at(-1)?.body,
          isNative && launcher !== script ? bytes : bytes.filter((byte) => byte !== 0),
        );
      }
    });

    it('keeps five calls at once apart', async () => {
      engine.reply = async ({ body }) => {
        await delay(200);
        return { exit: body.toString() === '3' ? '2' : '0', body: `answer ${body.toString()}` };
      };
      const all = await Promise.all(['1', '2', '3', '4', '5'].map((n) => run(Buffer.from(n))));
      assert.deepEqual(
        all.map(({ code, stdout, stderr }) => [code, stdout + stderr]),
        [
          [0, 'answer 1'],
          [0, 'answer 2'],
          [2, 'answer 3'],
          [0, 'answer 4'],
          [0, 'answer 5'],
        ],
      );
    });

    it('goes past proxies', async () => {
      const proxy = 'http://127.0.0.1:9';
      const env = { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy, all_proxy: proxy };
      engine.reply = () => ({ exit: '2', body: 'no' });
      assert.deepEqual(await run(EVENT, ['claude-code'], env), { code: 2, stdout: '', stderr: 'no' });
    });

    it('shows the token to no list of processes and leaves no file behind', async () => {
      const before = readdirSync(home, { recursive: true }).sort();
      engine.reply = () => ({ exit: '0', body: String(commandLines().includes(TOKEN)) });
      assert.equal((await run(Buffer.alloc(20_000, 'x'))).stdout, 'false');
      assert.deepEqual(readdirSync(home, { recursive: true }).sort(), before);
      assert.deepEqual(readdirSync(temporary), []);
    });

    it('hands the same bytes to the fallback when no engine was ever there', async () => {
      rmSync(path.join(home, 'engine.json'));
      assert.deepEqual(await run(EVENT), BY_FALLBACK);
      assert.deepEqual(fallback(), {
        stdin: EVENT,
        args: [at('cli.js'), 'hook', '--client', 'claude-code', '--caller', String(process.pid)],
        env: `1||${home}`,
      });
    });

    it('hands 3 MB to the fallback', async () => {
      rmSync(path.join(home, 'engine.json'));
      const large = Buffer.alloc(3_000_000, 'All work and no play. ');
      await run(large);
      assert.ok(fallback()?.stdin.equals(large));
    });

    it('passes the answer of the fallback on', async () => {
      rmSync(path.join(home, 'engine.json'));
      writeFileSync(at('fallback.exit'), '2');
      assert.equal((await run(EVENT)).code, 2);
    });

    it('asks the fallback when the engine is dead', async () => {
      await engine.stop();
      assert.deepEqual(await run(EVENT), BY_FALLBACK);
      assert.deepEqual(fallback()?.stdin, EVENT);
    });

    const notAnswers: [string, Awaited<ReturnType<FakeEngine['reply']>>][] = [
      ['the connection is cut without an answer', { raw: '' }],
      ['the connection is cut in the headers', { raw: 'HTTP/1.1 200 OK\r\nOktsec-Exit: 0\r\nContent-Length: 0\r\n' }],
      [
        'the connection is cut in the body',
        { raw: 'HTTP/1.1 200 OK\r\nOktsec-Exit: 0\r\nContent-Length: 9\r\n\r\n{"a"' },
      ],
      ['there is no exit code', { exit: '', body: 'x' }],
      ['the exit code is none that we know', { exit: '20', body: 'x' }],
      ['the engine refuses', { exit: '0', body: 'x', status: 401 }],
      [
        'what answers is no engine but says allow',
        { raw: 'HTTP/1.1 200 OK\r\nOktsec-Exit: 0\r\nContent-Length: 0\r\n\r\n' },
      ],
      ['what answers is no engine', { raw: 'SSH-2.0-OpenSSH_9.6\r\n' }],
    ];
    for (const [name, reply] of notAnswers) {
      it(`asks the fallback when ${name}`, async () => {
        engine.reply = () => reply;
        assert.deepEqual(await run(EVENT), BY_FALLBACK);
        assert.deepEqual(fallback()?.stdin, EVENT);
      });
    }

    it('asks the fallback when the connection is cut during a hold', async () => {
      engine.reply = async () => {
        await delay(500);
        return { raw: '' };
      };
      assert.deepEqual(await run(EVENT), BY_FALLBACK);
    });

    for (const text of ['', '{}', '{"port":"x","token":"t"}', '{"port":99999999,"token":"t"}', 'token port', '[']) {
      it(`asks the fallback when engine.json says ${text || 'nothing'}`, async () => {
        writeFileSync(path.join(home, 'engine.json'), text);
        assert.deepEqual(await run(EVENT), BY_FALLBACK);
      });
    }

    it('cannot be made to add headers by a token with line breaks', async () => {
      engine.announce({ token: 'a\r\nX-Evil: 1' });
      assert.deepEqual(await run(EVENT), BY_FALLBACK);
      assert.deepEqual(engine.received, []);
    });

    it('is not led astray by the environment of the client', async () => {
      writeFileSync(at('evil.sh'), 'exit 0\n');
      const env = {
        BASH_ENV: at('evil.sh'),
        ENV: at('evil.sh'),
        'BASH_FUNC_printf%%': '() { exit 0; }',
        'BASH_FUNC_read%%': '() { exit 0; }',
        NODE_OPTIONS: '--require=/evil.js',
        OKTSEC_HOME: '/elsewhere',
        SHELLOPTS: 'noexec',
        in_bash: 'yes',
        answered: 'yes',
        IFS: '0123456789',
      };
      engine.reply = () => ({ exit: '2', body: 'no' });
      assert.deepEqual(await run(EVENT, ['claude-code'], env), { code: 2, stdout: '', stderr: 'no' });
      await engine.stop();
      assert.deepEqual(await run(EVENT, ['claude-code'], env), BY_FALLBACK);
      assert.equal(fallback()?.env, `1||${home}`);
    });

    describe('when nobody can judge', () => {
      const modes: [mode: string | undefined, code: number][] = [
        ['enforce\n', 2],
        ['observe\n', 0],
        ['observe', 0],
        [undefined, 2],
        ['', 2],
        ['observ', 2],
        ['OBSERVE \u0000', 2],
      ];
      for (const [mode, code] of modes) {
        it(`ends with ${code} where the mode is ${JSON.stringify(mode) ?? 'gone'}`, async () => {
          await engine.stop();
          if (mode !== undefined) setMode(mode);
          const failures: (() => void)[] = [
            () => writeFileSync(at('fallback.exit'), '1'),
            () => rmSync(at('runtime')),
            () => rmSync(path.join(home, 'bin', 'runtime')),
          ];
          for (const fail of failures) {
            fail();
            const ended = await run(EVENT);
            assert.equal(ended.code, code);
            assert.match(ended.stderr, /Oktsec could not judge this call/);
          }
        });
      }

      it('denies when the home directory is broken in ways nobody thought of', async () => {
        setMode('enforce');
        for (const name of ['engine.json', 'bin/runtime']) {
          rmSync(path.join(home, name), { force: true });
          mkdirSync(path.join(home, name));
        }
        assert.equal((await run(EVENT)).code, 2);
        rmSync(path.join(home, 'bin', 'mode'));
        mkdirSync(path.join(home, 'bin', 'mode'));
        assert.equal((await run(EVENT)).code, 2);
      });

      it('denies when the hook command names no client', async () => {
        setMode('enforce');
        assert.equal((await run(EVENT, [])).code, 2);
        assert.equal((await run(EVENT, ['x; touch evil'])).code, 2);
        assert.equal(existsSync(at('evil')), false);
      });

      it('lets a notice pass: there is nothing to stop, and exit 2 would keep a stopping agent running', async () => {
        await engine.stop();
        setMode('enforce');
        rmSync(path.join(home, 'bin', 'runtime'));
        assert.deepEqual(await run(EVENT, ['claude-code', 'notice']), ALLOWED);
      });
    });
  });
}

describe('the hook command of a client that gives up', () => {
  let held: Promise<void>;

  beforeEach(() => {
    held = new Promise<void>((resolve) => {
      engine.reply = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
  });

  for (const [how, prepare] of [
    ['the script', () => undefined],
    ['what clients start', asClientsStartIt],
  ] as const)
    it(`ends at once and lets the engine see it, so that a held call is cancelled (${how})`, async () => {
      prepare();
      const child = spawn(launcher, ['claude-code'], { stdio: ['pipe', 'ignore', 'ignore'] });
      const ended = once(child, 'close');
      child.stdin.end(EVENT);
      await held;
      child.kill('SIGTERM');
      await Promise.all([ended, engine.nextAbandoned]);
      assert.equal(fallback(), undefined);
    });

  for (const [shell, line] of [
    ['itself', `exec "$0" claude-code`],
    ['through a shell', `"$0" claude-code; exit $?`],
  ] as const) {
    for (const [how, prepare] of [
      ['bash', () => undefined],
      ['an old bash', inOldBash],
      ['what clients start', asClientsStartIt],
    ] as const) {
      it(`notices in ${how} that a client which started it ${shell} was killed outright`, async () => {
        prepare();
        const script = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(line)}, ${JSON.stringify(launcher)}], { stdio: 'inherit' })`;
        const client = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'ignore', 'ignore'] });
        client.stdin.end(EVENT);
        await held;
        // It has to have seen its client alive.
        await delay(5_000);
        client.kill('SIGKILL');
        await engine.nextAbandoned;
        assert.equal(fallback(), undefined);
      });
    }
  }

  it('notices a client that was killed outright before the script took over', async () => {
    asClientsStartIt();
    const script = `require('node:child_process').spawn(${JSON.stringify(launcher)}, ['claude-code'], { stdio: 'inherit' })`;
    const client = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'ignore', 'ignore'] });
    client.stdin.end(EVENT);
    await held;
    client.kill('SIGKILL');
    await engine.nextAbandoned;
    assert.equal(fallback(), undefined);
  });
});
