import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CommandHandlers } from './commandIds.ts';
import type { ExportFormat } from './engineLink.ts';
import type { EngineModel } from './engineModel.ts';
import { forLabel } from './plainText.ts';
import { tell } from './tell.ts';
import type { TimelinePanels } from './timelinePanels.ts';

/** Looking at, checking and exporting what was recorded. */
export function auditCommands(
  model: EngineModel,
  timelines: TimelinePanels,
): Pick<CommandHandlers, 'oktsec.openTimeline' | 'oktsec.exportSession' | 'oktsec.verifyAudit' | 'oktsec.exportAudit'> {
  const save = async (format: ExportFormat, name: string, session?: string): Promise<void> => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(join(folder, `${name}.${format}`)),
      filters: { [format.toUpperCase()]: [format] },
    });
    if (!target) return;
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting the audit trail') },
      () => model.exportAudit(target.fsPath, { format, ...(session !== undefined && { session }) }),
    );
    const open = vscode.l10n.t('Open');
    const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Saved to {0}.', target.fsPath), open);
    if (answer === open) await vscode.window.showTextDocument(target);
  };

  return {
    'oktsec.openTimeline': async (argument) => {
      const id = sessionId(argument) ?? (await pickSession(model));
      if (id !== undefined) timelines.open(id);
    },
    'oktsec.exportSession': async (argument) => {
      const id = sessionId(argument) ?? timelines.active ?? (await pickSession(model));
      if (id !== undefined) await save('json', `oktsec-session-${fileSafe(id)}`, id);
    },
    'oktsec.verifyAudit': async () => {
      const report = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Verifying the audit trail') },
        () => model.call('audit.verify', {}),
      );
      const { fault } = report;
      if (!fault) {
        const head = report.head?.slice(0, 12) ?? '';
        const intact = vscode.l10n.t(
          'The audit trail is intact: {0} entries, each hash and signature checked. Head {1}.',
          report.entries,
          head,
        );
        void tell(intact, { label: vscode.l10n.t('Export'), command: 'oktsec.exportAudit' });
        return;
      }
      const log = vscode.l10n.t('Show Log');
      const answer = await vscode.window.showErrorMessage(
        vscode.l10n.t('The audit trail is broken at entry {0} ({1}): {2}', fault.seq, fault.problem, fault.detail),
        log,
      );
      if (answer === log) await vscode.commands.executeCommand('oktsec.showLog');
    },
    'oktsec.exportAudit': async () => {
      const formats: (vscode.QuickPickItem & { format: ExportFormat })[] = [
        { label: 'JSON Lines', description: vscode.l10n.t('one entry a line, verifiable'), format: 'jsonl' },
        { label: 'JSON', description: vscode.l10n.t('one document, verifiable'), format: 'json' },
        { label: 'CSV', description: vscode.l10n.t('for a spreadsheet'), format: 'csv' },
        { label: 'SARIF', description: vscode.l10n.t('findings, for code scanning'), format: 'sarif' },
      ];
      const pick = await vscode.window.showQuickPick(formats, { title: vscode.l10n.t('Export the audit trail as') });
      if (pick) await save(pick.format, 'oktsec-audit');
    },
  };
}

/** The session that an argument names: an id, or a row of the view. */
function sessionId(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('id' in argument)) return undefined;
  return typeof argument.id === 'string' ? argument.id : undefined;
}

async function pickSession(model: EngineModel): Promise<string | undefined> {
  const sessions = await model.call('sessions.list', { limit: 50 });
  if (sessions.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No session was recorded yet.'));
    return undefined;
  }
  const picks = sessions.map((session) => ({
    label: forLabel(session.title, 80) || vscode.l10n.t('Session without a prompt'),
    description: new Date(session.startedAt).toLocaleString(),
    detail: forLabel(session.agent, 60),
    id: session.id,
  }));
  return (await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Open which session?') }))?.id;
}

const fileSafe = (text: string): string => text.replace(/[^\w.-]/g, '_').slice(0, 60);
