import { compileRegex } from '../compilePattern.ts';
import type { CompiledPhrase } from '../pack.ts';
import { SIGNALS } from './signals.ts';

/**
 * Compiles the phrases of the injection analyzer when the product is built: finding their anchors takes longer
 * than an engine may take to start.
 * @throws Error that names a phrase which is not linear or has no anchor.
 */
export function compilePhrases(): readonly CompiledPhrase[] {
  return SIGNALS.map(({ group, weight, source }) => {
    const pattern = compileRegex(source, 'i');
    if (typeof pattern === 'string') throw new Error(`Phrase of group ${group} ${pattern}`);
    if (!pattern.anchors) throw new Error(`Phrase of group ${group} has no literal: ${source}`);
    return { group, weight, pattern };
  });
}
