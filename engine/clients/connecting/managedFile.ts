import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientContext } from '../types.ts';

/** Where the prepared text waits for an administrator to put it into its place. */
function stagedPath(context: ClientContext, client: string, file: string): string {
  return path.join(context.oktsecHome, 'managed', `${client}.${path.basename(file)}`);
}

/** Writes the prepared text. */
export function stagedFile(context: ClientContext, client: string, file: string, text: string | undefined): void {
  if (text === undefined) return;
  const staged = stagedPath(context, client, file);
  mkdirSync(path.dirname(staged), { recursive: true, mode: 0o700 });
  writeFileSync(staged, text, { mode: 0o600 });
}

/** The command that an administrator runs to put the prepared text into its place, or to take it away. */
export function byHand(
  context: ClientContext,
  client: string,
  file: string,
  after: string | undefined,
  connect: boolean,
): string {
  const staged = stagedPath(context, client, file);
  if (context.platform === 'win32') {
    // In PowerShell, started as administrator.
    const quote = (word: string) => `'${word.replaceAll("'", "''")}'`;
    if (!connect && after === undefined) return `Remove-Item -LiteralPath ${quote(file)}`;
    const folder = quote(path.win32.dirname(file));
    return `New-Item -ItemType Directory -Force ${folder} | Out-Null; Copy-Item -LiteralPath ${quote(staged)} -Destination ${quote(file)}`;
  }
  const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  if (!connect && after === undefined) return `sudo rm ${quote(file)}`;
  return `sudo mkdir -p ${quote(path.dirname(file))} && sudo install -m 0644 -o 0 -g 0 ${quote(staged)} ${quote(file)}`;
}
