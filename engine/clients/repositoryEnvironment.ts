import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Field, ToolCall } from '../protocol/call.ts';
import { boundedFile } from './boundedFile.ts';
import { field, variablesAstray } from './settingSwitches.ts';

/** Where a client takes variables of a session from. */
export interface VariableFiles {
  /** In the folder that it was started in, or one above; parts of a path are separated by `/`. */
  readonly names: readonly string[];
  /** What a file holds by its text; undefined if it plainly holds none. */
  readonly variables: (text: string) => unknown;
  /** Variables of the client's own that have other code run. */
  readonly more?: readonly string[];
}

const MOST_FOLDERS_UP = 20;

/**
 * The call with the variables that the repository gives to every program of the session, and with which other code runs than
 * what is judged. Clients take them from the folder they were started in, so the folders above the call's own are looked at too.
 */
export function withRepositoryEnvironment(call: ToolCall, files: VariableFiles): ToolCall {
  const { cwd } = call;
  if (cwd === undefined || !path.isAbsolute(cwd)) return call;
  const astray = foldersOf(cwd).flatMap((folder) =>
    files.names
      .flatMap((name) => variablesIn(path.join(folder, ...name.split('/')), folder, files))
      .map(([name, value]) => variableField(name, value)),
  );
  return astray.length === 0 ? call : { ...call, fields: [...call.fields, ...astray] };
}

export function variableField(name: string, value: string): Field {
  return { role: 'argument', text: `${name}=${value}`, origin: `environment.${name}` };
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

function variablesIn(
  file: string,
  folder: string,
  { variables, more }: VariableFiles,
): [name: string, value: string][] {
  const text = boundedFile(file);
  if (text === undefined) return [];
  const found = variables(text);
  const programs = field(found, 'PATH');
  const own = typeof programs === 'string' && programs.split(':').some((each) => isWithin(each, folder));
  return [...variablesAstray(found, more), ...(own ? [['PATH', programs] satisfies [string, string]] : [])];
}

/** Does a part of `PATH` lie in the repository? An empty one is the folder that a program is started in. */
function isWithin(part: string, folder: string): boolean {
  if (/^[~$]/.test(part)) return false;
  const from = path.relative(folder, path.resolve(folder, part));
  return from === '' || !(from.startsWith('..') || path.isAbsolute(from));
}
