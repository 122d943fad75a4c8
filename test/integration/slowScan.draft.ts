import assert from 'node:assert/strict';
import test from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, configure, RunningEngine, trail } from '../support/oktsec.ts';
import { until } from '../support/until.ts';

test('a scan that takes too long is cut and quarantined; a rule that does it three times is named and disabled', async (t) => {
  const home = freshFolder(t, 'home');
  configure(home, 'version: 1\nmode: enforce\nhold:\n  unattendedSeconds: 0\nlimits:\n  scanMilliseconds: 1\n');
  const engine = await RunningEngine.start(home);
  t.after(() => engine.close());
  const content = 'ordinary words of an ordinary text, again and again. '.repeat(16_000);
  const write = () =>
    bashEvent('', {
      tool_name: 'Write',
      tool_input: { file_path: '/home/dev/app/a.txt', content: content + Math.random() },
    });
  for (let i = 0; i < 3; i++)
    assert.ok(await engine.denies(write()), 'nobody was there to approve the quarantined call');
  const cut = (await trail(engine.home)).filter(({ record }) => record.verdict === 'quarantine');
  assert.equal(cut.length, 3);
  const disabled = await until('the rule is disabled', async () =>
    (await engine.call('status', {})).problems.find(({ code }) => code === 'rule-disabled'),
  );
  assert.match(disabled.message, /Rule \S+\.\S+ took too long/, 'the rule is not named');
});
