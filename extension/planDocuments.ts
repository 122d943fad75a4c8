import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ConnectPlan } from '../engine/protocol/views.ts';

const PLAN_SCHEME = 'oktsec-plan';

/** The file of a plan before and after its edit, as two read-only documents in the diff editor. */
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
    const side = (name: 'now' | 'after', text: string) => {
      const uri = vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${number}/${name}/${basename(plan.file)}` });
      this.#texts.set(uri.path, text);
      return uri;
    };
    const [now, after] = [side('now', plan.before), side('after', plan.after)];
    await vscode.commands.executeCommand('vscode.diff', now, after, title, { preview: false });
    return {
      close: async () => {
        this.#texts.delete(now.path);
        this.#texts.delete(after.path);
        const tabs = vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(
            ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === after.toString(),
          );
        if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
      },
    };
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
