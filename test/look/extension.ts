import * as vscode from 'vscode';
import { start } from '../../extension/start.ts';
import { playScene } from './scene.ts';

/** The extension as it ships, but with a scene in place of the engine (`OKTSEC_SCENE`). Never part of the package. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Oktsec', { log: true });
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '/';
  const link = playScene(process.env.OKTSEC_SCENE ?? 'busy', workspace);
  context.subscriptions.push(log, link);
  start({ context, link, log, home: '/home/me/.oktsec' });
}
