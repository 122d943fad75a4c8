import * as vscode from 'vscode';
import type { TimelineRequest, TimelineToPage } from '../engine/protocol/pages.ts';
import type { SessionDetail, SessionStep } from '../engine/protocol/views.ts';
import type { EngineModel } from './engineModel.ts';
import { createPage, type Page } from './page.ts';
import { oneLine } from './plainText.ts';
import { changedSteps } from './timelineChanges.ts';
import { timelineRequest, timelineState } from './timelineMessages.ts';
import { timelineStrings } from './timelineStrings.ts';

const VIEW_TYPE = 'oktsec.timeline';
/** Entries that come in a burst are shown together. */
const UPDATE_DELAY_MS = 250;

export interface TimelineOptions {
  readonly model: EngineModel;
  readonly extensionUri: vscode.Uri;
  readonly log: (line: string) => void;
  /** Runs an action of the page and shows a person if it fails. */
  readonly run: (action: () => Promise<void>) => void;
}

/** Session timelines, one panel per session, brought back after a reload of the window. */
export class TimelinePanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #options: TimelineOptions;
  readonly #open = new Map<string, Timeline>();
  readonly #registration = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this);

  constructor(options: TimelineOptions) {
    this.#options = options;
  }

  /** The session whose timeline is in front. */
  get active(): string | undefined {
    return [...this.#open].find(([, timeline]) => timeline.panel.active)?.[0];
  }

  /** Shows a session, in its open panel if there is one. */
  open(session: string): void {
    const known = this.#open.get(session);
    if (known) return known.panel.reveal();
    const title = vscode.l10n.t('Session');
    this.#adopt(session, vscode.window.createWebviewPanel(VIEW_TYPE, title, vscode.ViewColumn.Active));
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = timelineState.safeParse(state);
    if (kept.success && !this.#open.has(kept.data.session)) this.#adopt(kept.data.session, panel);
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.#registration.dispose();
    for (const timeline of [...this.#open.values()]) timeline.panel.dispose();
  }

  #adopt(session: string, panel: vscode.WebviewPanel): void {
    const timeline = new Timeline(session, panel, this.#options);
    this.#open.set(session, timeline);
    panel.onDidDispose(() => {
      timeline.dispose();
      this.#open.delete(session);
    });
  }
}

/** One session in its panel: sends a snapshot when the page is built, then what changes. */
class Timeline {
  readonly panel: vscode.WebviewPanel;
  readonly #session: string;
  readonly #options: TimelineOptions;
  readonly #page: Page<TimelineToPage>;
  readonly #listening: { dispose(): void }[];
  readonly #sent = new Map<number, string>();
  #detail: SessionDetail | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(session: string, panel: vscode.WebviewPanel, options: TimelineOptions) {
    this.panel = panel;
    this.#session = session;
    this.#options = options;
    this.#page = createPage<TimelineToPage, TimelineRequest>(
      panel,
      { name: 'timeline', title: vscode.l10n.t('Session'), requests: timelineRequest },
      {
        extensionUri: options.extensionUri,
        onProblem: options.log,
        onReady: () => {
          this.#sent.clear();
          options.run(() => this.#load());
        },
        onRequest: (request) => options.run(() => this.#answer(request)),
      },
    );
    let link = options.model.snapshot.link;
    this.#listening = [
      options.model.onEntry((of) => {
        if (of === session) this.#schedule();
      }),
      options.model.onChange((snapshot) => {
        if (snapshot.link !== link) this.#schedule();
        link = snapshot.link;
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listening) listener.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.panel.visible) this.#options.run(() => this.#load());
    }, UPDATE_DELAY_MS);
  }

  async #answer(request: TimelineRequest): Promise<void> {
    switch (request.kind) {
      case 'export':
        await vscode.commands.executeCommand('oktsec.exportSession', this.#session);
        return;
      case 'openFile': {
        const path = this.#step(request.seq)?.path;
        if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: true });
        return;
      }
      case 'copy': {
        const step = this.#step(request.seq);
        if (step) await vscode.env.clipboard.writeText(step.detail);
        return;
      }
      case 'review': {
        const step = this.#step(request.seq);
        const { held } = this.#options.model.snapshot;
        const item = step?.approval?.item ?? held.find(({ call }) => call === step?.call)?.id;
        if (item !== undefined) await vscode.commands.executeCommand('oktsec.showDetails', item);
        return;
      }
    }
  }

  #step(seq: number): SessionStep | undefined {
    return this.#detail?.steps.find((step) => step.seq === seq);
  }

  async #load(): Promise<void> {
    try {
      this.#detail = await this.#options.model.call('sessions.get', { id: this.#session });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.log(`sessions.get: ${message}`);
      // What is on screen stays; only an empty page says why.
      if (this.#sent.size === 0) this.#page.send({ kind: 'unavailable', message });
      return;
    }
    const { summary, steps } = this.#detail;
    this.panel.title = vscode.l10n.t('Session: {0}', oneLine(summary.title, 40) || this.#session);
    const first = this.#sent.size === 0;
    const changed = changedSteps(this.#sent, steps);
    if (first) {
      const strings = timelineStrings(vscode.l10n);
      this.#page.send({ kind: 'show', locale: vscode.env.language, strings, summary, steps });
    } else if (changed.length > 0) {
      this.#page.send({ kind: 'update', summary, steps: changed });
    }
  }
}
