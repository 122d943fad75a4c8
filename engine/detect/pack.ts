import type { LiteralIndex } from './regex/literalIndex.ts';
import type { WordTables } from './text/wordTables.ts';
import type { RuleInfo, RuleScope } from './types.ts';

/** A regular expression that is safe to run, and the lower-case literals of which every match contains one. */
export interface CompiledPattern {
  readonly source: string;
  readonly flags: string;
  /** Absent: the pattern has no literal that it needs, and runs on every text. */
  readonly anchors?: readonly string[];
  /**
   * For each anchor the characters between the start of a match and it, at least and at most. Only where they are few:
   * then a match is looked for there and nowhere else.
   */
  readonly leads?: readonly (readonly [least: number, most: number])[];
  /** With `leads`: what a match can begin with, in small letters. */
  readonly first?: string;
  /** With a `first`: no match begins inside a word. */
  readonly word?: true;
  /** With `word`: what the second word of a match begins with, in small letters. Every match has one. */
  readonly second?: string;
  /** With `anchors` and without `leads`: characters that a match has at most, so that it is looked for close to an anchor only. */
  readonly reach?: number;
  /** A match may be longer than the overlap of two pieces of a long text, so it is looked for in longer ones. */
  readonly long?: true;
  /** With `leads`: a match may be as long as the text. */
  readonly unbounded?: true;
}

export interface PatternGroup {
  readonly all: boolean;
  readonly patterns: readonly CompiledPattern[];
  readonly except: readonly CompiledPattern[];
}

/** `with` has passed the analyzer's schema. */
export interface AnalyzerUse {
  readonly analyzer: string;
  readonly with: unknown;
}

export interface CompiledRule {
  readonly info: RuleInfo;
  readonly scope: RuleScope;
  /** The rule holds where one of these holds. */
  readonly alternatives: readonly (PatternGroup | AnalyzerUse)[];
}

/** One kind of phrase, and what it weighs in the sum of all that stand near each other. */
export interface CompiledPhrase {
  readonly group: string;
  readonly weight: number;
  readonly pattern: CompiledPattern;
}

/** All anchors of a pack, and the index over them that was made when the product was built. */
export interface AnchorIndex {
  readonly literals: readonly string[];
  readonly index: LiteralIndex;
}

/** What the phrase analyzers know, apart from the rules that ask them. Only the built-in pack has it. */
export interface Vocabulary {
  /** Phrases that the injection analyzer scores. */
  readonly phrases?: readonly CompiledPhrase[];
  /** Words that orders are made of. */
  readonly words?: WordTables;
  /** Kept beside the JSON; without it the index is made when a detector is. */
  readonly anchors?: AnchorIndex;
}

/** Rules ready to run, as plain JSON: built-in rules are compiled at build time and never parsed as YAML at start. */
export interface CompiledPack extends Vocabulary {
  readonly format: 1;
  readonly rules: readonly CompiledRule[];
}
