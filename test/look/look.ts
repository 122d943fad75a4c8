/**
 * Brings every screen of the editor side up in a real VS Code and photographs it, in the themes that matter:
 * `node --import tsx test/look/look.ts [folder] [scene ...]`. Looking at the pictures is the test.
 */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withEditor, type Editor } from '../editor/editor.ts';
import { root } from '../editor/vsix.ts';
import { packageLook } from './lookVsix.ts';

type Shots = (editor: Editor, shoot: (name: string) => Promise<void>) => Promise<void>;

const [folder = path.join(root, '.cache', 'look', 'pictures'), ...chosen] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const WALKTHROUGH_STEPS = [
  'See what was found',
  'Connect Claude Code',
  'Choose the mode',
  'Prove that it works',
  'Undo at any time',
];

const busy: Shots = async ({ window }, shoot) => {
  await window.openContainer('Oktsec');
  await window.toast('calls are waiting').waitFor();
  await shoot('views-folded-toast');
  await window.statusBar('waiting').click();
  await shoot('menu');
  await window.page.keyboard.press('Escape');
  const rows = window.treeRows('Held Calls');
  await rows.filter({ hasText: 'curl' }).first().click();
  await window.tab('Held Bash.sh').waitFor();
  await shoot('held-command');
  await rows.filter({ hasText: 'package.json' }).first().click();
  await window.tab('package.json').waitFor();
  await shoot('held-diff');
  await rows.filter({ hasText: 'files.example.net' }).first().click();
  await shoot('held-json');
};

const timeline: Shots = async ({ window }, shoot) => {
  await window.openContainer('Oktsec');
  await window.runCommand('Oktsec: Open Session Timeline');
  await window.pick('Fix the rounding');
  const page = await window.webview('Session: Fix the rounding in the cart');
  await page.locator('.row').first().waitFor();
  await shoot('timeline');
  await page.locator('.row').filter({ hasText: 'rm -rf' }).first().click();
  await shoot('timeline-blocked');
  await page.locator('.row').filter({ hasText: 'curl' }).first().click();
  await shoot('timeline-expanded');
  await page.getByRole('textbox', { name: 'Search steps' }).fill('rounding');
  await shoot('timeline-search');
  await page.getByRole('textbox', { name: 'Search steps' }).fill('nothing at all');
  await shoot('timeline-no-match');
  await page.getByRole('button', { name: 'Clear Filters' }).click();
  await page.getByRole('combobox', { name: 'Tool' }).click();
  await shoot('timeline-tools');
  await page.getByRole('option', { name: 'Read' }).click();
  await page.getByText('2 of 14 steps').waitFor();
  await shoot('timeline-read');
  // The page is taken down behind another tab, and comes back as it was.
  await window.runCommand('Oktsec: Open Configuration');
  await window.runCommand('Oktsec: Open Session Timeline');
  await window.pick('Fix the rounding');
  await (await window.webview('Session: Fix the rounding in the cart')).getByText('2 of 14 steps').waitFor();
  await shoot('timeline-restored');
  await window.runCommand('Oktsec: Verify Audit Trail');
  await window.toast('').waitFor();
  await shoot('verified');
};

/** Five thousand steps: the page must open at once and draw only what is in sight. */
const long: Shots = async ({ window }, shoot) => {
  await window.runCommand('Oktsec: Open Session Timeline');
  await window.pick('Fix the rounding');
  const page = await window.webview('Session: Fix the rounding in the cart');
  await page.locator('.row').first().click();
  for (const key of ['End', 'Enter']) await window.page.keyboard.press(key);
  await page.locator('.expanded').waitFor();
  console.log(`${await page.locator('.row').count()} of 5000 rows are in the page`);
  await shoot('timeline-end');
};

const one: Shots = async ({ window }, shoot) => {
  await window.toast('wants to use').waitFor();
  await shoot('single-toast');
};

/** Decided elsewhere while its notification was on the screen. */
const stale: Shots = async ({ window }, shoot) => {
  await window.toast('wants to use').click('Approve once');
  await window.toast('settled before you answered').waitFor();
  await shoot('told');
};

