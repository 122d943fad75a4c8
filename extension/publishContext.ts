import * as vscode from 'vscode';
import { contextValues } from './contextValues.ts';
import type { EngineModel } from './engineModel.ts';

/** Publishes the keys and keeps them current; only what changed is sent. */
export function publishContext(model: EngineModel): vscode.Disposable {
  const sent = new Map<string, unknown>();
  const publish = () => {
    for (const [key, value] of Object.entries(contextValues(model.snapshot))) {
      if (sent.get(key) === value) continue;
      sent.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  };
  publish();
  return vscode.Disposable.from(model.onChange(publish));
}
