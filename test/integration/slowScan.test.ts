import assert from 'node:assert/strict';
import test from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, configure, RunningEngine, trail } from '../support/oktsec.ts';

const MOST_CALLS = 60;

test('a scan that takes too long is cut and quarantined; what takes longest three times is named, but stays in force', async (t) => {
  const home = freshFolder(t, 'home');
  configure(home, 'version: 1\nmode: enforce\nhold:\n  unattendedSeconds: 0\nlimits:\n  scanMilliseconds: 1\n');
  const engine = await RunningEngine.start(home);
  t.after(() => engine.close());
  const content = 'ordinary words of an ordinary text, again and again. '.repeat(16_000);
  const write = (n: number) =>
    bashEvent('', { tool_name: 'Write', tool_input: { file_path: '/home/dev/app/a.txt', content: `${content}${n}` } });
  const rules = (await engine.call('status', {})).rules;
  const named = async () =>
    (await engine.call('status', {})).problems.find(({ code }) => code === 'rule-slow')?.message;

  // What is slowest, a rule or a step that rules share, may differ from call to call; one is the first to be it three times.
  let calls = 0;
  while (calls < MOST_CALLS && (await named()) === undefined) await engine.post(write(calls++));

  const message = await named();
  assert.match(message ?? '', /^(Rule \S+\.\S+|The step "\w+" of the scan) took too long 3 times/, 'nothing was named');
  assert.equal(
    (await engine.call('status', {})).rules,
    rules,
    'a text that is slow to scan switched a built-in rule off',
  );
  const records = (await trail(engine.home)).map(({ record }) => record).filter((record) => record.kind === 'call');
  const judged = records.filter(({ verdict }) => verdict !== undefined);
  assert.ok(judged.length >= 3);
  assert.ok(
    judged.every(({ verdict }) => verdict === 'quarantine'),
    'a call whose scan was cut passed',
  );
});
