import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { bash, DESTRUCTIVE, Person, SUSPICIOUS } from '../clients/person.ts';
import { oktsec } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { artifact, withEditor } from './editor.ts';

test('what the real Claude Code wants to do is denied, held and answered in the editor, and told in the timeline', async (t) => {
  const person = await Person.connected(t);
  const { home, project: workspace } = person;
  cpSync(path.join(import.meta.dirname, 'demo'), workspace, { recursive: true });
  const size = { width: 1440, height: 900 };
  await withEditor(t.name, { home, workspace, size }, async ({ window }) => {
    await window.statusBar('Oktsec: Enforce').waitFor();
    await window.openFile('cart.py');
    await window.openView('Held Calls');

    // Approve once, on the notification.
    const approved = person.plays([
      bash('echo fine > benign.txt'),
      bash(DESTRUCTIVE),
      bash(SUSPICIOUS),
      bash('echo done > done.txt'),
    ]);
    const toast = window.toast('wants to use Bash');
    await toast.waitFor();
    assert.match(await toast.text(), /cat ~\/\.aws\/credentials/);
    assert.ok(person.has('benign.txt') && !person.has('stolen.txt'));
    await window.statusBar('1 waiting').waitFor();
    assert.equal(await window.badge('Oktsec'), '1');
    const rows = await window.treeTexts('Held Calls');
    assert.match(rows[0] ?? '', /^Bash \d min left · claude-code$/);
    assert.equal(rows[1], SUSPICIOUS);
    await window.screenshot(artifact('held-call.png'));
    await toast.click('Approve once');
    const results = await approved;
    assert.deepEqual(
      results.map(({ isError }) => isError),
      [false, true, false, false],
    );
    assert.ok(person.has('stolen.txt') && person.has('done.txt'));
    assert.ok(existsSync(path.join(home, 'thesis.txt')));
    await until('nothing is held', async () => (await window.badge('Oktsec')) === undefined);

    // Reject, in the view, after a look at the details.
    const rejected = person.plays([bash(SUSPICIOUS.replace('stolen', 'again'))], 'Deploy the shop');
    const row = window.treeRows('Held Calls').filter({ hasText: 'again.txt' });
    await row.click();
    await window.page.locator('.editor-instance .view-lines').filter({ hasText: 'again.txt' }).first().waitFor();
    await window.screenshot(artifact('details.png'));
    await row.hover();
    await row.locator('.action-label[aria-label^="Reject"]').click();
    const [refusal] = await rejected;
    assert.ok(refusal?.isError);
    assert.ok(!person.has('again.txt'));

    // The timeline tells all of it, and survives a reload of the window.
    await window.openView('Sessions');
    await window.treeRows('Sessions').filter({ hasText: 'Fix the failing test' }).click();
    const title = 'Session: Fix the failing test of the cart';
    const told = async (text: string) =>
      (await window.webview(title)).getByRole('listitem').filter({ hasText: text }).first().waitFor();
    for (const text of ['benign.txt', DESTRUCTIVE, SUSPICIOUS, 'done.txt']) await told(text);
    await window.screenshot(artifact('timeline.png'));
    await window.reload();
    await told(DESTRUCTIVE);
  });
  const { code, stdout } = await oktsec(home, ['verify']);
  assert.equal(code, 0, stdout);
});
