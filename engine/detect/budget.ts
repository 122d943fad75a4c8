import { threadTime } from './threadTime.ts';

/** The time that one scan may take. Every loop over a text asks it, so that no input can hold the engine up. */
export interface Budget {
  /** True once the time is up; the loop ends, and the scan counts as cut. */
  spent(): boolean;
}

export const UNLIMITED: Budget = { spent: () => false };

/** How much longer a scan may last on a machine that gives most of the time to others. */
const MOST_WAITING = 40;

/**
 * A budget of so many milliseconds of processor time from now. The clock is asked first: no more than it says can have been
 * used. Where it says too much, the processor time counts, so that a machine that is busy with a build
 * does not have honest files cut and held.
 */
export function timeBudget(milliseconds: number): Budget {
  const start = performance.now();
  const before = threadTime();
  const last = start + milliseconds * MOST_WAITING;
  let deadline = start + milliseconds;
  let over = false;
  const isOver = (): boolean => {
    const now = performance.now();
    if (now <= deadline) return false;
    const used = threadTime() - before;
    if (used > milliseconds || now > last) return true;
    deadline = Math.min(last, now + milliseconds - used);
    return false;
  };
  return { spent: () => (over ||= isOver()) };
}

/** Below this much text no linear search can spend a budget, and to ask for the processor time is a good part of the work. */
export const TIMED_FROM = 4096;

/** A budget for one search of a text of this length. */
export function searchBudget(milliseconds: number, length: number): Budget {
  return length > TIMED_FROM ? timeBudget(milliseconds) : UNLIMITED;
}
