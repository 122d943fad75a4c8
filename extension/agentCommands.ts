import * as vscode from 'vscode';
import type { AgentView } from '../engine/protocol/views.ts';
import type { CommandHandlers } from './commandIds.ts';
import type { EngineModel } from './engineModel.ts';
import { forLabel } from './plainText.ts';

/** Suspending agents, and letting them go on. */
export function agentCommands(model: EngineModel): Pick<CommandHandlers, 'oktsec.suspendAgent' | 'oktsec.resumeAgent'> {
  const suspend = async (argument: unknown, suspended: boolean): Promise<void> => {
    const name = agentName(argument) ?? (await pickAgent(model, suspended));
    if (name !== undefined) model.accept({ agents: await model.call('agents.suspend', { name, suspended }) });
  };

  return {
    'oktsec.suspendAgent': (argument) => suspend(argument, true),
    'oktsec.resumeAgent': (argument) => suspend(argument, false),
  };
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
