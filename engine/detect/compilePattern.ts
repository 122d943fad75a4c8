import type { CompiledPattern } from './pack.ts';
import type { PatternSource } from './ruleFormat.ts';

/** Compiles one pattern; a string is the reason why it cannot be used. */
export function compilePattern(pattern: PatternSource): CompiledPattern | string {
  const flags = pattern.caseSensitive ? '' : 'i';
  if ('contains' in pattern) {
    const source = pattern.contains.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return { source, flags };
  }
  try {
    new RegExp(pattern.regex, flags);
  } catch (error) {
    return `is no regular expression: ${(error as Error).message}`;
  }
  return { source: pattern.regex, flags };
}
