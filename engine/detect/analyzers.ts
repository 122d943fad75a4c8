import type { Field } from '../protocol/call.ts';
import type { Analyzer, CallFacts, Effect } from './types.ts';

/** Every analyzer that a rule can name, one line each. */
const all: readonly Analyzer[] = [];

export const ANALYZERS: ReadonlyMap<string, Analyzer> = new Map(all.map((analyzer) => [analyzer.name, analyzer]));

/** What a field of a call would do, whether or not a rule finds it wrong. */
export const EFFECT_READERS: readonly ((facts: CallFacts, field: Field) => Iterable<Effect>)[] = [];
