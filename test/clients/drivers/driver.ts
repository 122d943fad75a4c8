import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshEnvironment } from '../../support/environment.ts';
import { run, type Finished, type RunOptions } from '../../support/processes.ts';
import type { ToolUse } from '../model/scenario.ts';
import type { SituationId } from '../situations.ts';

/** Where a person works: a home of their own, one project, and a model to talk to. */
export interface Desk {
  readonly home: string;
  readonly project: string;
  /** Where the scripted model listens, on loopback. */
  readonly modelUrl: string;
}

/** How one real client is had, set up and run without a person in front of it. Proprietary ones are never shipped. */
export interface ClientDriver {
  /** As `oktsec connect` names it. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Gets the program from npm into the tests' cache, without starting it. Returns its command. */
  provision(): Promise<readonly string[]>;
  /** The settings of a person who lets the agent use every tool, so that nothing but a hook can stop a call. */
  prepare(desk: Desk): void;
  /** What its model asks for to run a line in a shell. */
  shell(line: string): ToolUse;
  /** Arguments and environment for one prompt. */
  start(
    desk: Desk,
    prompt: string,
  ): { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** What a person does once, after connecting, so that the client runs our hooks; nothing in most clients. */
  trust?(desk: Desk, command: readonly string[]): Promise<void>;
  /** Spoils the file that our hooks stand in, the way a slip of another tool would. */
  spoilHooks(desk: Desk): void;
  /** What a repository may contain that switches the user's hooks off, if anything does. */
  switchOff?(desk: Desk): void;
  /** A hook of the repository that turns every call of the shell into this line, if there can be one. It answers last. */
  rewrite?(desk: Desk, line: string): void;
  /** Situations in which the call runs against our will, with the reason in plain words. */
  readonly open: Readonly<Partial<Record<SituationId, string>>>;
}

/** Runs one prompt to its end. The client can reach nothing but the given loopback model. */
export async function runClient(
  driver: ClientDriver,
  desk: Desk,
  prompt: string,
  ending: Pick<RunOptions, 'signal' | 'abortBy' | 'abortAlone'> = {},
): Promise<Finished> {
  const [program = '', ...first] = await driver.provision();
  const { args, env } = driver.start(desk, prompt);
  return run(program, [...first, ...args], {
    cwd: desk.project,
    env: environment(desk, env),
    ...ending,
  });
}

/** What the client and everything it starts sees. */
export function environment({ home }: Desk, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env = freshEnvironment(home, extra);
  return { ...env, PATH: `${binOf(home)}:${env.PATH}` };
}

/** Puts the client on the person's PATH as npm does, where Oktsec looks for it, with the Node that it needs. */
export async function installFor(driver: ClientDriver, home: string, name: string): Promise<void> {
  const [program = '', script] = await driver.provision();
  mkdirSync(binOf(home), { recursive: true });
  symlinkSync(script ?? program, path.join(binOf(home), name));
  if (script === undefined) return;
  chmodSync(script, 0o755);
  symlinkSync(program, path.join(binOf(home), 'node'));
}

function binOf(home: string): string {
  return path.join(home, '.local', 'bin');
}

/** Writes a file of the person's, with the folders above it. */
export function put(file: string, content: string | object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

/** A hook that ends after ours, with this answer. */
export function saying(answer: object): string {
  return `cat >/dev/null; sleep 1; printf '%s' '${JSON.stringify(answer)}'`;
}

export function editFile(file: string, edit: (text: string) => string): void {
  const text = readFileSync(file, 'utf8');
  const edited = edit(text);
  if (edited === text) throw new Error(`${file} holds nothing that could be spoiled:\n${text}`);
  writeFileSync(file, edited);
}

/** A time limit as a string, as a careless hand or tool would write it. */
export function spoilTimeout(text: string): string {
  return text.replace(/"timeout":\s*(\d+)/, '"timeout": "$1"');
}

/** A file that was cut off while it was written. */
export function cutOff(text: string): string {
  return text.replace(/\}\s*$/, '');
}
