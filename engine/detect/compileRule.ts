import type { Category } from '../protocol/verdict.ts';
import { ANALYZERS } from './analyzers.ts';
import type { AnalyzerUse, CompiledRule, PatternGroup } from './pack.ts';
import { compilePattern } from './compilePattern.ts';
import type { Ways } from './regex/linearity.ts';
import type { MatchSource, PatternSource, RuleSource } from './ruleFormat.ts';

/** Something wrong inside a rule, and the path of keys to it. */
export interface RuleFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Alternative = Exclude<MatchSource, { any: unknown }>;

/**
 * Turns one rule that has the right shape into its runnable form.
 * Faults name unknown analyzers, bad parameters and patterns that are invalid or not linear-time.
 */
export function compileRule(
  rule: RuleSource,
  category: Category,
  source: string,
  maxWays: Ways,
): { readonly rule?: CompiledRule; readonly faults: readonly RuleFault[] } {
  const faults: RuleFault[] = [];
  const alternatives =
    'any' in rule.match
      ? rule.match.any.map((each, i) => compileAlternative(each, ['match', 'any', i], faults, maxWays))
      : [compileAlternative(rule.match, ['match'], faults, maxWays)];
  if (faults.length > 0) return { faults };
  const { id, name, severity, certainty, explanation, remediation, references } = rule;
  const { roles, tools, surfaces, phases } = rule.applies ?? {};
  return {
    faults,
    rule: {
      info: { id, name, category, severity, certainty, explanation, remediation, references, source },
      scope: {
        ...(roles && { roles }),
        ...(tools && { tools }),
        ...(surfaces && { surfaces }),
        ...(phases && { phases }),
      },
      alternatives,
    },
  };
}

function compileAlternative(
  match: Alternative,
  path: readonly (string | number)[],
  faults: RuleFault[],
  maxWays: Ways,
): PatternGroup | AnalyzerUse {
  if ('analyzer' in match) {
    const analyzer = ANALYZERS.get(match.analyzer);
    if (!analyzer) {
      const known = [...ANALYZERS.keys()].join(', ');
      faults.push({
        path: [...path, 'analyzer'],
        message: `unknown analyzer "${match.analyzer}"; there are: ${known}`,
      });
      return { analyzer: match.analyzer, with: {} };
    }
    const parsed = analyzer.schema.safeParse(match.with ?? {});
    for (const issue of parsed.error?.issues ?? []) {
      const at = issue.path.filter((key) => typeof key !== 'symbol');
      faults.push({ path: [...path, 'with', ...at], message: issue.message });
    }
    return { analyzer: match.analyzer, with: parsed.data };
  }
  const compileEach = (patterns: readonly PatternSource[], key: string) =>
    patterns.flatMap((pattern, i) => {
      const compiled = compilePattern(pattern, maxWays);
      if (typeof compiled === 'object') return [compiled];
      faults.push({ path: [...path, key, i], message: compiled });
      return [];
    });
  return {
    all: match.all ?? false,
    patterns: compileEach(match.patterns, 'patterns'),
    except: compileEach(match.except ?? [], 'except'),
  };
}
