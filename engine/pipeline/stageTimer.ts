import type { Stage } from '../protocol/verdict.ts';

/** Microseconds per stage of one call, from when it is made. */
export class StageTimer {
  private readonly spent: Partial<Record<Stage, number>> = {};
  private last = performance.now();

  /** A stage has ended, and the next one begins: a look at the clock takes longer than most stages. */
  lap(stage: Stage): void {
    const now = performance.now();
    this.spent[stage] = (now - this.last) * 1000;
    this.last = now;
  }

  async async<T>(stage: Stage, work: Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work;
    } finally {
      this.spent[stage] = (performance.now() - start) * 1000;
    }
  }

  total(): number {
    let sum = 0;
    for (const stage in this.spent) sum += this.spent[stage as Stage] ?? 0;
    return sum;
  }

  /** As they are measured: stages that are yet to end join it. */
  stages(): Readonly<Partial<Record<Stage, number>>> {
    return this.spent;
  }
}
