/** The hook and the engine that takes in what it left are killed at any moment: what was answered is on record, once. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshEnvironment, freshFolder } from '../support/environment.ts';
import { bashEvent, cli, configure, oktsec, stateOf, trail } from '../support/oktsec.ts';
import { chances } from '../support/chances.ts';

/** How many hooks are killed; `npm run test:faults` asks for more. */
const KILLS = Number(process.env.OKTSEC_KILLS ?? 12);
/** Hooks between two engines that take in what was left. */
const ROUND = 6;
/** Something else may have been quicker: then nothing happens any more. */
const PATIENCE_MS = 20_000;

/** A person's home whose hooks and engines come to violent ends. */
class Victim {
  readonly home: string;
  readonly spool: string;
  /** Commands whose hook was not killed before it had answered. */
  readonly answered: string[] = [];
  killed = 0;
  /** Milliseconds that a hook takes, about; what is killed only says that it takes longer. */
  whole = 500;
  #count = 0;

  constructor(home: string) {
    this.home = home;
    this.spool = path.join(stateOf(home), 'spool');
    configure(home, 'version: 1\nmode: enforce\n');
    mkdirSync(this.spool, { recursive: true, mode: 0o700 });
  }

  /** Runs the hook of one call; `end` says when it is killed. */
  async hook(end: (child: ChildProcess) => Promise<unknown>): Promise<void> {
    // Every third is denied, which takes another way to the answer.
    const command = ++this.#count % 3 === 0 ? `rm -rf ~ # call-${this.#count}` : `echo call-${this.#count}`;
    const began = performance.now();
    const child = this.#start(['hook'], JSON.stringify(bashEvent(command)));
    const exited = once(child, 'exit');
    await Promise.race([end(child).then(() => child.kill('SIGKILL')), exited]);
    const [code] = (await exited) as [number | null];
    if (code === null) {
      this.killed++;
      this.whole *= 1.1;
      return;
    }
    assert.equal(code, command.startsWith('rm') ? 2 : 0);
    this.answered.push(command);
    this.whole = (this.whole + performance.now() - began) / 2;
  }

  /** Starts an engine, which takes in what hooks left, and kills it. */
  async engine(end: (child: ChildProcess) => Promise<unknown>): Promise<void> {
    const child = this.#start(['run', '--json']);
    const exited = once(child, 'exit');
    await end(child);
    child.kill('SIGKILL');
    await exited;
  }

  /** Resolves when something happens in the spool. */
  async touched(): Promise<void> {
    const watcher = watch(this.spool, { persistent: false });
    await Promise.race([once(watcher, 'change'), sleep(PATIENCE_MS, undefined, { ref: false })]);
    watcher.close();
  }

  #start(args: readonly string[], input = ''): ChildProcess {
    const child = spawn(process.execPath, [cli, ...args], {
      ...{ cwd: this.home, env: freshEnvironment(this.home), stdio: ['pipe', 'ignore', 'ignore'] },
    });
    child.stdin?.on('error', () => undefined); // it was killed before it read
    child.stdin?.end(input);
    return child;
  }
}

describe('a hook that is killed', () => {
  it(`loses no call that it answered, and doubles none, ${KILLS} times`, async (t) => {
    const victim = new Victim(freshFolder(t, 'home'));
    const chance = chances(5);
    await victim.hook(() => new Promise(() => undefined));
    for (let round = 0; victim.killed < KILLS || victim.answered.length < KILLS / 10; round++) {
      assert.ok(
        round * ROUND < KILLS * 10,
        `only ${victim.killed} were killed, only ${victim.answered.length} answered`,
      );
      for (let n = 0; n < ROUND; n += 2) {
        // At any moment of its life, two at a time; and just when it puts its entry into the spool.
        await Promise.all([0, 1].map(() => victim.hook(() => sleep(chance() * victim.whole * 1.3))));
        if (n === 0) await victim.hook(() => victim.touched().then(() => sleep(chance() * 2)));
      }
      // An engine that dies while it starts; one that dies while it takes in what was left, beside hooks at work.
      if (round % 3 === 0) await victim.engine(() => sleep(chance() * victim.whole * 2));
      else if (readdirSync(victim.spool).some((name) => name.endsWith('.json')))
        await Promise.all([
          victim.engine(() => victim.touched().then(() => sleep(chance() * 20))),
          victim.hook(() => sleep(victim.whole * (0.5 + chance()))),
        ]);
    }

    const entries = await trail(victim.home);
    const calls = entries.filter(({ record }) => record.kind === 'call').map(({ record }) => record.args);
    const recorded = calls.map((args) => (args as { command: string }).command);
    assert.deepEqual(recorded.length, new Set(recorded).size, 'none twice');
    assert.deepEqual(
      victim.answered.filter((command) => !recorded.includes(command)),
      [],
      'all that were answered',
    );
    assert.deepEqual(
      readdirSync(victim.spool).filter((name) => !name.endsWith('.partial')),
      [],
    );
    const verified = await oktsec(victim.home, ['verify']);
    assert.equal(verified.code, 0, verified.stdout);
    t.diagnostic(
      `${victim.killed} hooks killed, ${victim.answered.length} answered, ${recorded.length} calls on record`,
    );
  });
});
