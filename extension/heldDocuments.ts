import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Change } from '../engine/protocol/call.ts';
import type { Severity } from '../engine/protocol/verdict.ts';
import type { HeldItem } from '../engine/protocol/views.ts';
import { applyChange, changeAlone } from './applyChange.ts';
import type { EngineModel } from './engineModel.ts';
import { findingSpan, heldDocument, heldLanguage } from './heldText.ts';
import { HELD_SCHEME, heldPath, parseHeldPath, type HeldRole } from './heldUri.ts';

/** Both sides of a proposed change, read at one moment. */
interface Proposal {
  readonly now: string;
  readonly after: string;
  /** Why only the edits are shown and not the file with them. */
  readonly alone?: 'missing' | 'unmatched';
}

const DIAGNOSTIC_SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Warning,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
  info: vscode.DiagnosticSeverity.Information,
};

/** Held calls as read-only documents: the exact call, or its file change in the diff editor. */
export class HeldDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #model: EngineModel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('oktsec-held');
  readonly #proposals = new Map<string, Promise<Proposal>>();
  /** What each open document was made from, to draw it again only when that changes. */
  readonly #drawn = new Map<string, HeldItem | undefined>();
  readonly #owned: vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(model: EngineModel) {
    this.#model = model;
    this.#owned = [
      this.#changed,
      this.#diagnostics,
      vscode.workspace.registerTextDocumentContentProvider(HELD_SCHEME, this),
      vscode.workspace.onDidOpenTextDocument((document) => this.#mark(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        // The document itself is let go only minutes later; its problems must not stay that long.
        for (const tab of closed) this.#unmark(tab);
        this.#publishActive();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#publishActive()),
      vscode.Disposable.from(model.onChange(() => this.#modelChanged())),
    ];
    this.#publishActive();
  }

  /** Id of the held call whose document or diff is in front. */
  get activeId(): string | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    return tab ? heldIdOfTab(tab) : undefined;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const place = parseHeldPath(uri.path);
    const item = place && this.#model.heldById(place.id);
    this.#drawn.set(uri.toString(), item);
    if (!item) return vscode.l10n.t('This held call is no longer known. It was decided, or it has expired.');
    if (place.role === 'call' || !item.change) return heldDocument(item, Date.now(), vscode.l10n);
    const proposal = await this.#proposal(item.id, item.change);
    return proposal[place.role];
  }

  /** Shows a held call: a file change as a diff, everything else as the exact text. */
  async show(item: HeldItem): Promise<void> {
    await (item.change ? this.#showChange(item, item.change) : this.explain(item));
  }

  /** Shows the exact call with why it is held. */
  async explain(item: HeldItem): Promise<void> {
    const extension = heldLanguage(item) === 'shellscript' ? 'sh' : 'jsonc';
    const document = await vscode.workspace.openTextDocument(
      heldUri(item.id, 'call', vscode.l10n.t('Held {0}', item.tool.name) + `.${extension}`),
    );
    await vscode.languages.setTextDocumentLanguage(document, heldLanguage(item));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Closes the documents of a call that was decided here. */
  async close(id: string): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => heldIdOfTab(tab) === id);
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }

  async #showChange(item: HeldItem, change: Change): Promise<void> {
    const proposal = await this.#proposal(item.id, change);
    const name = basename(change.path);
    const title =
      proposal.alone === undefined
        ? vscode.l10n.t('{0}: now and as proposed', name)
        : proposal.alone === 'missing'
          ? vscode.l10n.t('{0}: the proposed edit (the file does not exist)', name)
          : vscode.l10n.t('{0}: the proposed edit (it does not match the file)', name);
    await vscode.commands.executeCommand(
      'vscode.diff',
      heldUri(item.id, 'now', name),
      heldUri(item.id, 'after', name),
      title,
      { preview: true },
    );
  }

  #proposal(id: string, change: Change): Promise<Proposal> {
    let proposal = this.#proposals.get(id);
    if (!proposal) this.#proposals.set(id, (proposal = propose(change)));
    return proposal;
  }

  #modelChanged(): void {
    for (const [key, drawn] of this.#drawn) {
      const uri = vscode.Uri.parse(key);
      const place = parseHeldPath(uri.path);
      const item = place && this.#model.heldById(place.id);
      if (item === drawn) continue;
      if (item?.state !== 'pending') this.#diagnostics.delete(uri);
      this.#changed.fire(uri);
    }
    this.#publishActive();
  }

  #unmark(tab: vscode.Tab): void {
    const uri = heldUriOfTab(tab);
    if (uri) this.#diagnostics.delete(uri);
  }

  #closed(document: vscode.TextDocument): void {
    const place = document.uri.scheme === HELD_SCHEME ? parseHeldPath(document.uri.path) : undefined;
    if (!place) return;
    this.#drawn.delete(document.uri.toString());
    this.#diagnostics.delete(document.uri);
    this.#proposals.delete(place.id);
  }

  /** Underlines what the findings saw, with the rule's explanation. */
  #mark(document: vscode.TextDocument): void {
    if (document.uri.scheme !== HELD_SCHEME) return;
    const place = parseHeldPath(document.uri.path);
    const item = place && this.#model.heldById(place.id);
    if (item?.state !== 'pending' || place?.role === 'now') return;
    const text = document.getText();
    const body = place?.role === 'call' ? Math.max(0, text.length - item.detail.length - 1) : 0;
    this.#diagnostics.set(
      document.uri,
      item.findings.map((finding) => {
        const [start, end] = findingSpan(finding, text, body);
        const diagnostic = new vscode.Diagnostic(
          new vscode.Range(document.positionAt(start), document.positionAt(end)),
          [finding.explanation, finding.remediation].filter((line) => line !== '').join('\n'),
          DIAGNOSTIC_SEVERITY[finding.severity],
        );
        diagnostic.source = 'Oktsec';
        diagnostic.code = finding.rule;
        return diagnostic;
      }),
    );
  }

  /** Context key for menus and key bindings: an undecided held call is in front. */
  #publishActive(): void {
    const id = this.activeId;
    const pending = id !== undefined && this.#model.heldById(id)?.state === 'pending';
    void vscode.commands.executeCommand('setContext', 'oktsec.heldInFront', pending);
  }
}

const heldUri = (id: string, role: HeldRole, name: string): vscode.Uri =>
  vscode.Uri.from({ scheme: HELD_SCHEME, path: heldPath(id, role, name) });

function heldIdOfTab(tab: vscode.Tab): string | undefined {
  const uri = heldUriOfTab(tab);
  return uri && parseHeldPath(uri.path)?.id;
}

function heldUriOfTab({ input }: vscode.Tab): vscode.Uri | undefined {
  const uri =
    input instanceof vscode.TabInputText
      ? input.uri
      : input instanceof vscode.TabInputTextDiff
        ? input.modified
        : undefined;
  return uri?.scheme === HELD_SCHEME ? uri : undefined;
}

async function propose(change: Change): Promise<Proposal> {
  const current = await readText(vscode.Uri.file(change.path));
  const applied = applyChange(current, change);
  if (applied.kind === 'applied') return { now: current ?? '', after: applied.text };
  const { before, after } = changeAlone(change);
  return { now: before, after, alone: applied.kind };
}

/** Text of a file, `undefined` when it is not there or cannot be read. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
