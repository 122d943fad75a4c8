import type { Analyzer } from './types.ts';

const all: readonly Analyzer[] = [];

/** Every analyzer that a rule can name. */
export const ANALYZERS: ReadonlyMap<string, Analyzer> = new Map(all.map((analyzer) => [analyzer.name, analyzer]));
