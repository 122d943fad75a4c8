import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HeldItem } from '../../engine/protocol/views.ts';
import { freshFolder } from '../support/environment.ts';
import { configure, oktsec, oktsecJson, RunningEngine } from '../support/oktsec.ts';
import type { Finished, RunOptions } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { claudeCode, claudeSettings } from './drivers/claudeCode.ts';
import { installFor, runClient, type ClientDriver, type Desk } from './drivers/driver.ts';
import { MockModel } from './model/mockModel.ts';
import type { Scenario, ToolResult, ToolUse } from './model/scenario.ts';

/** One turn of Claude Code's model: a single shell command. */
export function bash(command: string): ToolUse[] {
  return [claudeCode.shell(command)];
}

/** Would delete the throw-away home. Blocked. */
export const DESTRUCTIVE = 'rm -rf ~';
/** Leaves `stolen.txt` in the project when it runs. Held. */
export const SUSPICIOUS = 'cat ~/.aws/credentials > stolen.txt';

export const ENFORCE = 'version: 1\nmode: enforce\n';

/** A test, or whatever else cleans up when it is over. */
export interface Stage {
  after(cleanUp: () => unknown): void;
}

/** A person who lets their client do everything and trusts Oktsec, in enforce mode, to stop what is bad. */
export class Person implements Desk {
  readonly home: string;
  readonly project: string;
  readonly driver: ClientDriver;
  readonly #test: Stage;
  readonly #model: MockModel;

  private constructor(t: Stage, driver: ClientDriver, model: MockModel) {
    this.#test = t;
    this.driver = driver;
    this.#model = model;
    this.home = freshFolder(t, 'home');
    this.project = path.join(freshFolder(t, 'project'), 'shop');
    mkdirSync(this.project);
    // Something to lose: the home itself is what the destructive command is after.
    writeFileSync(path.join(this.home, 'thesis.txt'), 'years of work');
    mkdirSync(path.join(this.home, '.aws'));
    writeFileSync(path.join(this.home, '.aws', 'credentials'), '[default]\naws_secret_access_key = none\n');
  }

  /** Has set up the client, and knows nothing of Oktsec yet. */
  static async start(t: Stage, driver: ClientDriver = claudeCode): Promise<Person> {
    const model = await MockModel.start();
    t.after(() => model.close());
    const person = new Person(t, driver, model);
    driver.prepare(person);
    return person;
  }

  static async connected(
    t: Stage,
    driver: ClientDriver = claudeCode,
    config = ENFORCE,
    trusting = true,
    /** The name under which the client is installed where Oktsec finds it, and tells its version. */
    program?: string,
  ): Promise<Person> {
    const person = await Person.start(t, driver);
    configure(person.home, config);
    if (program !== undefined) await installFor(driver, person.home, program);
    const { code, stderr } = await oktsec(person.home, ['connect', driver.id]);
    assert.equal(code, 0, stderr);
    if (trusting) await driver.trust?.(person, await driver.provision());
    return person;
  }

  get modelUrl(): string {
    return this.#model.url;
  }

  /** When the model was asked for each turn of the last prompt. */
  get askedAt(): readonly number[] {
    return this.#model.askedAt;
  }

  /** All that the model was told when it was last asked for a turn. */
  get heard(): string {
    return this.#model.heard;
  }

  /** The user settings of Claude Code. */
  get settings(): string {
    return claudeSettings(this.home);
  }

  async engine(): Promise<RunningEngine> {
    const engine = await RunningEngine.start(this.home);
    this.#test.after(() => engine.close());
    return engine;
  }

  /** Lets the real client work on a prompt by this scenario. Returns what it told the model about each tool call. */
  async plays(scenario: Scenario, prompt = 'Fix the failing test of the cart'): Promise<readonly ToolResult[]> {
    const { code, stdout, stderr } = await this.#run(scenario, prompt);
    assert.equal(code, 0, `${stderr}\n${stdout}`);
    return this.#model.results;
  }

  /**
   * Lets the model ask for one line in a shell, and after that for what `then` gives. Some clients end with an error when a
   * hook says no.
   */
  async asks(line: string, then?: () => Promise<string>): Promise<void> {
    let asked = false;
    const turn = async () => {
      const last = then ? await then() : line;
      asked = true;
      return [this.driver.shell(last)];
    };
    const scenario = then ? [[this.driver.shell(line)], turn] : [turn];
    const { stdout, stderr } = await this.#run(scenario, 'Fix the failing test of the cart');
    assert.ok(asked, `The client never asked its model.\n${stderr}\n${stdout}`);
  }

  /** What the model does when it is given this prompt, in a client that the person sits in front of. */
  expects(prompt: string, scenario: Scenario): void {
    this.#model.plays(prompt, scenario);
  }

  /** Lets the client work on a prompt, however it ends. */
  prompts(scenario: Scenario, ending?: RunOptions, prompt = 'Fix the failing test of the cart'): Promise<Finished> {
    return this.#run(scenario, prompt, ending);
  }

  /** Starts the client once more, as this driver starts it, on what it was doing. */
  resumes(driver: ClientDriver): Promise<Finished> {
    return runClient(driver, this, '');
  }

  async #run(scenario: Scenario, prompt: string, ending?: RunOptions): Promise<Finished> {
    this.#model.plays(prompt, scenario);
    const finished = await runClient(this.driver, this, prompt, ending);
    assert.deepEqual(this.#model.unexpected, [], finished.stderr);
    return finished;
  }

  has(file: string): boolean {
    return existsSync(path.join(this.project, file));
  }

  async heldCall(): Promise<HeldItem> {
    return until('a call is held', async () => (await oktsecJson<HeldItem[]>(this.home, ['approvals', 'list']))[0]);
  }
}
