import { copyFileSync, cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineInfo } from '../../engine/protocol/api.ts';
import type { EngineStatus } from '../../engine/protocol/views.ts';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, configure, RunningEngine, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { withEditor } from './editor.ts';

test('a log that is rolled back together with its checkpoints is told by what the editor keeps in its secret storage', async (t) => {
  const home = freshFolder(t, 'home');
  const state = stateOf(home);
  const checkpoints = path.join(state, 'keys', 'checkpoints.jsonl');
  const stated = () => readFileSync(checkpoints, 'utf8').trim().split('\n').length;
  const older = path.join(freshFolder(t, 'older'), 'state');
  configure(home, 'version: 1\nmode: enforce\n');
  const first = await RunningEngine.start(home);
  await first.post(bashEvent('echo before'));
  await first.close();
  cpSync(state, older, { recursive: true });

  const engine = await RunningEngine.start(home);
  t.after(() => engine.close());
  for (let n = 0; n < 5; n++) await engine.post(bashEvent(`echo ${n}`));
  const before = stated();
  await withEditor(t.name, { home, workspace: freshFolder(t, 'workspace') }, async ({ window }) => {
    await window.statusBar('Oktsec: Enforce').waitFor();
    await until('the editor has asked for a checkpoint', () => stated() > before);
    await sleep(2000); // what the editor stores nobody else can see

    for (const name of ['oktsec.db', path.join('keys', 'checkpoints.jsonl')]) {
      copyFileSync(path.join(older, name), path.join(state, 'next'));
      renameSync(path.join(state, 'next'), path.join(state, name));
    }
    rmSync(path.join(state, 'oktsec.db-wal'), { force: true });
    await engine.kill();
    await until('the engine of the window tells', async () => {
      const { url, control, pid } = JSON.parse(readFileSync(path.join(state, 'engine.json'), 'utf8')) as EngineInfo;
      if (pid === engine.info.pid) return false;
      const headers = { authorization: `Bearer ${control}`, 'content-type': 'application/json' };
      const response = await fetch(`${url}/api/status`, { method: 'POST', headers, body: '{}' });
      const { problems } = (await response.json()) as EngineStatus;
      return problems.some(({ code }) => code === 'audit-rolled-back');
    });
  });
});
