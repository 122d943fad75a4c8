import type { CompiledPattern } from './pack.ts';
import { linearityFault } from './regex/linearity.ts';
import { requiredLiterals } from './regex/literals.ts';
import { parseRegex, RegexSyntaxError } from './regex/syntax.ts';
import type { PatternSource } from './ruleFormat.ts';

/** Compiles one pattern; a string is the reason why it cannot be used. */
export function compilePattern(pattern: PatternSource): CompiledPattern | string {
  const source = 'contains' in pattern ? escapeRegex(pattern.contains) : pattern.regex;
  const flags = (pattern.caseSensitive ? '' : 'i') + (/\\[pP]\{|\\u\{/.test(source) ? 'u' : '');
  try {
    new RegExp(source, flags);
    const tree = parseRegex(source);
    const fault = linearityFault(tree);
    if (fault) return `cannot be used: ${fault}`;
    const anchors = requiredLiterals(tree);
    return { source, flags, ...(anchors && { anchors }) };
  } catch (error) {
    if (error instanceof RegexSyntaxError || error instanceof SyntaxError) return `cannot be used: ${error.message}`;
    throw error;
  }
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
