import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { EngineInfo } from '../../engine/protocol/api.ts';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, configure, oktsec, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { withEditor } from './editor.ts';

const RULE = `id: TEAM-1
name: Code name
severity: HIGH
category: prompt-injection
patterns:
  - { type: contains, value: blue heron }
`;

/** Windows of the tests trust their folders, as a person's do who said so. */
test('rules of a folder that is open and trusted count at once, and their faults are shown where they stand', async (t) => {
  const home = freshFolder(t, 'home');
  const project = freshFolder(t, 'project');
  configure(home, 'version: 1\nmode: enforce\n');
  const file = path.join(project, '.oktsec', 'rules', 'team.yaml');
  const call = (cwd: string) => bashEvent('echo the blue heron leaves', { cwd });
  await withEditor(t.name, { home, workspace: project }, async ({ window }) => {
    await window.statusBar('Oktsec: Enforce').waitFor();
    const { url, token } = JSON.parse(readFileSync(path.join(stateOf(home), 'engine.json'), 'utf8')) as EngineInfo;
    /** With a window there, a call that is held waits: it has no answer for a while. */
    const passes = async (cwd: string) => {
      const answer = fetch(`${url}/hooks/event`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(call(cwd)),
        signal: AbortSignal.timeout(5000),
      });
      return answer.then(
        ({ ok }) => ok,
        () => false,
      );
    };
    assert.equal(await passes(project), true, 'held before there was a rule');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, RULE);
    await until('the rule counts in the folder', async () => !(await passes(project)));
    assert.equal(await passes(home), true, 'held outside of the folder');

    writeFileSync(file, RULE.replace('HIGH', 'HIHG'));
    await window.openFile('team.yaml');
    await window.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await until('the rule no longer counts', () => passes(project));
  });
  const { code, stdout, stderr } = await oktsec(home, ['verify']);
  assert.equal(code, 0, stdout + stderr);
});
