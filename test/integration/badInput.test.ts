/** Every row of "Bad input and faults" in the design, through the doors that clients and people use. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import test, { describe, type TestContext } from 'node:test';
import { EngineHost } from '../../engine/host.ts';
import type { SessionDetail, SessionSummary } from '../../engine/protocol/views.ts';
import type { VerifyReport } from '../../engine/protocol/audit.ts';
import { freshFolder } from '../support/environment.ts';
import {
  bashEvent,
  cli,
  configure,
  oktsec,
  oktsecJson,
  RunningEngine,
  stateOf,
  trail,
  type EngineStart,
} from '../support/oktsec.ts';
import { until } from '../support/until.ts';

const ENFORCE = 'version: 1\nmode: enforce\nhold:\n  unattendedSeconds: 0\n';
const OBSERVE = 'version: 1\nmode: observe\n';
const DESTRUCTIVE = bashEvent('rm -rf ~');
const BENIGN = bashEvent('ls -la');

async function startEngine(t: TestContext, yaml: string, start: EngineStart = {}): Promise<RunningEngine> {
  const home = freshFolder(t, 'home');
  configure(home, yaml);
  const engine = await RunningEngine.start(home, start);
  t.after(() => engine.close());
  return engine;
}

describe('an event that cannot be judged', () => {
  const nested = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  const bad: [what: string, body: string | Buffer, status: number][] = [
    ['is no JSON', '{"hook_event_name":', 400],
    ['is no object', '[1,2]', 400],
    ['is empty', '', 400],
    ['lacks what its event needs', '{"hook_event_name":"PreToolUse","session_id":"s"}', 400],
    ['has a field of the wrong type', JSON.stringify(bashEvent('ls', { tool_name: 7 })), 400],
    ['is nested without end', nested, 400],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['is larger than 1 MB', JSON.stringify(bashEvent('x'.repeat(1024 * 1024))), 413],
  ];

  test('gets one clear line and a status, and is recorded', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    for (const [what, body, status] of bad) {
      const response = await engine.post(body);
      assert.equal(response.status, status, `an event that ${what}`);
      const { error } = (await response.json()) as { error: { message: string } };
      assert.match(error.message, /^[^\n]{10,200}$/, `an event that ${what}`);
    }
    assert.ok(!(await engine.denies(BENIGN)), 'the engine goes on');
    const recorded = (await trail(engine.home)).filter(({ record }) => record.event === 'event.unreadable');
    assert.equal(recorded.length, bad.length);
  });

  for (const up of [true, false])
    test(`is denied by the hook in enforce mode and let through with a warning in observe mode, engine ${up ? 'up' : 'down'}`, async (t) => {
      const enforcing = freshFolder(t, 'home');
      configure(enforcing, ENFORCE);
      const observing = freshFolder(t, 'home');
      configure(observing, OBSERVE);
      for (const home of [enforcing, observing]) {
        const engine = await RunningEngine.start(home);
        if (up) t.after(() => engine.close());
        else await engine.close();
      }
      for (const [what, body] of bad) {
        const denied = await oktsec(enforcing, ['hook'], body);
        assert.equal(denied.code, 2, `an event that ${what}`);
        assert.equal(denied.stdout, '');
        assert.match(denied.stderr, /Oktsec/);
        const warned = await oktsec(observing, ['hook'], body);
        assert.equal(warned.code, 0, `an event that ${what}: ${warned.stderr}`);
        assert.match(warned.stdout, /Oktsec could not judge/, `an event that ${what} passed without a warning`);
      }
    });
});

describe('a request from someone else', () => {
  test('without the token, from a web page or to another host is refused and recorded', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    const status = async (headers: Record<string, string>) => (await engine.post(BENIGN, headers)).status;
    assert.equal(await status({ authorization: '' }), 401);
    assert.equal(await status({ authorization: 'Bearer wrong' }), 401);
    assert.equal(await status({ authorization: `Bearer ${engine.info.token}x` }), 401);
    assert.equal(await status({ origin: 'https://evil.example' }), 403);
    assert.equal(await status({ origin: 'null' }), 403);
    assert.equal(await statusWithHost(engine, 'evil.example'), 403);
    const refused = (await trail(engine.home)).filter(({ record }) => record.event === 'request.refused');
    assert.equal(refused.length, 6);
    assert.ok(!JSON.stringify(refused).includes(engine.info.token), 'the token was written to the trail');
  });

  test('cannot use the token of the hooks for the control API', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    const response = await fetch(`${engine.info.url}/api/mode.set`, {
      method: 'POST',
      headers: { authorization: `Bearer ${engine.info.token}` },
      body: '{"mode":"observe"}',
    });
    assert.equal(response.status, 401);
  });

  test('is rate limited, and the owner is not', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    const statuses = new Set<number>();
    for (let i = 0; i < 100; i++) statuses.add((await engine.post(BENIGN, { authorization: 'Bearer guess' })).status);
    assert.deepEqual([...statuses].sort(), [401, 429]);
    assert.equal((await engine.post(BENIGN)).status, 200);
    const refused = (await trail(engine.home)).filter(({ record }) => record.event === 'request.refused');
    assert.ok(refused.length < 100, 'a flood of refusals must not flood the trail');
  });
});

/** `fetch` does not let anyone choose the Host header. */
function statusWithHost(engine: RunningEngine, host: string): Promise<number | undefined> {
  const body = JSON.stringify(BENIGN);
  const headers = { host, authorization: `Bearer ${engine.info.token}`, 'content-length': Buffer.byteLength(body) };
  const { port } = engine.info;
  return new Promise((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', port, path: '/hooks/event', method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject)
      .end(body);
  });
}

