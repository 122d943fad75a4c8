import * as vscode from 'vscode';
import type { Problem } from '../engine/protocol/views.ts';
import { fixArguments } from './engineCommands.ts';
import type { EngineModel } from './engineModel.ts';
import { guardFixes } from './guardFixes.ts';

/** Tells once per cause that protection is lost: the engine is down, or something keeps it from judging. */
export function tellLostProtection(model: EngineModel): vscode.Disposable {
  let told = new Set<string>();
  const listening = model.onChange(({ link, status }) => {
    // The engine changing hands is neither a loss nor an end of one.
    if (link.kind === 'starting') return;
    const causes = new Map<string, Problem>();
    if (link.kind === 'failed') {
      const message = vscode.l10n.t('The Oktsec engine is not running. {0}', link.message);
      causes.set('engine', { code: 'engine', message });
    } else if (status && status.health !== 'ok') {
      for (const problem of status.problems) causes.set(problem.code, problem);
    }
    for (const [code, problem] of causes) if (!told.has(code)) void tell(problem, code === 'engine');
    // A cause that went away is told again when it comes back.
    told = new Set(causes.keys());
  });
  return vscode.Disposable.from(listening);
}

async function tell(problem: Problem, down: boolean): Promise<void> {
  const log = vscode.l10n.t('Show Log');
  const restart = vscode.l10n.t('Restart Engine');
  const [fix] = guardFixes([problem], (id) => id, vscode.l10n);
  const answer = down
    ? await vscode.window.showErrorMessage(problem.message, restart, log)
    : await vscode.window.showWarningMessage(problem.message, ...(fix ? [fix.short] : []), log);
  if (answer === restart) await vscode.commands.executeCommand('oktsec.restartEngine');
  if (answer === log) await vscode.commands.executeCommand('oktsec.showLog');
  if (fix && answer === fix.short) {
    await vscode.commands.executeCommand(fix.command, ...fixArguments(problem, fix.command));
  }
}
