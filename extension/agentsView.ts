import * as vscode from 'vscode';
import type { ConnectionState } from '../engine/protocol/clients.ts';
import type { AgentView, ClientProof, ClientView, Problem } from '../engine/protocol/views.ts';
import { canChoose, clientDetails, shownClients, type ClientDetail } from './clientDetails.ts';
import { timeAgo } from './durations.ts';
import { fixArguments } from './engineCommands.ts';
import type { EngineModel, EngineSnapshot } from './engineModel.ts';
import { guardProblems } from './guardFixes.ts';
import { oneLine } from './plainText.ts';

export type AgentRow =
  | { readonly kind: 'group'; readonly group: 'clients' | 'agents' }
  | { readonly kind: 'client'; readonly client: ClientView }
  | { readonly kind: 'detail'; readonly client: ClientView; readonly detail: ClientDetail }
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
          const { clients, agents, status } = this.#drawn;
          const same =
            snapshot.clients === clients &&
            snapshot.agents === agents &&
            snapshot.status?.problems === status?.problems;
          this.#drawn = snapshot;
          if (!same) this.#changed.fire(undefined);
        }),
      ),
    ];
  }

  getChildren(row?: AgentRow): AgentRow[] {
    const { agents } = this.#model.snapshot;
    const clients = shownClients(this.#model.snapshot.clients);
    if (!row) {
      const groups: AgentRow[] = [];
      if (clients.length > 0) groups.push({ kind: 'group', group: 'clients' });
      if (agents.length > 0) groups.push({ kind: 'group', group: 'agents' });
      return groups;
    }
    if (row.kind === 'client' && row.client.state !== 'absent') {
      const { client } = row;
      return clientDetails(client, this.#problems, vscode.l10n).map((detail) => ({ kind: 'detail', client, detail }));
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
        return clientItem(row.client, guardProblems(this.#problems, row.client.id));
      case 'detail':
        return detailItem(row.client, row.detail);
      case 'agent':
        return agentItem(row.agent);
    }
  }

  get #problems(): readonly Problem[] {
    return this.#model.snapshot.status?.problems ?? [];
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }
}

function clientItem(client: ClientView, off: readonly Problem[]): vscode.TreeItem {
  // A client that is connected and not guarded all the same must not look as if it were.
  const [icon, color] = STATE_ICONS[client.state === 'connected' && off.length > 0 ? 'partial' : client.state];
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(client.name, client.state === 'absent' ? None : Collapsed);
  const word = client.connectable ? connectionWord(client.state) : vscode.l10n.t('cannot be connected');
  const state = off.length > 0 ? vscode.l10n.t('guard off, {0}', word) : word;
  const proof = client.proof;
  item.id = `client:${client.id}`;
  item.contextValue = client.connectable
    ? `client.${client.state}${canChoose(client) ? '.choice' : ''}`
    : 'client.without-hooks';
  item.description = [
    proof?.denied === true && off.length === 0 ? vscode.l10n.t('{0}, proven', state) : state,
    ...(client.version === undefined ? [] : [client.version]),
    ...(client.servers.length === 0 ? [] : [serverCount(client.servers.length)]),
  ].join(' · ');
  item.iconPath = client.connectable
    ? new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color))
    : new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  item.tooltip = new vscode.MarkdownString()
    .appendText([...off.map(({ message }) => message), client.detail].join('\n\n'))
    .appendMarkdown('\n\n')
    .appendText(
      [client.version ?? '', client.file, proof ? proofLine(proof) : ''].filter((line) => line !== '').join('\n'),
    );
  item.accessibilityInformation = {
    label: [client.name, item.description, ...off.map(({ message }) => message), client.detail].join('. '),
  };
  return item;
}

function serverCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 MCP server') : vscode.l10n.t('{0} MCP servers', count);
}

function detailItem(client: ClientView, detail: ClientDetail): vscode.TreeItem {
  const item = new vscode.TreeItem(detail.label);
  item.id = `client:${client.id}:${detail.id}`;
  item.contextValue = 'client.detail';
  item.description = detail.description;
  item.tooltip = new vscode.MarkdownString().appendText(detail.tooltip);
  item.iconPath = detail.fix
    ? new vscode.ThemeIcon(detail.icon, new vscode.ThemeColor('problemsWarningIcon.foreground'))
    : new vscode.ThemeIcon(detail.icon);
  item.accessibilityInformation = { label: `${detail.label}. ${detail.description}` };
  if (detail.fix) {
    const { command, label, problem } = detail.fix;
    item.command = { command, title: label, arguments: fixArguments(problem, command) };
    item.tooltip = new vscode.MarkdownString().appendText(`${detail.tooltip}\n\n${label}`);
  }
  if (detail.file !== undefined) {
    const target = vscode.Uri.file(detail.file);
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open File'), arguments: [target] };
  }
  return item;
}

function proofLine({ at, version, detail }: ClientProof): string {
  const ago = timeAgo(Date.now() - at, vscode.l10n);
  return version === undefined
    ? vscode.l10n.t('Last test, {0}: {1}', ago, detail)
    : vscode.l10n.t('Last test, {0}, of version {1}: {2}', ago, version, detail);
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
