import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Mode } from '../engine/protocol/verdict.ts';
import type { Problem } from '../engine/protocol/views.ts';
import type { CommandHandlers, CommandId } from './commandIds.ts';
import type { EngineModel } from './engineModel.ts';
import { guardFixes, type GuardFix } from './guardFixes.ts';
import { statusText } from './statusText.ts';
import { tell } from './tell.ts';

export interface EngineCommandOptions {
  readonly model: EngineModel;
  /** `~/.oktsec`, for when the engine is down and cannot say. */
  readonly home: string;
  readonly extensionId: string;
  readonly showLog: () => void;
}

/** Mode, configuration, health: commands about the engine itself. */
export function engineCommands({
  model,
  home,
  extensionId,
  showLog,
}: EngineCommandOptions): Pick<
  CommandHandlers,
  | 'oktsec.chooseMode'
  | 'oktsec.openConfig'
  | 'oktsec.openWalkthrough'
  | 'oktsec.refresh'
  | 'oktsec.showMenu'
  | 'oktsec.showLog'
  | 'oktsec.restartEngine'
> {
  return {
    'oktsec.chooseMode': async () => {
      const current = model.snapshot.status?.modeChosen === true ? model.snapshot.status.mode : undefined;
      const mark = (mode: Mode) => (mode === current ? vscode.l10n.t('in force') : '');
      const modes: (vscode.QuickPickItem & { mode: Mode })[] = [
        {
          label: vscode.l10n.t('Enforce'),
          description: mark('enforce') || vscode.l10n.t('recommended'),
          detail: vscode.l10n.t('Dangerous calls are denied. Suspicious calls wait until you approve or reject them.'),
          mode: 'enforce',
        },
        {
          label: vscode.l10n.t('Observe'),
          description: mark('observe'),
          detail: vscode.l10n.t('Everything is recorded with what would have been stopped. Nothing is stopped.'),
          mode: 'observe',
        },
      ];
      const pick = await vscode.window.showQuickPick(modes, {
        title: vscode.l10n.t('What should Oktsec do with dangerous calls?'),
        matchOnDetail: true,
      });
      if (pick) model.accept({ status: await model.call('mode.set', { mode: pick.mode }) });
    },
    'oktsec.openConfig': async () => {
      const file = join(model.snapshot.status?.home ?? home, 'config.yaml');
      if (!existsSync(file)) {
        void tell(
          vscode.l10n.t('{0} does not exist yet. The engine writes it when it starts for the first time.', file),
          { label: vscode.l10n.t('Show Log'), command: 'oktsec.showLog' },
        );
        return;
      }
      await vscode.window.showTextDocument(vscode.Uri.file(file));
    },
    'oktsec.openWalkthrough': async () => {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#oktsec.start`, false);
    },
    'oktsec.refresh': () => model.refresh(),
    'oktsec.showMenu': () => showMenu(model),
    'oktsec.showLog': showLog,
    'oktsec.restartEngine': () => model.restart(),
  };
}

/** What the status bar item opens: how things stand, and what can be done about it, most urgent first. */
async function showMenu(model: EngineModel): Promise<void> {
  const { protection, title, lines } = statusText(model.snapshot, vscode.l10n);
  const { status, clients } = model.snapshot;
  const action = (command: CommandId | 'vscode.open', icon: string, label: string, more: Partial<MenuAction> = {}) => ({
    label: `$(${icon}) ${label}`,
    command,
    ...more,
  });
  const nameOf = (id: string): string => clients.find((client) => client.id === id)?.name ?? id;
  const waiting = model.waiting.length;
  const unconnected = !model.snapshot.clients.some((client) => client.state === 'connected');
  const actions: MenuAction[] = [
    ...(waiting > 0
      ? [action('oktsec.showHeld', 'debug-pause', vscode.l10n.t('Review held calls ({0})', waiting))]
      : []),
    ...(protection === 'off'
      ? [action('oktsec.restartEngine', 'debug-restart', vscode.l10n.t('Restart the engine'))]
      : []),
    ...guardFixes(status?.problems ?? [], nameOf, vscode.l10n).map(({ problem, label, icon, command }) =>
      action(command, icon, label, { detail: problem.message, args: fixArguments(problem, command) }),
    ),
    ...(unconnected ? [action('oktsec.connect', 'plug', vscode.l10n.t('Connect a client'))] : []),
    action('oktsec.chooseMode', 'settings', vscode.l10n.t('Choose mode')),
    action('oktsec.openTimeline', 'list-tree', vscode.l10n.t('Open a session timeline')),
    action('oktsec.verifyAudit', 'verified', vscode.l10n.t('Verify the audit trail')),
    action('oktsec.openConfig', 'file', vscode.l10n.t('Open the configuration')),
    action('oktsec.openWalkthrough', 'book', vscode.l10n.t('Open the walkthrough')),
    action('oktsec.showLog', 'output', vscode.l10n.t('Show the log')),
  ];
  const pick = await vscode.window.showQuickPick(actions, {
    title,
    // What is wrong with a guard stands in the list, with its fix.
    placeHolder: status?.problems.find(({ client }) => client === undefined)?.message ?? lines[0] ?? '',
  });
  if (pick) await vscode.commands.executeCommand(pick.command, ...(pick.args ?? []));
}

interface MenuAction extends vscode.QuickPickItem {
  readonly command: CommandId | 'vscode.open';
  readonly args?: readonly unknown[];
}

/** The file at the line that the problem is about, or the client's id. */
export function fixArguments({ client, file, line }: Problem, command: GuardFix['command']): unknown[] {
  if (command !== 'vscode.open' || file === undefined) return [client];
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  return [vscode.Uri.file(file), { selection: new vscode.Range(at, at) }];
}
