import path from 'node:path';

/** The stable place of the hook launcher. Clients key their trust to it, so it never changes between versions. */
export function launcherPath(oktsecHome: string, platform: NodeJS.Platform): string {
  return path.join(oktsecHome, 'bin', platform === 'win32' ? 'oktsec-hook.cmd' : 'oktsec-hook');
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
