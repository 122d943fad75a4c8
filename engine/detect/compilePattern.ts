import type { CompiledPattern } from './pack.ts';
import { firstChars } from './regex/firstChars.ts';
import { maxLength } from './regex/length.ts';
import { BUILTIN_WAYS, linearityFault, type Ways } from './regex/linearity.ts';
import { requiredLiterals, type Required } from './regex/literals.ts';
import { secondWordChars } from './regex/secondWord.ts';
import { parseRegex, RegexSyntaxError, type RegexNode } from './regex/syntax.ts';
import type { PatternSource } from './ruleFormat.ts';

/** Characters of a match that the pieces of a long text have in common. */
const SHORT_MATCH = 512;
/** Length of the pieces in which longer matches are looked for; not for patterns that would be slow on them. */
const LONG_TEXT = 12_288;

/** Compiles one pattern; a string is the reason why it cannot be used. */
export function compilePattern(pattern: PatternSource, maxWays: Ways): CompiledPattern | string {
  const source = 'contains' in pattern ? escapeRegex(pattern.contains) : pattern.regex;
  return compileRegex(source, pattern.caseSensitive ? '' : 'i', maxWays);
}

/** Compiles JavaScript regular-expression source; a string is the reason why it cannot be used. */
export function compileRegex(source: string, givenFlags: string, maxWays = BUILTIN_WAYS): CompiledPattern | string {
  // Code points beyond the first plane and properties need the flag that refuses needless escapes.
  const unicode = /\\[pP]\{|\\u\{/.test(source);
  const text = unicode ? source.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, '$1') : source;
  const flags = givenFlags + (unicode ? 'u' : '');
  if (unicode && propertyClasses(text) > MAX_PROPERTY_CLASSES)
    return `cannot be used: it asks for more than ${MAX_PROPERTY_CLASSES} characters by their Unicode property`;
  try {
    new RegExp(text, flags);
    const tree = parseRegex(text);
    const fault = linearityFault(tree, maxWays);
    if (fault) return `cannot be used: ${fault}`;
    const ofSet = unicode ? 2 : 1;
    const required = requiredLiterals(tree, ofSet);
    const longest = maxLength(tree);
    const long = longest > SHORT_MATCH && !linearityFault(tree, maxWays, LONG_TEXT);
    const reach = maxLength(tree, ofSet);
    const starts = required && !unicode ? startsOf(tree, required) : undefined;
    return {
      source: text,
      flags,
      ...(required && { anchors: required.texts }),
      ...starts,
      ...(required && !starts && reach <= SHORT_MATCH && { reach }),
      ...(long && { long }),
      ...(starts && longest > LONG_TEXT && { unbounded: true }),
    };
  } catch (error) {
    if (error instanceof RegexSyntaxError || error instanceof SyntaxError) return `cannot be used: ${error.message}`;
    throw error;
  }
}

/** The engine's own compiler takes time that doubles with each of them; a small repeat is written out by it. */
const MAX_PROPERTY_CLASSES = 6;

function propertyClasses(source: string): number {
  const classes = source.match(/\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}/gs)?.filter((each) => /\\[pP]\{/.test(each)) ?? [];
  return classes.length * (/\{(?:[23]|\d*,[23])\}/.test(source) ? 3 : 1);
}

/** Places before an anchor that are worth a look, one by one, each at its first character; and worth a try without. */
const MAX_LOOKS = 64;
const MAX_TRIES = 4;

type Starts = Pick<CompiledPattern, 'leads' | 'first' | 'word' | 'second'>;

function startsOf(tree: RegexNode, { leads }: Required): Starts | undefined {
  const places = Math.max(...leads.map(([least, most]) => most - least + 1));
  const first = firstChars(tree);
  if (first !== undefined && places <= MAX_LOOKS)
    return { leads, first, ...(opensAtBoundary(tree) && /^\w+$/.test(first) && startOfWords(tree)) };
  return places <= MAX_TRIES ? { leads } : undefined;
}

function startOfWords(tree: RegexNode): Pick<CompiledPattern, 'word' | 'second'> {
  const second = secondWordChars(tree);
  return { word: true, ...(second !== undefined && { second }) };
}

/** Does every match begin where a word does, if with a letter? Each of several alternatives has to. */
function opensAtBoundary(tree: RegexNode): boolean {
  switch (tree.kind) {
    case 'assertion':
      return tree.isBoundary === true;
    case 'sequence':
      return tree.items[0] !== undefined && opensAtBoundary(tree.items[0]);
    case 'choice':
      return tree.options.every(opensAtBoundary);
    default:
      return false;
  }
}

/** Text as a pattern that matches it. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
