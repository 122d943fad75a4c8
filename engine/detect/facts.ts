import type { Field } from '../protocol/call.ts';
import { UNLIMITED, type Budget } from './budget.ts';
import type { CallFacts, Derive, ScanInput } from './types.ts';

/** Every derivation that was ever asked for has a place of its own in the facts of a field; it carries its number. */
const PLACE = Symbol('place');
type Placed = Derive<unknown> & { [PLACE]?: number };
let placesGiven = 0;

function placeOf(derive: Placed): number {
  return (derive[PLACE] ??= placesGiven++);
}

/** Stands for a derivation that gave nothing; a place without a value was never asked for. */
const NOTHING = Symbol('nothing');

/** Facts of one call: each derivation runs at most once per field, whichever rules ask for it. */
class Facts implements CallFacts {
  private readonly known = new Map<Field, unknown[]>();
  /** Rules are asked field by field, so the last one is nearly always the next one. */
  private field: Field | undefined;
  private values: unknown[] = [];

  readonly phraseHits: CallFacts['phraseHits'];
  readonly judgedPieces: CallFacts['judgedPieces'];
  readonly judgedInstructions: CallFacts['judgedInstructions'];

  constructor(
    readonly input: ScanInput,
    lent: LentFacts,
    readonly budget: Budget,
  ) {
    this.phraseHits = lent.phraseHits;
    this.judgedPieces = lent.judgedPieces;
    this.judgedInstructions = lent.judgedInstructions;
  }

  of<T>(field: Field, derive: Derive<T>): T {
    if (field !== this.field) this.turnTo(field);
    const place = placeOf(derive);
    const { values } = this;
    const known = values[place];
    // A stored value was put there by this very `derive`, so it is a T.
    if (known !== undefined) return (known === NOTHING ? undefined : known) as T;
    const value = derive(field, this.input, this.budget, this);
    values[place] = value === undefined ? NOTHING : value;
    return value;
  }

  private turnTo(field: Field): void {
    let values = this.known.get(field);
    if (values === undefined) this.known.set(field, (values = []));
    this.field = field;
    this.values = values;
  }
}

/** Facts that need the detector's rules. */
export type LentFacts = Pick<CallFacts, 'phraseHits' | 'judgedPieces' | 'judgedInstructions'>;
const NOTHING_LENT: LentFacts = { phraseHits: () => [], judgedPieces: () => [], judgedInstructions: () => [] };

export function createFacts(input: ScanInput, lent: LentFacts = NOTHING_LENT, budget: Budget = UNLIMITED): CallFacts {
  return new Facts(input, lent, budget);
}
