import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { prepareClaudeHome } from '../clients/drivers/claudeCode.ts';
import { until } from '../support/until.ts';
import { artifact, withEditor } from './editor.ts';

/** Settings as people have them: comments are no JSON, but odd spacing and no last newline are. */
const ORIGINAL = '{\n\t"model": "opus",\n\n   "permissions": { "allow": [ "Bash" ] }\n}';

test('the walkthrough shows the change, connects with consent, proves it, and undoes it byte for byte', async (t) => {
  const home = freshFolder(t, 'home');
  const workspace = freshFolder(t, 'workspace');
  const file = prepareClaudeHome(home, ORIGINAL);
  await withEditor(t.name, { home, workspace }, async ({ window }) => {
    const { page } = window;
    await window.statusBar('Oktsec: Observe').waitFor();
    await window.runCommand('Oktsec: Get Started');
    const step = (title: string) => page.locator('.getting-started-step').filter({ hasText: title });
    await step('Connect Claude Code').click();
    await window.screenshot(artifact('walkthrough.png'));

    // Consent: nothing is written before the person has seen the change and agreed.
    await step('Connect Claude Code').locator('.monaco-button', { hasText: 'Connect' }).click();
    const agree = window.dialogButton('Connect');
    await agree.waitFor();
    assert.equal(readFileSync(file, 'utf8'), ORIGINAL);
    const diff = page.locator('.monaco-diff-editor');
    await diff.locator('.line-insert, .char-insert').first().waitFor();
    assert.match(await diff.locator('.modified .view-lines').innerText(), /PreToolUse/);
    await window.screenshot(artifact('consent.png'));
    await window.dialogButton('Cancel').click();
    await diff.waitFor({ state: 'hidden' });
    assert.equal(readFileSync(file, 'utf8'), ORIGINAL, 'written without consent');

    await step('Connect Claude Code').locator('.monaco-button', { hasText: 'Connect' }).click();
    await agree.click();
    await window.toast('Claude Code is connected').waitFor();
    const connected = readFileSync(file, 'utf8');
    assert.ok(
      connected.startsWith('{\n\t"model": "opus",\n\n   "permissions": { "allow": [ "Bash" ] }'),
      'what was there moved',
    );
    assert.deepEqual(Object.keys((JSON.parse(connected) as { hooks: object }).hooks).sort(), [
      'ConfigChange',
      'Elicitation',
      'ElicitationResult',
      'PermissionRequest',
      'PostToolUse',
      'PostToolUseFailure',
      'PreToolUse',
      'SessionEnd',
      'SessionStart',
      'Stop',
      'SubagentStart',
      'SubagentStop',
      'UserPromptSubmit',
    ]);

    await window.runCommand('Oktsec: Choose Mode');
    await window.pick('Enforce');
    await window.statusBar('Oktsec: Enforce').waitFor();
    await window.runCommand('Oktsec: Prove Protection');
    await window.toast('Proven: the test call was denied').waitFor();
    await window.openView('Agents');
    await until('the Agents view says so', async () =>
      (await window.treeTexts('Agents')).some((text) => text.includes('Claude Code connected, proven')),
    );
    await window.screenshot(artifact('connected.png'));

    await window.runCommand('Oktsec: Disconnect Client');
    await window.dialogButton('Disconnect').click();
    await window.toast('Claude Code is disconnected').waitFor();
    assert.equal(readFileSync(file, 'utf8'), ORIGINAL);
  });
});
