import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { homePaths } from '../config/home.ts';
import { writePrivateFile } from '../config/privateFile.ts';
import type { FolderTrust } from '../protocol/api.ts';

const stored = z.strictObject({ folders: z.array(z.string().max(4096)).max(1000) });

/** Folders beyond this forget the one that was trusted longest ago. */
const MOST = 100;

/**
 * The folders that an editor trusts, as it told last. They are remembered, because agents work in a folder while no window
 * shows it, and because the hook command judges alone when no engine runs. What cannot be read counts as none.
 */
export function readTrustedFolders(home: string): readonly string[] {
  try {
    return stored.parse(JSON.parse(readFileSync(homePaths(home).trustedFolders, 'utf8'))).folders;
  } catch {
    return [];
  }
}

/** Remembers what an editor says of its folders. Returns those that it began and ceased to trust. */
export function rememberTrust(
  home: string,
  told: readonly FolderTrust[],
): { readonly begun: readonly string[]; readonly ceased: readonly string[] } {
  const before = readTrustedFolders(home);
  const said = new Map(told.map(({ folder, trusted }) => [path.resolve(folder), trusted]));
  const begun = [...said].flatMap(([folder, trusted]) => (trusted && !before.includes(folder) ? [folder] : []));
  const ceased = before.filter((folder) => said.get(folder) === false);
  if (begun.length === 0 && ceased.length === 0) return { begun, ceased };
  const folders = [...before.filter((folder) => !ceased.includes(folder)), ...begun].slice(-MOST);
  writePrivateFile(homePaths(home).trustedFolders, `${JSON.stringify({ folders }, null, 2)}\n`);
  return { begun, ceased };
}
