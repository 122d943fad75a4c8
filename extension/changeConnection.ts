import * as vscode from 'vscode';
import type { HookHandler } from '../engine/protocol/clients.ts';
import type { ClientView, ConnectPlan } from '../engine/protocol/views.ts';
import type { EngineModel } from './engineModel.ts';
import type { PlanDocuments } from './planDocuments.ts';
import { tell, type Offer } from './tell.ts';

interface Change {
  readonly client: ClientView;
  readonly connect: boolean;
  readonly handler?: HookHandler;
}

/** Shows the exact edit, asks, and makes it only if the file is still what was shown. Nothing, if nothing was changed. */
export async function changeConnection(
  model: EngineModel,
  plans: PlanDocuments,
  change: Change,
): Promise<ConnectPlan | undefined> {
  const { client, connect, handler } = change;
  const wanted = { client: client.id, connect, ...(handler && { handler }) };
  const plan = await model.call('clients.plan', wanted);
  if (!plan.changed) {
    void tell(
      connect
        ? client.state === 'connected'
          ? vscode.l10n.t('{0} is already connected. {1} needs no change.', client.name, plan.file)
          : client.detail
        : vscode.l10n.t('{0} is not connected. {1} needs no change.', client.name, plan.file),
      openFile(plan.file),
    );
    return undefined;
  }
  const title = connect
    ? vscode.l10n.t('{0}: now and connected', plan.file)
    : vscode.l10n.t('{0}: now and disconnected', plan.file);
  const preview = await plans.show(plan, title);
  try {
    if (!(await consent(plan, change))) return undefined;
    await model.call('clients.apply', { ...wanted, expect: plan.before });
  } finally {
    await preview.close();
  }
  await model.refresh();
  return plan;
}

export const openFile = (file: string): Offer => ({
  label: vscode.l10n.t('Open File'),
  command: 'vscode.open',
  argument: vscode.Uri.file(file),
});

async function consent(plan: ConnectPlan, { client, connect, handler }: Change): Promise<boolean> {
  const yes = connect ? vscode.l10n.t('Connect') : vscode.l10n.t('Disconnect');
  const look = vscode.l10n.t('Look First');
  const question = connect
    ? vscode.l10n.t('Connect {0} to Oktsec?', client.name)
    : vscode.l10n.t('Disconnect {0} from Oktsec?', client.name);
  const detail = [
    plan.exists
      ? vscode.l10n.t('The file {0} is changed exactly as the diff editor shows.', plan.file)
      : vscode.l10n.t('The file {0} is created exactly as the diff editor shows.', plan.file),
    ...(plan.others.length === 0
      ? []
      : [vscode.l10n.t('The same goes for: {0}', plan.others.map(({ file }) => file).join(', '))]),
    plan.backup === undefined
      ? vscode.l10n.t('A backup is kept, and it can be undone at any time.')
      : vscode.l10n.t('A backup is kept at {0}, and it can be undone at any time.', plan.backup),
    // Chosen, so its consequences belong before the yes.
    ...(handler === 'http' && plan.next !== undefined ? [plan.next] : []),
  ].join('\n\n');
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, yes, look);
  if (answer !== look) return answer === yes;
  return (await vscode.window.showInformationMessage(question, yes, vscode.l10n.t('Cancel'))) === yes;
}
