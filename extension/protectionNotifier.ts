import * as vscode from 'vscode';
import type { EngineModel } from './engineModel.ts';

/** Tells once per cause that protection is lost: the engine is down, or something keeps it from judging. */
export function tellLostProtection(model: EngineModel): vscode.Disposable {
  let told = new Set<string>();
  const listening = model.onChange(({ link, status }) => {
    // The engine changing hands is neither a loss nor an end of one.
    if (link.kind === 'starting') return;
    const causes = new Map<string, string>();
    if (link.kind === 'failed')
      causes.set('engine', vscode.l10n.t('The Oktsec engine is not running. {0}', link.message));
    else if (status && status.health !== 'ok') {
      for (const problem of status.problems) causes.set(problem.code, problem.message);
    }
    for (const [code, message] of causes) if (!told.has(code)) void tell(message, code === 'engine');
    // A cause that went away is told again when it comes back.
    told = new Set(causes.keys());
  });
  return vscode.Disposable.from(listening);
}

async function tell(message: string, down: boolean): Promise<void> {
  const log = vscode.l10n.t('Show Log');
  const restart = vscode.l10n.t('Restart Engine');
  const answer = down
    ? await vscode.window.showErrorMessage(message, restart, log)
    : await vscode.window.showWarningMessage(message, log);
  if (answer === restart) await vscode.commands.executeCommand('oktsec.restartEngine');
  if (answer === log) await vscode.commands.executeCommand('oktsec.showLog');
}
