import * as vscode from 'vscode';
import type { HeldItem } from '../engine/protocol/views.ts';
import type { ToolKind } from '../engine/protocol/call.ts';
import type { EngineModel } from './engineModel.ts';
import { findingLine, heldState } from './heldText.ts';
import { oneLine } from './plainText.ts';

export const HELD_VIEW = 'oktsec.held';
const TICK_MS = 1000;

/** A row: a held call, or one line of detail below it. */
export type HeldRow =
  | { readonly kind: 'held'; readonly item: HeldItem }
  | { readonly kind: 'line'; readonly id: string; readonly text: string; readonly icon: string };

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

  /** The held call that is selected in the view. */
  get selected(): HeldItem | undefined {
    const [row] = this.#view.selection;
    return row?.kind === 'held' ? row.item : undefined;
  }

  getChildren(row?: HeldRow): HeldRow[] {
    if (!row) return this.#model.snapshot.held.map((item) => ({ kind: 'held', item }));
    if (row.kind === 'line') return [];
    const { item } = row;
    const line = (key: string, icon: string, text: string): HeldRow => ({
      kind: 'line',
      id: `${item.id}/${key}`,
      icon,
      text: oneLine(text, 300),
    });
    return [
      line('why', 'info', item.reason),
      ...item.findings.map((finding, index) => line(`finding${index}`, 'warning', findingLine(finding))),
      line('agent', 'hubot', vscode.l10n.t('{0} uses {1}', item.agent, item.tool.name)),
      ...(item.cwd === undefined ? [] : [line('cwd', 'folder', item.cwd)]),
    ];
  }

  getTreeItem(row: HeldRow): vscode.TreeItem {
    return row.kind === 'held' ? this.#heldItem(row.item) : this.#lineItem(row);
  }

  /** Opens the view and puts the focus on it. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${HELD_VIEW}.focus`);
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }

  #heldItem(item: HeldItem): vscode.TreeItem {
    const summary = oneLine(item.summary);
    const state = heldState(item, Date.now(), vscode.l10n);
    const row = new vscode.TreeItem(summary, vscode.TreeItemCollapsibleState.Expanded);
    row.id = item.id;
    row.contextValue = 'held';
    row.description = item.waiting ? state : vscode.l10n.t('not waiting');
    row.iconPath = new vscode.ThemeIcon(
      TOOL_ICONS[item.tool.kind] ?? 'tools',
      item.waiting ? new vscode.ThemeColor('problemsWarningIcon.foreground') : undefined,
    );
    row.tooltip = heldTooltip(item, state);
    row.command = { command: 'oktsec.showDetails', title: vscode.l10n.t('Show Details'), arguments: [row.id] };
    row.accessibilityInformation = {
      label: vscode.l10n.t('{0}. {1} uses {2}. {3}. {4}', summary, item.agent, item.tool.name, item.reason, state),
    };
    return row;
  }

  #lineItem(row: HeldRow & { kind: 'line' }): vscode.TreeItem {
    const item = new vscode.TreeItem(row.text);
    item.id = row.id;
    item.iconPath = new vscode.ThemeIcon(row.icon);
    item.tooltip = new vscode.MarkdownString().appendText(row.text);
    return item;
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

function heldTooltip(item: HeldItem, state: string): vscode.MarkdownString {
  return new vscode.MarkdownString()
    .appendText(item.reason)
    .appendCodeblock(item.detail.length > 600 ? `${item.detail.slice(0, 600)}…` : item.detail, 'shellscript')
    .appendText(`${item.agent}, ${item.tool.name}: ${state}`);
}
