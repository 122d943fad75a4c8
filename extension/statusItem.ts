import * as vscode from 'vscode';
import type { EngineModel } from './engineModel.ts';
import { statusText } from './statusText.ts';

/** The status bar item: mode, waiting calls and whether calls are checked at all. */
export function createStatusItem(model: EngineModel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('oktsec.status', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Oktsec';
  item.command = 'oktsec.showMenu';
  const render = () => {
    const status = statusText(model.snapshot, vscode.l10n);
    const tooltip = new vscode.MarkdownString();
    for (const line of status.lines) tooltip.appendText(line).appendMarkdown('\n\n');
    item.text = status.text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: status.label };
    item.backgroundColor = status.attention ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  render();
  item.show();
  const listening = model.onChange(render);
  return vscode.Disposable.from(item, listening);
}