describe('the engine dies', () => {
  test('while a call waits: the hook answers by itself and does not let it through', async (t) => {
    const engine = await startEngine(t, 'version: 1\nmode: enforce\nhold:\n  unattendedSeconds: 300\n');
    const waiting = oktsec(engine.home, ['hook'], JSON.stringify(bashEvent('cat ~/.aws/credentials')));
    await until('the call is held', async () => (await engine.call('held.list', {})).length > 0);
    await engine.kill();
    const { code, stdout, stderr } = await waiting;
    assert.equal(code, 2, stdout);
    assert.match(stderr, /Oktsec/);
  });

  test('and a window starts it again at once', async (t) => {
    const home = freshFolder(t, 'home');
    const log: string[] = [];
    const workerFile = path.join(path.dirname(cli), 'engine.js');
    const host = new EngineHost({ home: stateOf(home), workerFile, log: (line) => log.push(line) });
    t.after(() => host.dispose());
    host.start();
    const running = async () => host.state === 'owner' && host.call('status', {});
    const first = await until('the engine is up', running);
    await host.call('shutdown', {});
    const next = await until('the engine is up again', async () => {
      const status = await running();
      return status && status.startedAt !== first.startedAt && status;
    });
    assert.equal(next.health, 'ok', log.join('\n'));
  });
});

describe('the disk', () => {
  test('holds a damaged log: it is kept aside, a new chain says so, and the person is told', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    assert.ok(await engine.denies(DESTRUCTIVE));
    await engine.close();
    const database = path.join(stateOf(engine.home), 'oktsec.db');
    writeFileSync(database, Buffer.alloc(readFileSync(database).length, 'damage '));

    const next = await RunningEngine.start(engine.home);
    t.after(() => next.close());
    assert.ok(await next.denies(bashEvent('rm -rf ~')), 'verdicts go on');
    const { problems } = await next.call('status', {});
    const told = problems.find(({ message }) => /damaged/i.test(message));
    assert.ok(
      told?.file && existsSync(told.file),
      `the person is not told where the old log is: ${JSON.stringify(problems)}`,
    );
    assert.match(readFileSync(told.file, 'utf8'), /^damage /);
    const [first] = await trail(next.home);
    assert.match(first?.record.summary ?? '', /new chain|damaged/i);
    assert.equal((await oktsec(next.home, ['verify'])).code, 0);
  });

  test('is full: verdicts go on, the person is told, and nothing is missing afterwards', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, ENFORCE);
    // A file system of its own that only the engine sees.
    const mount = `mount -t tmpfs -o size=8m none "$0" && printf '%s' "$1" > "$0/config.yaml" && shift && exec "$@"`;
    const command = ['unshare', '--mount', 'sh', '-c', mount, stateOf(home), ENFORCE, process.execPath];
    const engine = await RunningEngine.start(home, { command, ownMounts: true });
    t.after(() => engine.close());
    const inside = path.join(`/proc/${engine.info.pid}/root`, stateOf(home));
    const before = (await engine.call('status', {})).entries;
    // What fits stays, so that not a byte is left.
    assert.throws(() => writeFileSync(path.join(inside, 'ballast'), Buffer.alloc(16 * 1024 * 1024)), {
      code: 'ENOSPC',
    });

    const events = Array.from({ length: 40 }, (_, n) => bashEvent(`echo ${n} ${'word '.repeat(2_000)}`));
    for (const event of events) assert.ok(!(await engine.denies(event)));
    assert.ok(await engine.denies(bashEvent('rm -rf ~')));
    const { problems } = await engine.call('status', {});
    assert.ok(problems.length > 0, 'the person is not told');

    writeFileSync(path.join(inside, 'ballast'), '');
    await until('every entry is in the trail', async () => {
      await engine.post(bashEvent('true'));
      return (await engine.call('status', {})).entries >= before + events.length + 1;
    });
    const report = await engine.call('audit.verify', {});
    assert.deepEqual([report.valid, report.fault], [true, undefined]);
  });

  test('belongs to one engine: a second one refuses to start', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    const { code, stderr } = await oktsec(engine.home, ['run', '--json']);
    assert.equal(code, 1);
    assert.match(stderr, /another engine/);
  });
});

