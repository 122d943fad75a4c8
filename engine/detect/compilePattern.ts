import type { CompiledPattern } from './pack.ts';
import { linearityFault } from './regex/linearity.ts';
import { requiredLiterals } from './regex/literals.ts';
import { parseRegex, RegexSyntaxError } from './regex/syntax.ts';
import type { PatternSource } from './ruleFormat.ts';

/** Compiles one pattern; a string is the reason why it cannot be used. */
export function compilePattern(pattern: PatternSource): CompiledPattern | string {
  const source = 'contains' in pattern ? escapeRegex(pattern.contains) : pattern.regex;
  return compileRegex(source, pattern.caseSensitive ? '' : 'i');
}

/** Compiles JavaScript regular-expression source; a string is the reason why it cannot be used. */
export function compileRegex(source: string, givenFlags: string): CompiledPattern | string {
  // Code points beyond the first plane and properties need the flag that refuses needless escapes.
  const unicode = /\\[pP]\{|\\u\{/.test(source);
  const text = unicode ? source.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, '$1') : source;
  const flags = givenFlags + (unicode ? 'u' : '');
  try {
    new RegExp(text, flags);
    const tree = parseRegex(text);
    const fault = linearityFault(tree);
    if (fault) return `cannot be used: ${fault}`;
    const anchors = requiredLiterals(tree);
    return { source: text, flags, ...(anchors && { anchors }) };
  } catch (error) {
    if (error instanceof RegexSyntaxError || error instanceof SyntaxError) return `cannot be used: ${error.message}`;
    throw error;
  }
}

/** Text as a pattern that matches it. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
