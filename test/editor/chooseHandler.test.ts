import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { prepareClaudeHome } from '../clients/drivers/claudeCode.ts';
import { freshFolder } from '../support/environment.ts';
import { artifact, withEditor } from './editor.ts';

const MENU = 'Choose How Calls Reach Oktsec';
const CHOOSE = `Oktsec: ${MENU}`;
const POSTED = 'Posted by Claude Code itself';

test('a person chooses that Claude Code posts its calls, knowing what that costs, and goes back to the command', async (t) => {
  const home = freshFolder(t, 'home');
  const workspace = freshFolder(t, 'workspace');
  const file = prepareClaudeHome(home);
  const original = readFileSync(file, 'utf8');
  const bin = path.join(home, '.local', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'claude'), "#!/bin/sh\necho '2.1.330 (Claude Code)'\n", { mode: 0o755 });
  await withEditor(t.name, { home, workspace }, async ({ window }) => {
    await window.statusBar('Oktsec: Observe').waitFor();
    await window.runCommand(CHOOSE);
    const pick = window.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: POSTED });
    await pick.waitFor();
    assert.match(await pick.innerText(), /While no engine runs no tool runs/);
    await window.screenshot(artifact('choose-handler.png'));
    await window.pick(POSTED);

    const agree = window.dialogButton('Connect');
    await agree.waitFor();
    assert.match(await window.page.locator('.monaco-dialog-box').innerText(), /takes the port while no engine runs/);
    await window.screenshot(artifact('choose-handler-consent.png'));
    assert.equal(readFileSync(file, 'utf8'), original, 'written without consent');
    await agree.click();
    await window.toast('Claude Code now posts its calls').waitFor();
    assert.match(readFileSync(file, 'utf8'), /"type": "http"/);
    assert.equal(statSync(file).mode & 0o077, 0, 'others can read the token');

    // From the menu of its row this time.
    await window.openView('Agents');
    await window.chooseInMenu(window.treeRows('Agents').filter({ hasText: 'Claude Code' }).first(), MENU);
    await window.pick('By the hook command');
    await agree.click();
    await window.toast('starts the hook command').waitFor();
    assert.doesNotMatch(readFileSync(file, 'utf8'), /"type": "http"|Bearer/);
  });
});
