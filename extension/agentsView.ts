import * as vscode from 'vscode';
import type { AgentView, ClientView, ConnectionState } from '../engine/protocol/views.ts';
import { timeAgo } from './durations.ts';
import type { EngineModel, EngineSnapshot } from './engineModel.ts';
import { oneLine } from './plainText.ts';

export type AgentRow =
  | { readonly kind: 'group'; readonly group: 'clients' | 'agents' }
  | { readonly kind: 'client'; readonly client: ClientView }
  | { readonly kind: 'agent'; readonly agent: AgentView };

const STATE_ICONS: Readonly<Record<ConnectionState, readonly [icon: string, color?: string]>> = {
  absent: ['circle-outline', 'disabledForeground'],
  found: ['debug-disconnect'],
  connected: ['pass-filled', 'testing.iconPassed'],
  partial: ['warning', 'problemsWarningIcon.foreground'],
  broken: ['error', 'problemsErrorIcon.foreground'],
};

/** The *Agents* view: which clients are connected, and which agents were seen. */
export class AgentsView implements vscode.TreeDataProvider<AgentRow>, vscode.Disposable {
  readonly #model: EngineModel;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #owned: vscode.Disposable[];
  #drawn: EngineSnapshot;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: EngineModel) {
    this.#model = model;
    this.#drawn = model.snapshot;
    this.#owned = [
      this.#changed,
      vscode.window.createTreeView('oktsec.agents', { treeDataProvider: this }),
      vscode.Disposable.from(
        model.onChange((snapshot) => {
          const same = snapshot.clients === this.#drawn.clients && snapshot.agents === this.#drawn.agents;
          this.#drawn = snapshot;
          if (!same) this.#changed.fire(undefined);
        }),
      ),
    ];
  }

  getChildren(row?: AgentRow): AgentRow[] {
    const { clients, agents } = this.#model.snapshot;
    if (!row) {
      const groups: AgentRow[] = [];
      if (clients.length > 0) groups.push({ kind: 'group', group: 'clients' });
      if (agents.length > 0) groups.push({ kind: 'group', group: 'agents' });
      return groups;
    }
    if (row.kind !== 'group') return [];
    return row.group === 'clients'
      ? clients.map((client) => ({ kind: 'client', client }))
      : agents.map((agent) => ({ kind: 'agent', agent }));
  }

  getTreeItem(row: AgentRow): vscode.TreeItem {
    switch (row.kind) {
      case 'group': {
        const label = row.group === 'clients' ? vscode.l10n.t('Clients') : vscode.l10n.t('Agents seen');
        const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
        item.id = row.group;
        return item;
      }
      case 'client':
        return clientItem(row.client);
      case 'agent':
        return agentItem(row.agent);
    }
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }
}

function clientItem(client: ClientView): vscode.TreeItem {
  const [icon, color] = STATE_ICONS[client.state];
  const item = new vscode.TreeItem(client.name);
  const state = connectionWord(client.state);
  const proof = client.proof;
  item.id = `client:${client.id}`;
  item.contextValue = `client.${client.state}`;
  item.description = proof?.denied === true ? vscode.l10n.t('{0}, proven', state) : state;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.tooltip = new vscode.MarkdownString()
    .appendText(client.detail)
    .appendMarkdown('\n\n')
    .appendText(
      [client.version ?? '', client.file, proof ? proof.detail : ''].filter((line) => line !== '').join('\n'),
    );
  item.accessibilityInformation = { label: `${client.name}. ${item.description}. ${client.detail}` };
  return item;
}

function connectionWord(state: ConnectionState): string {
  switch (state) {
    case 'absent':
      return vscode.l10n.t('not installed');
    case 'found':
      return vscode.l10n.t('not connected');
    case 'connected':
      return vscode.l10n.t('connected');
    case 'partial':
      return vscode.l10n.t('partly connected');
    case 'broken':
      return vscode.l10n.t('needs repair');
  }
}

function agentItem(agent: AgentView): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(agent.name, 60));
  const counts = [agent.calls === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', agent.calls)];
  if (agent.blocked > 0) counts.push(vscode.l10n.t('{0} blocked', agent.blocked));
  if (agent.held > 0) counts.push(vscode.l10n.t('{0} held', agent.held));
  item.id = `agent:${agent.name}`;
  item.contextValue = agent.suspended ? 'agent.suspended' : 'agent.active';
  item.description = agent.suspended
    ? vscode.l10n.t('suspended')
    : [vscode.l10n.t('risk {0}', agent.risk), ...counts].join(' · ');
  item.iconPath = agent.suspended
    ? new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('problemsErrorIcon.foreground'))
    : new vscode.ThemeIcon('hubot');
  item.tooltip = new vscode.MarkdownString().appendText(
    [
      agent.name,
      vscode.l10n.t('Client: {0}', agent.client),
      vscode.l10n.t('Risk: {0} of 100', agent.risk),
      counts.join(', '),
      vscode.l10n.t('Last seen: {0}', timeAgo(Date.now() - agent.lastSeen, vscode.l10n)),
    ].join('\n'),
  );
  item.accessibilityInformation = { label: `${agent.name}. ${item.description}` };
  return item;
}
