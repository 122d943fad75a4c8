import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Finished {
  /** `null` when a signal or the time limit ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to standard input, which is then closed. */
  readonly input?: string | Uint8Array;
  /** Milliseconds until the whole process group is killed. Default 120,000. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** What an abort sends to the process group; a program may take SIGTERM as a wish to end. */
  readonly abortBy?: NodeJS.Signals;
  /** Does an abort concern the program alone, as when it crashes, and not what it started? */
  readonly abortAlone?: boolean;
}

/** Runs a program to its end in its own process group and collects what it printed. Rejects only if it cannot start. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined); // a program that reads no input closes the pipe: its own affair
    child.stdin.end(options.input ?? '');
    const kill = () => {
      signalGroup(child, 'SIGKILL');
    };
    const timer = setTimeout(kill, options.limit ?? 120_000);
    const abort = () => {
      if (options.abortAlone) child.kill(options.abortBy);
      else signalGroup(child, options.abortBy ?? 'SIGKILL');
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** Like `run`, but anything other than exit 0 is an error that carries the last lines of the output. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) return stdout;
  const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${code ?? 'a signal or its time limit'}:\n${tail}`);
}

/** Signals a child that was started `detached` and everything it started. A group that is gone already is fine. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks a process group to end, waits up to `grace` milliseconds, then kills what is left. */
export async function endGroup(child: ChildProcess, grace = 3_000): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, sleep(grace, undefined, { ref: false })]);
  }
  signalGroup(child, 'SIGKILL');
}

/** Full path of a program on PATH, or undefined. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of names)
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        continue; // not in this folder
      }
    }
  return undefined;
}
