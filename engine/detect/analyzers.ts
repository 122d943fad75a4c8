import type { Field } from '../protocol/call.ts';
import { secretAnalyzer } from './secrets/secretAnalyzer.ts';
import type { Analyzer, CallFacts, Effect } from './types.ts';
import { hiddenAnalyzer } from './unicode/hiddenAnalyzer.ts';
import { lookAlikeAnalyzer } from './unicode/lookAlikeAnalyzer.ts';

/** Every analyzer that a rule can name, one line each. */
const all: readonly Analyzer[] = [secretAnalyzer, hiddenAnalyzer, lookAlikeAnalyzer];

export const ANALYZERS: ReadonlyMap<string, Analyzer> = new Map(all.map((analyzer) => [analyzer.name, analyzer]));

/** What a field of a call would do, whether or not a rule finds it wrong. */
export const EFFECT_READERS: readonly ((facts: CallFacts, field: Field) => Iterable<Effect>)[] = [];
