import * as vscode from 'vscode';
import type { SessionSummary } from '../engine/protocol/views.ts';
import type { Verdict } from '../engine/protocol/verdict.ts';
import { timeAgo } from './durations.ts';
import type { EngineModel } from './engineModel.ts';
import { oneLine } from './plainText.ts';

/** Icon and theme colour of each verdict, the same wherever verdicts are drawn natively. */
const VERDICT_ICONS: Readonly<Record<Verdict, readonly [icon: string, color: string]>> = {
  clean: ['pass', 'testing.iconPassed'],
  flag: ['warning', 'problemsWarningIcon.foreground'],
  quarantine: ['debug-pause', 'problemsWarningIcon.foreground'],
  block: ['error', 'problemsErrorIcon.foreground'],
};

/** The *Sessions* view: recent sessions, newest first; one opens as a timeline. */
export class SessionsView implements vscode.TreeDataProvider<SessionSummary>, vscode.Disposable {
  readonly #model: EngineModel;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #owned: vscode.Disposable[];
  #sessions: readonly SessionSummary[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: EngineModel) {
    this.#model = model;
    this.#sessions = model.snapshot.sessions;
    this.#owned = [
      this.#changed,
      vscode.window.createTreeView('oktsec.sessions', { treeDataProvider: this }),
      vscode.Disposable.from(
        model.onChange(({ sessions }) => {
          if (sessions === this.#sessions) return;
          this.#sessions = sessions;
          this.#changed.fire(undefined);
        }),
      ),
    ];
  }

  getChildren(session?: SessionSummary): SessionSummary[] {
    return session ? [] : [...this.#model.snapshot.sessions];
  }

  getTreeItem(session: SessionSummary): vscode.TreeItem {
    const title = oneLine(session.title) || vscode.l10n.t('Session without a prompt');
    const [icon, color] = VERDICT_ICONS[session.worst];
    const counts = sessionCounts(session);
    const row = new vscode.TreeItem(title);
    row.id = session.id;
    row.contextValue = 'session';
    row.description = [...counts, timeAgo(Date.now() - session.lastAt, vscode.l10n)].join(' · ');
    row.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    row.command = { command: 'oktsec.openTimeline', title: vscode.l10n.t('Open Timeline'), arguments: [session.id] };
    row.tooltip = new vscode.MarkdownString()
      .appendText(title)
      .appendMarkdown('\n\n')
      .appendText([session.agent, session.cwd ?? '', new Date(session.startedAt).toLocaleString()].join('\n'));
    row.accessibilityInformation = { label: [title, session.agent, row.description].join('. ') };
    return row;
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose();
  }
}

function sessionCounts(session: SessionSummary): string[] {
  const counts: string[] = [];
  if (session.blocked > 0) counts.push(vscode.l10n.t('{0} blocked', session.blocked));
  if (session.held > 0) counts.push(vscode.l10n.t('{0} held', session.held));
  if (session.flagged > 0) counts.push(vscode.l10n.t('{0} flagged', session.flagged));
  if (counts.length > 0) return counts;
  return [session.steps === 1 ? vscode.l10n.t('1 step') : vscode.l10n.t('{0} steps', session.steps)];
}
