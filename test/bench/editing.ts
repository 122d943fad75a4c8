import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Editor } from '../editor/editor.ts';
import { packageExtension } from '../editor/vsix.ts';
import type { Figure } from './measure.ts';

/** What the extension costs an editor: its package, and the activation time that VS Code itself reports. */
export async function benchEditing(): Promise<Figure[]> {
  const vsix = await packageExtension();
  return [
    { name: 'size of the VSIX', value: statSync(vsix).size / 1024 / 1024, unit: 'MB', budget: { atMost: 5 } },
    { name: 'activation of the extension', value: await activationTime(vsix), unit: 'ms', budget: { atMost: 50 } },
  ];
}

/** The list of running extensions draws only the rows that are on the screen. */
const TALL = { width: 1280, height: 2600 };

async function activationTime(vsix: string): Promise<number> {
  const home = mkdtempSync(path.join(tmpdir(), 'oktsec-bench-'));
  const editor = await Editor.launch({ home, workspace: home, vsix, size: TALL });
  try {
    await editor.window.runCommand('Developer: Show Running Extensions');
    const row = editor.window.page.locator('.runtime-extensions-editor .monaco-list-row[aria-label="oktsec"]');
    const text = await row.locator('.activation-time').innerText();
    const time = /(\d+)\s*ms/.exec(text)?.[1];
    if (time === undefined) throw new Error(`VS Code reports no activation time: ${text}`);
    return Number(time);
  } finally {
    await editor.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
