import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { EngineInfo } from '../../engine/protocol/api.ts';
import { freshFolder } from '../support/environment.ts';
import { oktsec, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { artifact, withEditor } from './editor.ts';

test('the extension starts with the editor, brings the engine up, and comes back after a reload of the window', async (t) => {
  const home = freshFolder(t, 'home');
  const workspace = freshFolder(t, 'workspace');
  await withEditor(t.name, { home, workspace }, async ({ window }) => {
    await window.statusBar('Oktsec: Observe').waitFor();
    const file = path.join(stateOf(home), 'engine.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const before = JSON.parse(readFileSync(file, 'utf8')) as EngineInfo;

    for (const view of ['Held Calls', 'Sessions', 'Agents']) await (await window.openView(view)).waitFor();
    await window.page.getByText('No client is connected, so no tool call reaches Oktsec.').first().waitFor();
    await window.screenshot(artifact('activation.png'));

    await window.reload();
    await window.statusBar('Oktsec: Observe').waitFor();
    const after = await until('the new window has an engine of its own', () => {
      const info = JSON.parse(readFileSync(file, 'utf8')) as EngineInfo;
      return info.startedAt !== before.startedAt && info;
    });
    assert.notEqual(after.token, before.token);
    const { code, stdout } = await oktsec(home, ['verify']);
    assert.equal(code, 0, stdout);
  });
});
