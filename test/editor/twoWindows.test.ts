import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { bash, Person, SUSPICIOUS } from '../clients/person.ts';
import type { EngineInfo } from '../../engine/protocol/api.ts';
import { freshFolder } from '../support/environment.ts';
import { oktsec, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { withEditor } from './editor.ts';

test('the second window takes over when the owner closes: the held call waits on, and the chain is whole', async (t) => {
  const person = await Person.connected(t);
  const { home, project } = person;
  const engine = () => JSON.parse(readFileSync(path.join(stateOf(home), 'engine.json'), 'utf8')) as EngineInfo;
  await withEditor(t.name, { home, workspace: project }, async (editor) => {
    const owner = editor.window;
    await owner.statusBar('Oktsec: Enforce').waitFor();
    const first = engine();
    const second = await editor.secondWindow(freshFolder(t, 'other'));
    await second.statusBar('Oktsec: Enforce').waitFor();
    assert.equal(engine().startedAt, first.startedAt, 'the second window started an engine of its own');

    const playing = person.plays([bash(SUSPICIOUS)]);
    for (const window of [owner, second]) await window.statusBar('1 waiting').waitFor();
    await owner.close();
    await until('the second window owns the engine', () => engine().startedAt !== first.startedAt);
    await second.statusBar('1 waiting').waitFor();
    assert.ok(!person.has('stolen.txt'), 'the held call ran when its engine closed');

    await second.openView('Held Calls');
    const row = second.treeRows('Held Calls').filter({ hasText: 'stolen.txt' }).first();
    await row.hover();
    await row.locator('.action-label[aria-label^="Approve"]').first().click();
    const [result] = await playing;
    assert.equal(result?.isError, false);
    assert.ok(person.has('stolen.txt'));
  });
  const { code, stdout } = await oktsec(home, ['verify']);
  assert.equal(code, 0, stdout);
});
