import type { Statement, While } from 'unbash';

interface FunctionRun {
  readonly name: string;
  readonly doubt: number;
  /** Background jobs and pipelines around its call. */
  readonly beside: number;
  spawns: boolean;
}

/** What a script starts beside itself, to tell a bomb from a function that calls itself for what it finds. */
export class StartedProcesses {
  readonly #running: FunctionRun[] = [];
  #pipelines = 0;
  #background = 0;

  inBackground<T>(run: () => T): T {
    this.#spawn();
    this.#background++;
    try {
      return run();
    } finally {
      this.#background--;
    }
  }

  inPipeline<T>(run: () => T): T {
    this.#spawn();
    this.#pipelines++;
    try {
      return run();
    } finally {
      this.#pipelines--;
    }
  }

  #spawn(): void {
    for (const each of this.#running) each.spawns = true;
  }

  isRunning(name: string): boolean {
    return this.#running.some((each) => each.name === name);
  }

  inFunction<T>(name: string, doubt: number, run: () => T): T {
    this.#running.push({ name, doubt, beside: this.#background + this.#pipelines, spawns: false });
    try {
      return run();
    } finally {
      this.#running.pop();
    }
  }

  /**
   * Is a function that calls itself a bomb? One that goes down a tree calls itself for what it finds; a bomb does so
   * whatever there is, or beside itself.
   */
  isBomb(name: string, doubt: number): boolean {
    const running = this.#running.find((each) => each.name === name);
    if (!running) return false;
    const always = doubt === running.doubt;
    const beside = this.#background + this.#pipelines > running.beside;
    return (running.spawns && always) || (beside && (always || this.#background > 0));
  }
}

/** `while true; do x & done`: a process each round, and no pause that waits for it. */
export function spawnsWithoutEnd(node: While): boolean {
  const [only, ...more] = node.clause.commands;
  if (!only || more.length > 0 || node.kind !== 'while' || !alwaysTrue(only)) return false;
  const body = node.body.commands;
  // A pause in front of the last process that is started does not wait for it.
  const last = body.findLastIndex((each) => each.background);
  const pauses = body.some(
    (each, i) =>
      i > last &&
      each.command.type === 'Command' &&
      !each.background &&
      /^(?:wait|sleep|break|read|exit|return|inotifywait)$/.test(each.command.name?.value ?? ''),
  );
  return last >= 0 && !pauses;
}

function alwaysTrue(statement: Statement): boolean {
  const command = statement.command;
  if (command.type === 'Command') return /^(?:true|:)$/.test(command.name?.value ?? '');
  if (command.type === 'ArithmeticCommand') return /^\s*[1-9]\d*\s*$/.test(command.body);
  return (
    command.type === 'TestCommand' &&
    command.expression.type === 'TestUnary' &&
    /^[1-9a-z]+$/i.test(command.expression.operand.value) &&
    /^(?:-n)?$/.test(command.expression.operator)
  );
}
