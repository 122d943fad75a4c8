import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry, LogPart } from '../../engine/protocol/audit.ts';
import type { EngineInfo, Method, Reply, Request } from '../../engine/protocol/api.ts';
import { freshEnvironment } from './environment.ts';
import { endGroup, run, runOrThrow, signalGroup, type Finished } from './processes.ts';
import { until } from './until.ts';

/** The command line as it ships. */
export const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** The state directory of a person whose HOME is `home`. */
export function stateOf(home: string): string {
  return path.join(home, '.oktsec');
}

/** Writes the person's config.yaml. */
export function configure(home: string, yaml: string): void {
  mkdirSync(stateOf(home), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(stateOf(home), 'config.yaml'), yaml, { mode: 0o600 });
}

/** Runs `oktsec ...` for the person whose HOME is `home`. */
export function oktsec(home: string, args: readonly string[], input: string | Uint8Array = ''): Promise<Finished> {
  return run(process.execPath, [cli, ...args], { cwd: home, env: freshEnvironment(home), input });
}

/** Runs `oktsec ... --json` and parses what it prints. Throws if it fails. */
export async function oktsecJson<T>(home: string, args: readonly string[]): Promise<T> {
  const env = freshEnvironment(home);
  return JSON.parse(await runOrThrow(process.execPath, [cli, ...args, '--json'], { cwd: home, env })) as T;
}

/** Every entry of the audit trail, as `oktsec export` gives it. */
export async function trail(home: string): Promise<Entry[]> {
  const args = [cli, 'export', '--format', 'jsonl'];
  const lines = await runOrThrow(process.execPath, args, { cwd: home, env: freshEnvironment(home) });
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogPart)
    .filter((part) => 'record' in part);
}

export interface EngineStart {
  /** Added to `oktsec run`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Put before the program: options of node, or another program that becomes it. */
  readonly command?: readonly string[];
  /** Does the engine see file systems that we do not see? */
  readonly ownMounts?: boolean;
}

/** `oktsec run` in a process of its own. */
export class RunningEngine {
  readonly home: string;
  readonly info: EngineInfo;
  readonly #process: ChildProcess;

  private constructor(home: string, info: EngineInfo, process: ChildProcess) {
    this.home = home;
    this.info = info;
    this.#process = process;
  }

  /** Resolves when the engine has said that it is ready. */
  static async start(home: string, start: EngineStart = {}): Promise<RunningEngine> {
    const [program = '', ...before] = start.command ?? [process.execPath];
    const child = spawn(program, [...before, cli, 'run', '--json', ...(start.args ?? [])], {
      cwd: home,
      env: freshEnvironment(home, start.env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    try {
      const isReady = () => output.includes('"ready":true');
      await until('the engine is ready', () => isReady() || child.exitCode !== null);
      if (!isReady()) throw new Error(`oktsec run ended with ${child.exitCode}: ${output}`);
      const root = start.ownMounts ? `/proc/${child.pid}/root` : '/';
      const file = path.join(root, stateOf(home), 'engine.json');
      return new RunningEngine(home, JSON.parse(readFileSync(file, 'utf8')) as EngineInfo, child);
    } catch (error) {
      await endGroup(child);
      throw error;
    }
  }

  /** Posts a hook event as a client does that has no hook command. A string or bytes go out as they are. */
  post(event: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.info.url}/hooks/event`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.info.token}`, ...headers },
      body: typeof event === 'string' || event instanceof Uint8Array ? event : JSON.stringify(event),
    });
  }

  /** Is this call denied to a client that posts it? */
  async denies(event: unknown): Promise<boolean> {
    const answer = (await (await this.post(event)).json()) as { hookSpecificOutput?: { permissionDecision?: string } };
    return answer.hookSpecificOutput?.permissionDecision === 'deny';
  }

  /** Asks the control API. Throws what it answers instead of a reply. */
  async call<M extends Method>(method: M, request: Request<M>): Promise<Reply<M>> {
    const response = await fetch(`${this.info.url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.info.control}` },
      body: JSON.stringify(request),
    });
    if (!response.ok) throw new Error(`${method} was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as Reply<M>;
  }

  /** As a crash or the machine's own hand would. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    signalGroup(this.#process, 'SIGKILL');
    if (this.#process.exitCode === null && this.#process.signalCode === null) await gone;
  }

  async close(): Promise<void> {
    await endGroup(this.#process);
  }
}

let serial = 0;

/** A `PreToolUse` event of Claude Code about a shell command. */
export function bashEvent(command: string, overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    session_id: 'a-session',
    transcript_path: '/home/dev/.claude/projects/app/a-session.jsonl',
    cwd: '/home/dev/app',
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command, description: 'a step' },
    tool_use_id: `toolu_${++serial}`,
    ...overrides,
  };
}
