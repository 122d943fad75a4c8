import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ConnectPlan } from '../engine/protocol/views.ts';

const PLAN_SCHEME = 'oktsec-plan';

/** The files of a plan before and after its edit, as read-only documents in the diff editor. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(PLAN_SCHEME, this);
  #shown = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? vscode.l10n.t('This preview is out of date. Run the command again.');
  }

  /** Opens the diff; the returned handle closes it. */
  async show(plan: ConnectPlan, title: string): Promise<{ close(): Promise<void> }> {
    const number = ++this.#shown;
    const side = (name: 'now' | 'after', file: string, text: string) => {
      const uri = vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${number}/${name}/${basename(file)}` });
      this.#texts.set(uri.path, text);
      return uri;
    };
    const pairs = [plan, ...plan.others].map((change) => ({
      title: plan.others.length === 0 ? title : change.file,
      now: side('now', change.file, change.before),
      after: side('after', change.file, change.after),
    }));
    for (const pair of pairs) {
      await vscode.commands.executeCommand('vscode.diff', pair.now, pair.after, pair.title, { preview: false });
    }
    return {
      close: async () => {
        const shown = new Set(pairs.map(({ after }) => after.toString()));
        for (const { now, after } of pairs) for (const { path } of [now, after]) this.#texts.delete(path);
        const tabs = vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(({ input }) => input instanceof vscode.TabInputTextDiff && shown.has(input.modified.toString()));
        if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
      },
    };
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
