import type { Field } from '../protocol/call.ts';
import { UNLIMITED, type Budget } from './budget.ts';
import type { CallFacts, Derive, ScanInput } from './types.ts';

/** Facts of one call: each derivation runs at most once per field, whichever rules ask for it. */
export function createFacts(
  input: ScanInput,
  phraseHits: CallFacts['phraseHits'] = () => [],
  budget: Budget = UNLIMITED,
): CallFacts {
  const known = new Map<Derive<unknown>, Map<Field, unknown>>();
  return {
    input,
    budget,
    phraseHits,
    of<T>(field: Field, derive: Derive<T>): T {
      let byField = known.get(derive);
      if (byField === undefined) known.set(derive, (byField = new Map<Field, unknown>()));
      // A stored value was put there by this very `derive`, so it is a T.
      if (byField.has(field)) return byField.get(field) as T;
      const value = derive(field, input, budget);
      byField.set(field, value);
      return value;
    },
  };
}
