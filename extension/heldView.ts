import * as vscode from 'vscode';
import type { HeldItem } from '../engine/protocol/views.ts';
import type { ToolKind } from '../engine/protocol/call.ts';
import type { EngineModel } from './engineModel.ts';
import { heldLanguage, heldState } from './heldText.ts';
import { oneLine } from './plainText.ts';

export const HELD_VIEW = 'oktsec.held';
const TICK_MS = 1000;

/** A row: a held call, or what it does and why it is held below it. Decisions can be taken on any of them. */
export interface HeldRow {
  readonly kind: 'call' | 'summary' | 'reason';
  readonly item: HeldItem;
}

const TOOL_ICONS: Readonly<Partial<Record<ToolKind, string>>> = {
  shell: 'terminal',
  read: 'file',
  write: 'new-file',
  edit: 'edit',
  search: 'search',
  fetch: 'globe',
  'web-search': 'globe',
  agent: 'hubot',
  mcp: 'plug',
  'mcp-definition': 'plug',
  message: 'comment',
  prompt: 'comment',
};

/** The *Held calls* view, with the number of waiting calls as its badge. */
export class HeldView implements vscode.TreeDataProvider<HeldRow>, vscode.Disposable {
  readonly #model: EngineModel;
  readonly #changed = new vscode.EventEmitter<HeldRow | undefined>();
  readonly #view: vscode.TreeView<HeldRow>;
  readonly #owned: vscode.Disposable[];
  #rendered = '';

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: EngineModel) {
    this.#model = model;
    this.#view = vscode.window.createTreeView(HELD_VIEW, { treeDataProvider: this });
    // One tick a second while something waits; rows are drawn again only when a word in them changes.
    const ticking = setInterval(() => {
      if (this.#view.visible && model.snapshot.held.length > 0) this.#refresh();
    }, TICK_MS);
    this.#owned = [
      this.#view,
      this.#changed,
      { dispose: () => clearInterval(ticking) },
      vscode.Disposable.from(model.onChange(() => this.#refresh())),
    ];
    this.#refresh();
  }

  /**
   * The held call whose row has the keyboard focus. Arrow keys move the focus and not the selection, and the editor
   * tells only the selection: without selecting first, a key could decide on another call than the one in focus.
   */
  async focused(): Promise<HeldItem | undefined> {
    await vscode.commands.executeCommand('list.select');
    return this.#view.selection[0]?.item;
  }

  getChildren(row?: HeldRow): HeldRow[] {
    if (!row) return this.#model.snapshot.held.map((item) => ({ kind: 'call', item }));
    if (row.kind !== 'call') return [];
    const { item } = row;
    return [
      { kind: 'summary', item },
      { kind: 'reason', item },
    ];
  }

  getTreeItem({ kind, item }: HeldRow): vscode.TreeItem {
    const row = kind === 'call' ? callRow(item) : lineRow(kind, item);
    row.contextValue = 'held';
    row.command = { command: 'oktsec.showDetails', title: vscode.l10n.t('Show Details'), arguments: [item.id] };
    return row;
  }

  /** Opens the view and puts the focus on it. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${HELD_VIEW}.focus`);
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }

  #refresh(): void {
    const { held } = this.#model.snapshot;
    const now = Date.now();
    const rendered = held.map((item) => `${item.id} ${heldState(item, now, vscode.l10n)}`).join('\n');
    if (rendered === this.#rendered) return;
    this.#rendered = rendered;
    const waiting = this.#model.waiting.length;
    // An undefined badge is the only way to remove it.
    this.#view.badge =
      waiting === 0 ? undefined : { value: waiting, tooltip: vscode.l10n.t('Calls that wait for you: {0}', waiting) };
    this.#changed.fire(undefined);
  }
}

function callRow(item: HeldItem): vscode.TreeItem {
  const state = heldState(item, Date.now(), vscode.l10n);
  const row = new vscode.TreeItem(oneLine(item.tool.name, 40), vscode.TreeItemCollapsibleState.Expanded);
  row.id = item.id;
  row.description = [item.waiting ? state : vscode.l10n.t('not waiting'), oneLine(item.agent, 40)].join(' · ');
  row.iconPath = new vscode.ThemeIcon(
    TOOL_ICONS[item.tool.kind] ?? 'tools',
    item.waiting ? new vscode.ThemeColor('problemsWarningIcon.foreground') : undefined,
  );
  row.tooltip = new vscode.MarkdownString()
    .appendText(item.reason)
    .appendCodeblock(item.detail.length > 600 ? `${item.detail.slice(0, 600)}…` : item.detail, heldLanguage(item))
    .appendText([item.agent, item.tool.name, item.cwd ?? '', state].filter(Boolean).join('\n'));
  row.accessibilityInformation = {
    label: vscode.l10n.t(
      '{0}: {1} uses {2}. {3}. {4}',
      oneLine(item.summary),
      oneLine(item.agent, 40),
      oneLine(item.tool.name, 40),
      oneLine(item.reason, 240),
      state,
    ),
  };
  return row;
}

function lineRow(kind: 'summary' | 'reason', item: HeldItem): vscode.TreeItem {
  const text = oneLine(kind === 'summary' ? item.summary : item.reason, 300);
  const row = new vscode.TreeItem(text);
  row.id = `${item.id}/${kind}`;
  row.iconPath = new vscode.ThemeIcon(kind === 'summary' ? 'code' : 'info');
  row.tooltip = new vscode.MarkdownString().appendText(text);
  return row;
}
