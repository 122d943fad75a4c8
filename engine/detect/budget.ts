/** The time that one scan may take. Every loop over a text asks it, so that no input can hold the engine up. */
export interface Budget {
  /** True once the time is up; the loop ends, and the scan counts as cut. */
  spent(): boolean;
}

export const UNLIMITED: Budget = { spent: () => false };

/** A budget of so many milliseconds from now. */
export function timeBudget(milliseconds: number): Budget {
  const deadline = performance.now() + milliseconds;
  let over = false;
  return { spent: () => (over ||= performance.now() > deadline) };
}
