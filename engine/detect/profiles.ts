import type { Profile } from '../protocol/verdict.ts';
import type { RuleInfo, ScanInput } from './types.ts';

const CONTENT_TOOLS: ReadonlySet<string> = new Set(['read', 'write', 'edit', 'search']);
const INJECTIONS: ReadonlySet<string> = new Set([
  'prompt-injection',
  'third-party-content',
  'inter-agent',
  'nlp',
  'unicode',
]);

/**
 * Does a rule's finding count for this call under the agent's profile? Structural findings always do.
 * Files may talk about danger, so `content-aware` drops textual findings on what file tools carry,
 * but keeps injections in what they bring back.
 */
export function counts(rule: RuleInfo, input: ScanInput, profile: Profile): boolean {
  if (rule.certainty === 'structural' || profile === 'strict') return true;
  if (profile === 'minimal') return false;
  return !CONTENT_TOOLS.has(input.tool.kind) || (input.phase === 'after' && INJECTIONS.has(rule.category));
}