test('config.yaml becomes invalid: the last good one stays in force and the problem has a line', async (t) => {
  const engine = await startEngine(t, ENFORCE);
  configure(engine.home, 'version: 1\nmode: observe\nhold:\n  deadlineSecond: 5\n');
  const problem = await until('the problem is reported', async () =>
    (await engine.call('status', {})).problems.find(({ file }) => file?.endsWith('config.yaml')),
  );
  assert.equal(problem.line, 4);
  assert.match(problem.message, /deadlineSecond/);
  assert.ok(await engine.denies(DESTRUCTIVE), 'the broken file switched enforcement off');
  configure(engine.home, OBSERVE);
  await until('the corrected file applies', async () => (await engine.call('status', {})).mode === 'observe');
  assert.deepEqual((await engine.call('status', {})).problems, []);
});

describe("a client's settings", () => {
  const broken: [what: string, text: string][] = [
    ['no JSON', '{"permissions": '],
    ['no object', '[]'],
    ['hooks that are no object', '{"hooks": 5}'],
  ];
  for (const [what, text] of broken)
    test(`are ${what}: untouched and reported`, async (t) => {
      const home = freshFolder(t, 'home');
      const file = path.join(home, '.claude', 'settings.json');
      mkdirSync(path.dirname(file));
      writeFileSync(file, text);
      const { code, stderr } = await oktsec(home, ['connect', 'claude-code']);
      assert.equal(code, 1);
      assert.match(stderr, /^[^\n]*settings\.json[^\n]*\n$/);
      assert.equal(readFileSync(file, 'utf8'), text);
    });

  test('changed after the person agreed: untouched and reported', async (t) => {
    const engine = await startEngine(t, ENFORCE);
    const file = path.join(engine.home, '.claude', 'settings.json');
    mkdirSync(path.dirname(file));
    writeFileSync(file, '{}');
    const plan = await engine.call('clients.plan', { client: 'claude-code', connect: true });
    writeFileSync(file, '{"model":"other"}');
    await assert.rejects(
      engine.call('clients.apply', { client: 'claude-code', connect: true, expect: plan.before }),
      /not what was shown/,
    );
    assert.equal(readFileSync(file, 'utf8'), '{"model":"other"}');
  });
});

test('the clock jumps: entries keep their order, the chain verifies, limits do not reset', async (t) => {
  const clock = path.join(freshFolder(t, 'clock'), 'offset');
  writeFileSync(clock, '0');
  const preload = path.join(import.meta.dirname, '../support/jumpingClock.mjs');
  const engine = await startEngine(t, `${ENFORCE}limits:\n  callsPerMinute: 4\n`, {
    command: [process.execPath, '--import', preload],
    env: { OKTSEC_TEST_CLOCK: clock },
  });
  const commands = ['echo 1', 'echo 2', 'echo 3', 'echo 4'];
  for (const [index, command] of commands.entries()) {
    writeFileSync(clock, String([0, -86_400_000, 7_200_000, -3_600_000][index]));
    assert.ok(!(await engine.denies(bashEvent(command))));
  }
  assert.ok(await engine.denies(bashEvent('echo 5')), 'a jump of the clock emptied the rate window');
  const [session] = await oktsecJson<SessionSummary[]>(engine.home, ['sessions']);
  const { steps } = await oktsecJson<SessionDetail>(engine.home, ['sessions', session?.id ?? '']);
  assert.deepEqual(steps.map(({ summary }) => summary).slice(0, 4), commands);
  assert.ok(steps.every(({ gapMs }) => gapMs >= 0));
  assert.equal((await oktsecJson<VerifyReport>(engine.home, ['verify'])).valid, true);
});
