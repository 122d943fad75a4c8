/** Rules of a trusted folder, through the engine, the hook that judges alone, and the command line. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { freshEnvironment, freshFolder } from '../support/environment.ts';
import { bashEvent, cli, configure, oktsec, RunningEngine, stateOf, trail } from '../support/oktsec.ts';
import { run } from '../support/processes.ts';
import { until } from '../support/until.ts';

const RULE = `category: command-execution
rules:
  - id: team.no-deploy
    name: Deploying is left to people
    severity: critical
    certainty: structural
    match: { analyzer: shell-command, with: { any: ['deployctl up'] } }
    examples:
      hits: [{ tool: Bash, input: { command: deployctl up now } }]
      misses: [{ tool: Bash, input: { command: deployctl status } }]
    explanation: Deploying is left to people.
    remediation: Ask a person to deploy.
    references: []
`;

function project(t: TestContext): { home: string; folder: string; file: string } {
  const home = freshFolder(t, 'home');
  configure(home, 'version: 1\nmode: enforce\n');
  const folder = freshFolder(t, 'project');
  const file = path.join(folder, '.oktsec', 'rules', 'team.yaml');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, RULE);
  return { home, folder, file };
}

const deploy = (cwd: string) => bashEvent('deployctl up now', { cwd });

describe('rules of a trusted folder', () => {
  it('stop calls in that folder once an editor said that it is trusted, and the log says so', async (t) => {
    const { home, folder, file } = project(t);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    assert.equal(await engine.denies(deploy(folder)), false);
    const reply = await engine.call('folders.trust', { folders: [{ folder, trusted: true }] });
    assert.deepEqual(reply, [{ folder, rules: 1 }]);
    assert.equal(await engine.denies(deploy(folder)), true);
    assert.equal(await engine.denies(deploy(home)), false);

    writeFileSync(file, RULE.replace('severity: critical', 'severity: kritical'));
    const placed = await until('the fault has a place', async () =>
      (await engine.call('status', {})).problems.find((problem) => problem.file === file),
    );
    assert.equal(placed.line, 5);
    rmSync(file);
    await until('the fault is gone', async () => (await engine.call('status', {})).problems.length === 0);
    const events = (await trail(home)).map(({ record }) => record).filter(({ event }) => event === 'rules.changed');
    assert.match(events[0]?.summary ?? '', /is trusted/);
    assert.ok(events.length >= 2);
  });

  it('that are broken keep no engine from starting, which then says where', async (t) => {
    const { home, folder, file } = project(t);
    const first = await RunningEngine.start(home);
    await first.call('folders.trust', { folders: [{ folder, trusted: true }] });
    await first.close();
    const own = path.join(stateOf(home), 'rules', 'mine.yaml');
    for (const each of [own, file]) writeFileSync(each, 'id: [');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const places = (await engine.call('status', {})).problems.map((problem) => problem.file);
    assert.ok(places.includes(own) && places.includes(file), places.join());
  });

  it('hold when no engine runs, and are listed where they count', async (t) => {
    const { home, folder } = project(t);
    const hook = () => oktsec(home, ['hook'], JSON.stringify(deploy(folder)));
    assert.equal((await hook()).code, 0);
    const engine = await RunningEngine.start(home);
    await engine.call('folders.trust', { folders: [{ folder, trusted: true }] });
    await engine.close();
    assert.equal((await hook()).code, 2);

    const inFolder = (...args: string[]) =>
      run(process.execPath, [cli, ...args], { cwd: folder, env: freshEnvironment(home), input: '' });
    assert.match((await inFolder('rules', 'list')).stdout, /team\.no-deploy/);
    assert.doesNotMatch((await oktsec(home, ['rules', 'list'])).stdout, /team\.no-deploy/);
    const tested = await inFolder('rules', 'test');
    assert.equal(tested.code, 0, tested.stderr);
    assert.match(tested.stdout, /team\.yaml: 1 rules, 2 examples, 0 problems/);
  });
});
