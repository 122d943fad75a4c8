import * as vscode from 'vscode';
import type { HookHandler } from '../engine/protocol/clients.ts';
import type { AgentView, ClientView, ConnectPlan } from '../engine/protocol/views.ts';
import { canChoose } from './clientDetails.ts';
import type { CommandHandlers } from './commandIds.ts';
import type { EngineModel } from './engineModel.ts';
import type { PlanDocuments } from './planDocuments.ts';
import { forLabel } from './plainText.ts';
import { tell, type Offer } from './tell.ts';

/** Connecting, proving and undoing clients; suspending agents. */
export function clientCommands(
  model: EngineModel,
  plans: PlanDocuments,
): Pick<
  CommandHandlers,
  | 'oktsec.connect'
  | 'oktsec.disconnect'
  | 'oktsec.chooseHandler'
  | 'oktsec.prove'
  | 'oktsec.suspendAgent'
  | 'oktsec.resumeAgent'
> {
  /** Shows the exact edit, asks, and makes it only if the file is still what was shown. */
  const change = async (
    client: ClientView,
    connect: boolean,
    handler?: HookHandler,
  ): Promise<ConnectPlan | undefined> => {
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
      if (!(await consent(client, plan, connect, handler))) return undefined;
      await model.call('clients.apply', { ...wanted, expect: plan.before });
    } finally {
      await preview.close();
    }
    await model.refresh();
    return plan;
  };

  const prove = async (client: ClientView): Promise<void> => {
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
  };

  const suspend = async (argument: unknown, suspended: boolean): Promise<void> => {
    const name = agentName(argument) ?? (await pickAgent(model, suspended));
    if (name !== undefined) model.accept({ agents: await model.call('agents.suspend', { name, suspended }) });
  };

  return {
    'oktsec.connect': async (argument) => {
      const client = await findClient(
        model,
        argument,
        (one) => one.connectable && one.state !== 'absent',
        vscode.l10n.t('Connect which client?'),
      );
      const plan = client && (await change(client, true));
      if (!plan) return;
      const test = vscode.l10n.t('Prove It');
      const answer = await vscode.window.showInformationMessage(
        [vscode.l10n.t('{0} is connected.', client.name), plan.next ?? ''].join(' ').trim(),
        test,
      );
      if (answer === test) await prove(client);
    },
    'oktsec.chooseHandler': async (argument) => {
      const client = await findClient(
        model,
        argument,
        (one) => canChoose(one) && one.state !== 'absent',
        vscode.l10n.t('Choose for which client?'),
      );
      const handler = client && (await pickHandler(client));
      const plan = client && handler && (await change(client, true, handler));
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
      if (!client || !(await change(client, false))) return;
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
      if (client) await prove(client);
    },
    'oktsec.suspendAgent': (argument) => suspend(argument, true),
    'oktsec.resumeAgent': (argument) => suspend(argument, false),
  };
}

const openFile = (file: string): Offer => ({
  label: vscode.l10n.t('Open File'),
  command: 'vscode.open',
  argument: vscode.Uri.file(file),
});

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

async function consent(
  client: ClientView,
  plan: ConnectPlan,
  connect: boolean,
  handler: HookHandler | undefined,
): Promise<boolean> {
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

function agentName(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('agent' in argument)) return undefined;
  return (argument.agent as AgentView).name;
}

async function pickAgent(model: EngineModel, suspend: boolean): Promise<string | undefined> {
  const agents = (await model.call('agents.list', {})).filter((agent) => agent.suspended !== suspend);
  if (agents.length === 0) {
    void vscode.window.showInformationMessage(
      suspend ? vscode.l10n.t('No agent is active.') : vscode.l10n.t('No agent is suspended.'),
    );
    return undefined;
  }
  const picks = agents.map((agent) => ({
    label: forLabel(agent.name, 60),
    description: agent.client,
    name: agent.name,
  }));
  const title = suspend
    ? vscode.l10n.t('Suspend which agent? All its calls are denied until you resume it.')
    : vscode.l10n.t('Resume which agent?');
  return (await vscode.window.showQuickPick(picks, { title }))?.name;
}