const empty: Shots = async ({ window }, shoot) => {
  await window.openContainer('Oktsec');
  await shoot('welcome');
  await window.runCommand('Oktsec: Get Started');
  await window.page.locator('.step-title').first().waitFor();
  for (const title of WALKTHROUGH_STEPS) {
    await window.page.locator('.step-title').filter({ hasText: title }).first().click();
    await shoot(`walkthrough-${title.split(' ')[0]?.toLowerCase() ?? ''}`);
  }
  await window.runCommand('Oktsec: Choose Mode');
  await shoot('choose-mode');
  await window.page.keyboard.press('Escape');
  await window.runCommand('Oktsec: Connect Client');
  await window.dialogButton('Connect').waitFor();
  await shoot('consent');
};

/** Clients in every state, one of them opened. */
const agents: Shots = async ({ window }, shoot) => {
  await window.openContainer('Oktsec');
  const rows = window.treeRows('Agents');
  await rows.filter({ hasText: 'Windsurf' }).first().waitFor();
  await shoot('states');
  await rows.filter({ hasText: 'Cursor' }).first().click();
  await rows.filter({ hasText: 'Protection' }).first().waitFor();
  await shoot('opened');
  await rows.filter({ hasText: 'Protection' }).first().hover();
  await window.page.locator('.monaco-hover-content').first().waitFor();
  await shoot('protection');
  await window.statusBar('guard off').click();
  await shoot('guard-menu');
};

const down: Shots = async ({ window }, shoot) => {
  await window.openContainer('Oktsec');
  await shoot('engine-down');
};

const SCENES: Readonly<Record<string, Shots>> = { busy, timeline, long, one, stale, empty, agents, down };
const WIDE = { width: 1280, height: 800 };
const LOOKS: readonly { theme: string; size: typeof WIDE; scenes: readonly string[] }[] = [
  { theme: 'Default Dark Modern', size: WIDE, scenes: Object.keys(SCENES) },
  { theme: 'Default Light Modern', size: WIDE, scenes: ['busy', 'timeline', 'empty', 'agents'] },
  { theme: 'Default High Contrast', size: WIDE, scenes: ['busy', 'timeline', 'empty', 'agents'] },
  { theme: 'Default High Contrast Light', size: WIDE, scenes: ['timeline'] },
  { theme: 'Default Dark Modern', size: { width: 700, height: 800 }, scenes: ['timeline', 'busy', 'agents'] },
  { theme: 'Default Dark Modern', size: { width: 1700, height: 950 }, scenes: ['empty'] },
  { theme: 'Default Light Modern', size: { width: 1700, height: 950 }, scenes: ['empty'] },
];

async function main(): Promise<void> {
  const vsix = await packageLook();
  for (const { theme, size, scenes } of LOOKS) {
    for (const scene of scenes) {
      const name = `${scene}-${theme.toLowerCase().replaceAll(' ', '-')}-${size.width}`;
      if (chosen.length > 0 && !chosen.some((part) => name.startsWith(part))) continue;
      const home = mkdtempSync(path.join(tmpdir(), 'oktsec-look-'));
      const workspace = path.join(home, 'shop');
      cpSync(path.join(root, 'test', 'editor', 'demo'), workspace, { recursive: true });
      const manifest = {
        name: 'shop',
        version: '1.0.0',
        scripts: { test: 'node --test' },
        dependencies: { express: '^5.0.0' },
      };
      writeFileSync(path.join(workspace, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
      const take = SCENES[scene];
      if (!take) throw new Error(`There is no scene ${scene}.`);
      await withEditor(
        name,
        { vsix, home, workspace, size, settings: { 'workbench.colorTheme': theme }, env: { OKTSEC_SCENE: scene } },
        async (editor) => {
          await take(editor, async (shot) => {
            const file = path.join(folder, `${name}-${shot}.png`);
            await editor.window.screenshot(file);
            console.log(file);
          });
        },
      );
    }
  }
}

void main();
