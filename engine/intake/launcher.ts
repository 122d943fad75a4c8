import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanStartPath, launcherPath, nativeArch, scriptPath } from '../clients/launcherCommand.ts';
import { launcherCmd } from './launcherCmd.ts';
import { launcherScript } from './launcherScript.ts';
import { PROGRAMS } from './native/hookProgram.ts';

/** What the hook command falls back on when no engine answers. */
export interface HookRuntime {
  /** Absolute path of Node, or of an editor that can run as Node. */
  readonly runtime: string;
  /** Absolute path of our command line. */
  readonly cli: string;
  /** Is the runtime Electron, which runs as Node only if told to? */
  readonly electron: boolean;
}

/**
 * Writes the hook command and the place of its fallback into `<home>/bin` (0700). Called at every start of an engine:
 * editors move when they update. The command's path stays the same, because clients key their trust to it.
 * @throws Error if a path holds a line break, which the fallback's file cannot hold
 */
export function installLauncher(
  home: string,
  target: HookRuntime,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): void {
  const { runtime, cli, electron } = target;
  for (const each of [runtime, cli]) {
    if (!path.isAbsolute(each) || /[\r\n]/.test(each)) throw new Error(`The hook command cannot use the path ${each}.`);
  }
  const bin = path.join(home, 'bin');
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  install(path.join(bin, 'runtime'), `${runtime}\n${cli}\n${electron ? 'electron' : 'node'}\n`, 0o600);
  const launcher = launcherPath(home, platform);
  const script = scriptPath(home, platform, arch);
  if (script === undefined) install(launcher, launcherCmd(), 0o700);
  else install(script, launcherScript(bash()), 0o700);
  const native = nativeArch(platform, arch);
  if (native === undefined) return;
  const program = Buffer.from(PROGRAMS[native].join(''), 'base64');
  for (const file of [launcher, cleanStartPath(home, platform, arch) ?? launcher]) install(file, program, 0o700);
}

/** Where nearly every system has it; elsewhere the launcher looks for it. */
function bash(): string | undefined {
  return existsSync('/bin/bash') ? '/bin/bash' : undefined;
}

/** In one step, because a shell may be reading the old text at this moment; not at all if nothing changed. */
function install(file: string, content: string | Buffer, mode: number): void {
  if (readIfThere(file)?.equals(Buffer.from(content)) === true) {
    chmodSync(file, mode);
    return;
  }
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
