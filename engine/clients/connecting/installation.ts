import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { ClientContext } from '../types.ts';

const VERSION = /(\d+)\.(\d+)\.(\d+)/;
const VERSION_TIMEOUT_MS = 5000;
/** Folders between a program and the manifest of its package. */
const MANIFEST_ABOVE = 4;

const manifest = z.object({ name: z.string(), version: z.string() });

/** How a client is found on a machine. */
export interface Program {
  /** Names of its program in a terminal, without an ending. */
  readonly names: readonly string[];
  /** npm packages that ship it; platform packages begin with one of these names. */
  readonly packages?: readonly string[];
  /** Folders in the user's home where its installer puts it, beside those on the PATH. */
  readonly folders?: readonly string[];
  /** Does `--version` answer at once and do nothing else? */
  readonly tellsVersion?: boolean;
}

export interface Installation {
  readonly executable: string;
  readonly version?: string;
}

/** The program that a terminal would start, with its version where that can be told. */
export async function findProgram(program: Program, context: ClientContext): Promise<Installation | undefined> {
  const executable = candidates(program, context).find(isExecutable);
  if (executable === undefined) return undefined;
  const real = realpathSync(executable);
  const version =
    versionFromPlace(real, program.packages ?? []) ??
    (program.tellsVersion ? await versionFromRunning(real, context) : undefined);
  return { executable, ...(version !== undefined && { version }) };
}

/** Is a version at least this one? False for an unknown one. */
export function isAtLeast(version: string | undefined, least: readonly [number, number, number]): boolean {
  const parts = VERSION.exec(version ?? '')
    ?.slice(1)
    .map(Number);
  if (!parts) return false;
  for (const [i, wanted] of least.entries()) {
    const part = parts[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function candidates({ names, folders = [] }: Program, { env, platform, userHome }: ClientContext): string[] {
  const windows = platform === 'win32';
  const files = windows ? names.flatMap((name) => [`${name}.exe`, `${name}.cmd`]) : names;
  const onPath = (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':');
  // An editor that was started from the desktop often has a shorter PATH than a terminal.
  const usual = ['.local/bin', ...folders].map((folder) => path.join(userHome, folder));
  return [...onPath, ...usual]
    .filter((directory) => path.isAbsolute(directory))
    .flatMap((directory) => files.map((file) => path.join(directory, file)));
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Native installers name the file after its version; npm packages have a manifest above it. */
function versionFromPlace(real: string, packages: readonly string[]): string | undefined {
  const name = path.basename(real);
  if (/^\d+\.\d+\.\d+$/.test(name)) return name;
  let directory = path.dirname(real);
  for (let level = 0; level < MANIFEST_ABOVE; level++, directory = path.dirname(directory)) {
    const file = path.join(directory, 'package.json');
    const read = existsSync(file) ? manifest.safeParse(readJson(file)) : undefined;
    if (!read?.success) continue;
    const { name: found, version } = read.data;
    return packages.some((each) => found.startsWith(each)) ? version : undefined;
  }
  return undefined;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Unreadable or no JSON: then it is not the manifest that we look for.
  }
}

/** A program is asked once, until another file stands in its place. */
const told = new Map<string, Promise<string | undefined>>();

function versionFromRunning(executable: string, context: ClientContext): Promise<string | undefined> {
  if (context.platform === 'win32' && !executable.toLowerCase().endsWith('.exe')) return Promise.resolve(undefined);
  const { mtimeMs, size } = statSync(executable);
  const key = `${executable}:${mtimeMs}:${size}`;
  let answer = told.get(key);
  if (!answer) {
    answer = askVersion(executable, context);
    told.set(key, answer);
  }
  return answer;
}

function askVersion(executable: string, { env }: ClientContext): Promise<string | undefined> {
  const options = { timeout: VERSION_TIMEOUT_MS, env: { ...env, DISABLE_AUTOUPDATER: '1' }, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(executable, ['--version'], options, (error, stdout) => {
      resolve(error ? undefined : VERSION.exec(stdout)?.[0]);
    });
    child.stdin?.end();
  });
}
