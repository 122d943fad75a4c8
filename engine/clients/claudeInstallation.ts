import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ClientContext } from './types.ts';

/** The first version that blocks when a hook itself fails, if asked to by `onFailure`; older ones ignore the field. */
const FIRST_WITH_ON_FAILURE = [2, 1, 296] as const;
const VERSION = /(\d+)\.(\d+)\.(\d+)/;
const VERSION_TIMEOUT_MS = 5000;

const manifest = z.object({ name: z.string(), version: z.string() });

export interface ClaudeInstallation {
  readonly executable: string;
  readonly version?: string;
}

/** The `claude` that a terminal would start, with its version where that can be told. */
export async function findClaude(context: ClientContext): Promise<ClaudeInstallation | undefined> {
  const executable = candidates(context).find(isExecutable);
  if (executable === undefined) return undefined;
  const real = realpathSync(executable);
  const version = versionFromPlace(real) ?? (await versionFromRunning(real, context));
  return { executable, ...(version !== undefined && { version }) };
}

/** Is a failing hook known to block in this version? False for an unknown one. */
export function honoursOnFailure(version: string | undefined): boolean {
  const parts = VERSION.exec(version ?? '')
    ?.slice(1)
    .map(Number);
  if (!parts) return false;
  for (const [i, least] of FIRST_WITH_ON_FAILURE.entries()) {
    const part = parts[i] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

function candidates({ env, platform, userHome }: ClientContext): string[] {
  const windows = platform === 'win32';
  const names = windows ? ['claude.exe', 'claude.cmd'] : ['claude'];
  const onPath = (env.PATH ?? '').split(windows ? ';' : ':');
  // An editor that was started from the desktop often has a shorter PATH than a terminal.
  const usual = [path.join(userHome, '.local', 'bin'), path.join(userHome, '.claude', 'local')];
  return [...onPath, ...usual]
    .filter((directory) => path.isAbsolute(directory))
    .flatMap((directory) => names.map((name) => path.join(directory, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The native installer names the file after its version; the npm packages have a manifest above it. */
function versionFromPlace(real: string): string | undefined {
  const name = path.basename(real);
  if (/^\d+\.\d+\.\d+$/.test(name)) return name;
  let directory = path.dirname(real);
  for (let level = 0; level < 3; level++, directory = path.dirname(directory)) {
    const read = manifest.safeParse(readJson(path.join(directory, 'package.json')));
    if (read.success) return read.data.name.startsWith('@anthropic-ai/claude-code') ? read.data.version : undefined;
  }
  return undefined;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Absent, unreadable or no JSON: then it is not the manifest that we look for.
  }
}

function versionFromRunning(executable: string, { env, platform }: ClientContext): Promise<string | undefined> {
  if (platform === 'win32' && !executable.toLowerCase().endsWith('.exe')) return Promise.resolve(undefined);
  const options = { timeout: VERSION_TIMEOUT_MS, env: { ...env, DISABLE_AUTOUPDATER: '1' }, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(executable, ['--version'], options, (error, stdout) => {
      resolve(error ? undefined : VERSION.exec(stdout)?.[0]);
    });
    child.stdin?.end();
  });
}
