import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { claudeCode } from './drivers/claudeCode.ts';
import { environment, put } from './drivers/driver.ts';
import type { Person, Stage } from './person.ts';

export const ESCAPE = '\u001b';
const ENTER = '\r';
/** The client takes a key that comes with others for pasted text. */
const PAUSE_MS = 500;

/** Claude Code as a person sees it, with a keyboard. `script`, which every Linux has, lends it a terminal. */
export class Terminal {
  readonly #script: ChildProcess;
  #shown = '';

  private constructor(script: ChildProcess) {
    this.#script = script;
    script.stdout?.on('data', (chunk: Buffer) => (this.#shown += chunk.toString()));
  }

  /** Resolves when the client waits for a prompt. The person has answered its first questions before. */
  static async open(t: Stage, person: Person): Promise<Terminal> {
    const [program = ''] = await claudeCode.provision();
    const { env } = claudeCode.start(person, '');
    put(path.join(person.home, '.claude.json'), {
      hasCompletedOnboarding: true,
      theme: 'dark',
      customApiKeyResponses: { approved: [env.ANTHROPIC_API_KEY?.slice(-20)], rejected: [] },
      projects: { [person.project]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
    });
    const script = spawn('script', ['--quiet', '--flush', '--command', program, '/dev/null'], {
      cwd: person.project,
      env: environment(person, env),
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    t.after(() => endGroup(script));
    const terminal = new Terminal(script);
    await terminal.shows('auto mode on');
    return terminal;
  }

  /** Has this text been on the screen? */
  async shows(text: string): Promise<void> {
    await until(`the terminal shows "${text}"`, () => this.#shown.replace(CURSOR, ' ').includes(text));
  }

  async types(line: string): Promise<void> {
    this.press(line);
    await sleep(PAUSE_MS);
    this.press(ENTER);
  }

  press(keys: string): void {
    this.#script.stdin?.write(keys);
  }
}

/** Moves the cursor to the right, in place of a blank. */

const CURSOR = /\u001b\[\d*C|\u001b\[[\d;?]*[a-zA-Z]/g;
