import path from 'node:path';
import type { ClientContext } from './types.ts';

/** The stable place of the hook launcher. Clients key their trust to it, so it never changes between versions. */
export function launcherPath(oktsecHome: string, platform: NodeJS.Platform): string {
  return path.join(oktsecHome, 'bin', platform === 'win32' ? 'oktsec-hook.cmd' : 'oktsec-hook');
}

/** What the launcher is a program for, on Linux; it leaves what it does not know to the script. */
export type NativeArch = 'x64' | 'arm64';

export function nativeArch(platform: NodeJS.Platform, arch: string): NativeArch | undefined {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64') ? arch : undefined;
}

/** The script that is the launcher where there is no program for it, and beside that elsewhere; undefined on Windows. */
export function scriptPath(oktsecHome: string, platform: NodeJS.Platform, arch: string): string | undefined {
  if (platform === 'win32') return undefined;
  const launcher = launcherPath(oktsecHome, platform);
  return nativeArch(platform, arch) === undefined ? launcher : `${launcher}.sh`;
}

/**
 * The same program under the name that is in the settings of clients which start it without a shell; undefined where there
 * is none. Nothing that a repository names in `LD_PRELOAD` is loaded into it.
 */
export function cleanStartPath(oktsecHome: string, platform: NodeJS.Platform, arch: string): string | undefined {
  // macOS itself keeps DYLD_ variables from the shells of the system.
  return nativeArch(platform, arch) && path.join(oktsecHome, 'bin', 'oktsec-clean');
}

/** A program and its arguments, which a client starts by itself, without a shell. */
export interface DirectCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The launcher with its arguments, to be started directly; undefined on Windows, where only a shell runs it. */
export function directCommand(
  { oktsecHome, platform, arch = process.arch }: ClientContext,
  args: readonly string[],
): DirectCommand | undefined {
  if (platform === 'win32') return undefined;
  const launcher = launcherPath(oktsecHome, platform);
  const clean = cleanStartPath(oktsecHome, platform, arch);
  return clean === undefined ? { command: launcher, args } : { command: clean, args: [launcher, ...args] };
}

/** A hook command for settings; `shell` where the client's default shell cannot run it. */
export interface ShellCommand {
  readonly command: string;
  readonly shell?: 'powershell';
}

/** The launcher with its arguments (plain words) as a line for the shell that clients run hooks with. */
export function launcherCommand(launcher: string, args: readonly string[], platform: NodeJS.Platform): ShellCommand {
  const words = args.join(' ');
  if (platform !== 'win32') return { command: `${quoteForSh(launcher)} ${words}` };
  // Git Bash or PowerShell: without anything to quote, both read the same line.
  const slashed = launcher.replaceAll('\\', '/');
  if (PLAIN_FOR_CMD.test(slashed)) return { command: `${slashed} ${words}` };
  const quoted = `'${launcher.replaceAll("'", "''")}'`;
  return { command: `& ${quoted} ${words}; exit $LASTEXITCODE`, shell: 'powershell' };
}

export const PLAIN = /^[\w@%+=:,./-]+$/;
/** cmd.exe, which runs the launcher in the end, splits words at `,` and `=`, and replaces what stands between two `%`. */
export const PLAIN_FOR_CMD = /^[\w@+:./-]+$/;

export function quoteForSh(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
