import type { SessionStep } from '../engine/protocol/views.ts';

/** Steps of `next` that `known` lacks or has otherwise; remembers them in `known`, by sequence number. */
export function changedSteps(known: Map<number, string>, next: readonly SessionStep[]): SessionStep[] {
  return next.filter((step) => {
    const text = JSON.stringify(step);
    if (known.get(step.seq) === text) return false;
    known.set(step.seq, text);
    return true;
  });
}
