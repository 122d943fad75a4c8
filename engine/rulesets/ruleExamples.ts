import { asset } from '../config/assets.ts';
import { scanExample } from './exampleScan.ts';
import { loadBuiltinPack } from '../detect/builtinRules.ts';
import { createDetector } from '../detect/detector.ts';
import { BUILTIN_WAYS, PROJECT_WAYS } from '../detect/regex/linearity.ts';
import { parseRuleFile } from '../detect/ruleFile.ts';
import type { Problem } from '../protocol/views.ts';

/** What a rule file's own examples say about it. */
export interface RuleFileReport {
  readonly rules: number;
  readonly examples: number;
  /** Rules that cannot be used, and examples whose answer is another than the file says. */
  readonly problems: readonly Problem[];
}

/**
 * Runs the examples of a rule file, ours or the published format. Its rules stand beside the built-in ones as they would in
 * force, but only what they find themselves counts. Rules of a project must be simpler than a user's own.
 */
export function testRuleFile(text: string, file: string, ofProject = false): RuleFileReport {
  const parsed = parseRuleFile(text, file, ofProject ? PROJECT_WAYS : BUILTIN_WAYS);
  const builtin = loadBuiltinPack(asset('rules.json'));
  const tested = new Set(parsed.rules.map(({ info }) => info.id));
  const others = ofProject ? [] : builtin.rules.filter(({ info }) => !tested.has(info.id));
  const detector = createDetector([{ ...builtin, rules: [...others, ...parsed.rules] }]);
  const wrong = parsed.examples.flatMap(({ rule, expected, call, line, column }): Problem[] => {
    const example = typeof call === 'string' ? { tool: 'message', input: { content: call } } : call;
    const profile = typeof call === 'string' ? 'strict' : 'content-aware';
    const found = scanExample(detector, example, profile).findings.some((finding) => finding.rule === rule);
    if (found === (expected === 'hit')) return [];
    const said = expected === 'hit' ? 'is not found, but is listed as a hit' : 'is found, but is listed as a miss';
    return [{ code: 'rule-example', message: `${rule}: the example ${said}`, file, line, column }];
  });
  return { rules: parsed.rules.length, examples: parsed.examples.length, problems: [...parsed.problems, ...wrong] };
}
