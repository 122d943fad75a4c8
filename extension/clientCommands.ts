import * as vscode from 'vscode';
import type { HookHandler } from '../engine/protocol/clients.ts';
import type { ClientView } from '../engine/protocol/views.ts';
import { changeConnection, openFile } from './changeConnection.ts';
import { canChoose } from './clientDetails.ts';
import type { CommandHandlers } from './commandIds.ts';
import type { EngineModel } from './engineModel.ts';
import type { PlanDocuments } from './planDocuments.ts';
import { tell } from './tell.ts';

/** Connecting, proving and undoing clients. */
export function clientCommands(
  model: EngineModel,
  plans: PlanDocuments,
): Pick<CommandHandlers, 'oktsec.connect' | 'oktsec.disconnect' | 'oktsec.chooseHandler' | 'oktsec.prove'> {
  return {
    'oktsec.connect': async (argument) => {
      const client = await findClient(
        model,
        argument,
        (one) => one.connectable && one.state !== 'absent',
        vscode.l10n.t('Connect which client?'),
      );
      const plan = client && (await changeConnection(model, plans, { client, connect: true }));
      if (!plan) return;
      const test = vscode.l10n.t('Prove It');
      const answer = await vscode.window.showInformationMessage(
        [vscode.l10n.t('{0} is connected.', client.name), plan.next ?? ''].join(' ').trim(),
        test,
      );
      if (answer === test) await prove(model, client);
    },
    'oktsec.chooseHandler': async (argument) => {
      const client = await findClient(
        model,
        argument,
        (one) => canChoose(one) && one.state !== 'absent',
        vscode.l10n.t('Choose for which client?'),
      );
      const handler = client && (await pickHandler(client));
      const plan = client && handler && (await changeConnection(model, plans, { client, connect: true, handler }));
      if (!plan) return;
      void tell(
        handler === 'http'
          ? vscode.l10n.t('{0} now posts its calls. While no engine runs, none of its tools runs.', client.name)
          : vscode.l10n.t('{0} now starts the hook command for each call.', client.name),
        openFile(plan.file),
      );
    },
    'oktsec.disconnect': async (argument) => {
      const connected = (one: ClientView) => one.connectable && ['connected', 'partial', 'broken'].includes(one.state);
      const client = await findClient(model, argument, connected, vscode.l10n.t('Disconnect which client?'));
      if (!client || !(await changeConnection(model, plans, { client, connect: false }))) return;
      void tell(
        vscode.l10n.t('{0} is disconnected. {1} is as it was before.', client.name, client.file),
        openFile(client.file),
      );
    },
    'oktsec.prove': async (argument) => {
      const client = await findClient(
        model,
        argument,
        (one) => one.state === 'connected',
        vscode.l10n.t('Prove which client?'),
      );
      if (client) await prove(model, client);
    },
  };
}

/** Has the client make a harmless call, and tells whether it was denied. */
async function prove(model: EngineModel, client: ClientView): Promise<void> {
  const proven = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Proving {0} with a harmless call', client.name),
    },
    () => model.call('clients.prove', { client: client.id, real: true }),
  );
  await model.refresh();
  const { proof } = proven;
  if (proof?.denied === true) {
    const text = vscode.l10n.t('Proven: the test call was denied. {0}', proof.detail);
    void tell(text, { label: vscode.l10n.t('Show Session'), command: 'oktsec.openTimeline' });
    return;
  }
  const log = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t('Not proven: the test call was not denied. {0}', proof?.detail ?? proven.detail),
    log,
  );
  if (answer === log) await vscode.commands.executeCommand('oktsec.showLog');
}

/** What each way costs stands where it is chosen. */
async function pickHandler({ name }: ClientView): Promise<HookHandler | undefined> {
  const picks: (vscode.QuickPickItem & { readonly handler: HookHandler })[] = [
    {
      label: vscode.l10n.t('By the hook command'),
      description: vscode.l10n.t('recommended'),
      detail: vscode.l10n.t('Starts a small program for each call. It also judges while no engine runs.'),
      handler: 'command',
    },
    {
      label: vscode.l10n.t('Posted by {0} itself', name),
      detail: vscode.l10n.t('Starts no program. While no engine runs no tool runs; not for shared machines.'),
      handler: 'http',
    },
  ];
  const title = vscode.l10n.t('How shall the calls of {0} reach Oktsec?', name);
  return (await vscode.window.showQuickPick(picks, { title }))?.handler;
}

/** The client that an argument names, the only one that fits, or the one that a person picks. */
async function findClient(
  model: EngineModel,
  argument: unknown,
  fits: (client: ClientView) => boolean,
  title: string,
): Promise<ClientView | undefined> {
  const clients = await model.call('clients.list', {});
  const id = clientId(argument);
  if (id !== undefined) return clients.find((client) => client.id === id);
  const fitting = clients.filter(fits);
  if (fitting.length <= 1) {
    if (fitting.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No client fits. The Agents view shows those that were found, and what they need.'),
      );
    }
    return fitting[0];
  }
  const picks = fitting.map((client) => ({ label: client.name, detail: client.detail, client }));
  return (await vscode.window.showQuickPick(picks, { title }))?.client;
}

function clientId(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('client' in argument)) return undefined;
  const { id, state } = argument.client as ClientView;
  // Of a client that is not there nothing can be changed.
  return state === 'absent' ? undefined : id;
}
