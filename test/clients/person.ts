import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { HeldItem } from '../../engine/protocol/views.ts';
import { freshFolder } from '../support/environment.ts';
import { configure, oktsec, oktsecJson, RunningEngine } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { prepareClaudeHome, runClaudeCode } from './claudeCode.ts';
import { MockAnthropic, type Scenario, type ToolResult, type ToolUse } from './mockAnthropic.ts';

/** One turn of the model: a single shell command. */
export function bash(command: string): ToolUse[] {
  return [{ name: 'Bash', input: { command, description: 'a step' } }];
}

/** Would delete the throw-away home. Blocked. */
export const DESTRUCTIVE = 'rm -rf ~';
/** Leaves `stolen.txt` in the project when it runs. Held. */
export const SUSPICIOUS = 'cat ~/.aws/credentials > stolen.txt';

/** A person who lets Claude Code do everything and trusts Oktsec, in enforce mode, to stop what is bad. */
export class Person {
  readonly home: string;
  readonly project: string;
  readonly settings: string;
  readonly #test: TestContext;

  constructor(t: TestContext) {
    this.#test = t;
    this.home = freshFolder(t, 'home');
    this.project = path.join(freshFolder(t, 'project'), 'shop');
    mkdirSync(this.project);
    this.settings = prepareClaudeHome(this.home);
    // Something to lose: the home itself is what the destructive command is after.
    writeFileSync(path.join(this.home, 'thesis.txt'), 'years of work');
    mkdirSync(path.join(this.home, '.aws'));
    writeFileSync(path.join(this.home, '.aws', 'credentials'), '[default]\naws_secret_access_key = none\n');
  }

  static async connected(t: TestContext): Promise<Person> {
    const person = new Person(t);
    configure(person.home, 'version: 1\nmode: enforce\n');
    const { code, stderr } = await oktsec(person.home, ['connect', 'claude-code']);
    assert.equal(code, 0, stderr);
    return person;
  }

  async engine(): Promise<RunningEngine> {
    const engine = await RunningEngine.start(this.home);
    this.#test.after(() => engine.close());
    return engine;
  }

  /** Lets the real client work on a prompt by this scenario. Returns what it told the model about each tool call. */
  async plays(scenario: Scenario, prompt = 'Fix the failing test of the cart'): Promise<readonly ToolResult[]> {
    const model = await MockAnthropic.start({ [prompt]: scenario });
    this.#test.after(() => model.close());
    const { home, project } = this;
    const { code, stdout, stderr } = await runClaudeCode({ home, project, prompt, modelUrl: model.url });
    assert.equal(code, 0, `${stderr}\n${stdout}`);
    assert.deepEqual(model.unexpected, []);
    return model.results;
  }

  has(file: string): boolean {
    return existsSync(path.join(this.project, file));
  }

  async heldCall(): Promise<HeldItem> {
    return until('a call is held', async () => (await oktsecJson<HeldItem[]>(this.home, ['approvals', 'list']))[0]);
  }
}
