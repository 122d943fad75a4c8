import { join } from 'node:path';
import * as vscode from 'vscode';
import { homeDirectory } from '../engine/homeDirectory.ts';
import { EngineHost } from '../engine/host.ts';
import { linkToHost } from './hostLink.ts';
import { LogWitness } from './logWitness.ts';
import { start } from './start.ts';

let host: EngineHost | undefined;
let witness: LogWitness | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Oktsec', { log: true });
  const home = homeDirectory(undefined);
  host = new EngineHost({
    home,
    workerFile: join(context.extensionPath, 'dist', 'engine.js'),
    log: (line) => log.info(line),
  });
  const link = linkToHost(host);
  witness = new LogWitness({ link, secrets: context.secrets, home, report: (line) => log.warn(line) });
  context.subscriptions.push(log, link, witness);
  start({ context, link, log, home });
  host.start();
}

/** Hands the engine over to another window, if there is one. */
export async function deactivate(): Promise<void> {
  await witness?.renew();
  await host?.dispose();
}
