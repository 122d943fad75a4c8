/** One measured figure, next to what the design allows. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Absent: for orientation only, such as what this machine needs for well-known work. */
  readonly budget?: Budget;
}

export type Budget = { readonly atMost: number } | { readonly atLeast: number };

export function isWithin({ value, budget }: Figure): boolean {
  if (!budget) return true;
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
}

/** How much of the budget is used: 1 is exactly the budget, less is better. */
export function usedShare({ value, budget }: Figure): number | undefined {
  if (!budget) return undefined;
  return 'atMost' in budget ? value / budget.atMost : budget.atLeast / value;
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** Milliseconds that each of `count` calls of `work` takes, one after the other. */
export async function timeEach(count: number, work: (index: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await work(index);
    samples.push(performance.now() - start);
  }
  return samples;
}

/** Milliseconds for `count` calls of `work`, `width` of them under way at any time, each by another caller. */
export async function timeConcurrent(
  count: number,
  width: number,
  work: (index: number, caller: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async (caller: number) => {
    while (next < count) await work(next++, caller);
  };
  await Promise.all(Array.from({ length: width }, (_, caller) => worker(caller)));
  return performance.now() - start;
}
