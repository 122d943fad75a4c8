import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import type { Field, ToolCall } from '../protocol/call.ts';
import { CLAUDE_CODE_SHELLS } from './claudeCodeSwitches.ts';
import { field, variablesAstray } from './settingSwitches.ts';

const SETTINGS = ['settings.json', 'settings.local.json'];
/** Above any real settings. */
const LARGEST_FILE = 1024 * 1024;
const MOST_FOLDERS_UP = 20;

/**
 * Variables that the repository's settings give to every program of the session, and with which other code runs than what is
 * judged. Claude Code takes them from the folder it was started in, so the folders above the call's own are looked at as well.
 */
export function repositoryEnvironment({ cwd }: ToolCall): Field[] {
  if (cwd === undefined || !path.isAbsolute(cwd)) return [];
  return foldersOf(cwd).flatMap((folder) =>
    SETTINGS.flatMap((name) => variablesIn(path.join(folder, '.claude', name))).map(([name, value]): Field => ({
      role: 'argument',
      text: `${name}=${value}`,
      origin: `environment.${name}`,
    })),
  );
}

/** Up to the root of the repository. */
function foldersOf(cwd: string): string[] {
  const folders: string[] = [];
  for (let at = cwd; folders.length < MOST_FOLDERS_UP; at = path.dirname(at)) {
    folders.push(at);
    if (path.dirname(at) === at || existsSync(path.join(at, '.git'))) break;
  }
  return folders;
}

function variablesIn(file: string): [name: string, value: string][] {
  const text = read(file);
  // Names may be written in escapes.
  if (text === undefined || !/"env"|\\u/.test(text)) return [];
  return variablesAstray(field(parse(text.replace(/^\uFEFF/, '')), 'env'), CLAUDE_CODE_SHELLS);
}

/** Called for every call, and there is nothing mostly: asking first is quicker than an error. */
function read(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > LARGEST_FILE) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // Not ours to read: then it is not the client's either.
  }
}
