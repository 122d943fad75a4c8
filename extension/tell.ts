import * as vscode from 'vscode';
import type { CommandId } from './commandIds.ts';

/** A command that a message offers as the next step. */
export interface Offer {
  readonly label: string;
  readonly command: CommandId | 'vscode.open';
  readonly argument?: unknown;
}

/** Tells a person something whole: the editor cuts a message to one line unless it offers something to do. */
export async function tell(text: string, { label, command, argument }: Offer): Promise<void> {
  if ((await vscode.window.showInformationMessage(text, label)) === label) {
    await vscode.commands.executeCommand(command, argument);
  }
}
