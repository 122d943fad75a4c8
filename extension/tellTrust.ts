import * as vscode from 'vscode';
import { isUp, type EngineLink } from './engineLink.ts';

/**
 * Tells the engine which folders of this window the person trusts, whenever that or the engine changes. Rules in
 * `.oktsec/rules` count in trusted folders only, and an engine must not decide itself whom to trust.
 */
export function tellTrust(link: EngineLink, log: (line: string) => void): vscode.Disposable {
  const tell = () => {
    const folders = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => ({ folder: uri.fsPath, trusted: vscode.workspace.isTrusted }));
    if (folders.length === 0 || !isUp(link.state)) return;
    link.call('folders.trust', { folders }).catch((error: unknown) => {
      // The engine went away just now: the next one is told when it is there.
      log(
        `The engine was not told which folders are trusted: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  };
  tell();
  return vscode.Disposable.from(
    link.onState(tell),
    vscode.workspace.onDidGrantWorkspaceTrust(tell),
    vscode.workspace.onDidChangeWorkspaceFolders(tell),
  );
}
