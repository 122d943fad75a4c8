import * as z from 'zod';
import type { Category } from '../protocol/verdict.ts';
import { compileRegex, escapeRegex } from './compilePattern.ts';
import type { RuleFault } from './compileRule.ts';
import type { CompiledPattern, CompiledRule } from './pack.ts';
import type { Ways } from './regex/linearity.ts';

const patternSchema = z.strictObject({
  type: z.enum(['regex', 'contains']),
  value: z.string().min(1).max(4096),
});

/** One rule document in the format that oktsec and aguara publish. */
export const publishedRuleSchema = z.object({
  id: z.string().min(1).max(100),
  name: z.string().min(1),
  description: z.string().default(''),
  severity: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['critical', 'high', 'medium', 'low', 'info'])),
  category: z.string().min(1),
  targets: z.array(z.string()).optional(),
  match_mode: z.enum(['any', 'all']).default('any'),
  patterns: z.array(patternSchema).min(1),
  exclude_patterns: z.array(patternSchema).default([]),
  remediation: z.string().default(''),
  examples: z
    .object({ true_positive: z.array(z.string()).default([]), false_positive: z.array(z.string()).default([]) })
    .default({ true_positive: [], false_positive: [] }),
});
export type PublishedRule = z.infer<typeof publishedRuleSchema>;

/** Does a document look like one of theirs? */
export function isPublishedRule(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'patterns' in document && 'id' in document;
}

const CATEGORY_NAMES: Readonly<Record<string, Category>> = {
  'prompt-injection': 'prompt-injection',
  'indirect-injection': 'third-party-content',
  'third-party-content': 'third-party-content',
  exfiltration: 'data-exfiltration',
  'data-exfiltration': 'data-exfiltration',
  'supply-chain-exfil': 'supply-chain',
  'supply-chain': 'supply-chain',
  'credential-leak': 'credential-leak',
  'command-execution': 'command-execution',
  'container-escape': 'command-execution',
  'mcp-attack': 'mcp-attack',
  'mcp-config': 'config-security',
  'openclaw-config': 'config-security',
  'external-download': 'external-download',
  'ssrf-cloud': 'ssrf-cloud',
  'unicode-attack': 'unicode',
  'inter-agent': 'inter-agent',
  'tool-call': 'tool-call',
  toolcall: 'tool-call',
};

/**
 * Compiles such a rule. It speaks of likeness, so its findings are textual. Its `targets` are names of files that
 * a tool call does not have, so it applies to all text.
 */
export function compilePublishedRule(
  rule: PublishedRule,
  source: string,
  maxWays: Ways,
): { readonly rule?: CompiledRule; readonly faults: readonly RuleFault[] } {
  const faults: RuleFault[] = [];
  const compileEach = (list: PublishedRule['patterns'], key: string) =>
    list.flatMap(({ type, value }, i): CompiledPattern[] => {
      const compiled =
        type === 'contains' ? compileRegex(escapeRegex(value), 'i', maxWays) : compileRe2(value, maxWays);
      if (typeof compiled === 'object') return [compiled];
      faults.push({ path: [key, i, 'value'], message: compiled });
      return [];
    });
  const patterns = compileEach(rule.patterns, 'patterns');
  const except = compileEach(rule.exclude_patterns, 'exclude_patterns');
  if (faults.length > 0) return { faults };
  return {
    faults,
    rule: {
      info: {
        id: rule.id,
        name: rule.name,
        category: CATEGORY_NAMES[rule.category.toLowerCase()] ?? 'nlp',
        severity: rule.severity,
        certainty: 'textual',
        explanation: rule.description.trim() || rule.name,
        remediation: rule.remediation.trim() || 'See the rule file that this finding comes from.',
        references: [],
        source,
      },
      scope: {},
      alternatives: [{ all: rule.match_mode === 'all', patterns, except }],
    },
  };
}

/** RE2 syntax as JavaScript's: flags in front, `\x{...}`, `\A`, `\z`, `(?P<name>`, POSIX classes, `\pL`. */
function compileRe2(value: string, maxWays: Ways): CompiledPattern | string {
  let flags = '';
  const source = value
    .replace(/\(\?([imsU]+)\)/g, (_, letters: string) => ((flags += letters.replace('U', '')), ''))
    .replace(/\(\?([ims]+):/g, (_, letters: string) => ((flags += letters), '(?:'))
    .replace(/\(\?P</g, '(?<')
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\[:(\^?)(\w+):\]/g, (whole, _negated, name: string) => POSIX[name] ?? whole)
    .replace(/\\([pP])([A-Z])/g, '\\$1{$2}')
    .replace(/\\([pP])\{(?!L\}|N\}|M\}|P\}|S\}|Z\}|C\}|.{2}\})(\w+)\}/g, '\\$1{Script=$2}')
    .replace(/\\x\{([0-9a-fA-F]+)\}/g, (_, hex: string) =>
      hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`,
    );
  const allFlags = [...new Set(flags)].join('');
  const compiled = compileRegex(source, allFlags, maxWays);
  if (typeof compiled === 'object') return compiled;
  for (const bounded of [source, boundSpaces(source)]) {
    for (const most of TIGHTER) {
      const tighter = compileRegex(boundRepeats(bounded, most), allFlags, maxWays);
      if (typeof tighter === 'object') return tighter;
    }
  }
  return compiled;
}

/**
 * RE2 takes linear time whatever the pattern; here a pattern with several open repeats is taken with repeats that end
 * after so many characters, so that the rule works for all but what is spread very wide.
 */
const TIGHTER: readonly number[] = [256, 96, 30, 17];

/** `*` and `+` as `{0,most}` and `{1,most}`, but not in a class or behind a backslash. */
function boundRepeats(source: string, most: number): string {
  return source.replace(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+]/gs, (part) =>
    part === '*' ? `{0,${most}}` : part === '+' ? `{1,${most}}` : part,
  );
}

/** White space between words, of which there is seldom more than this where a rule looks for a phrase. */
function boundSpaces(source: string): string {
  return source.replace(/\\s([*+])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]/gs, (part, sign?: string) =>
    sign === undefined ? part : `\\s{${sign === '*' ? 0 : 1},2}`,
  );
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  word: '\\w',
  xdigit: '0-9a-fA-F',
  punct: '!-\\/:-@\\[-`{-~',
};
