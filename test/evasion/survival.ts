import { scanExample } from '../../engine/rulesets/exampleScan.ts';
import { createDetector } from '../../engine/detect/detector.ts';
import { compileLexicon } from '../../engine/detect/injection/compileLexicon.ts';
import { compilePhrases } from '../../engine/detect/injection/compilePhrases.ts';
import type { RuleExample } from '../../engine/detect/ruleFormat.ts';
import { findingVerdict, worse } from '../../engine/policy/verdict.ts';
import { VERDICTS, type Category, type Verdict } from '../../engine/protocol/verdict.ts';
import { builtinRuleFiles } from './builtinExamples.ts';
import { variants } from './variants.ts';

export interface Trial {
  readonly category: Category;
  readonly rule: string;
  readonly group: string;
  readonly transform: string;
  readonly example: RuleExample;
  readonly original: Verdict;
  readonly verdict: Verdict;
  readonly survived: boolean;
}

/** Puts every hit of every built-in rule through every transformation that applies to it. */
export function trials(): readonly Trial[] {
  const files = builtinRuleFiles();
  const detector = createDetector([
    {
      format: 1,
      rules: files.flatMap((file) => file.rules),
      phrases: compilePhrases(),
      words: compileLexicon(),
    },
  ]);
  const judge = (example: RuleExample) => {
    const { findings, overran } = scanExample(detector, example, 'content-aware');
    const verdict = findings.map(findingVerdict).reduce(worse, overran.length > 0 ? 'quarantine' : 'clean');
    return { verdict, rules: findings.map((finding) => finding.rule) };
  };
  return files.flatMap((file) =>
    (file.source?.rules ?? []).flatMap((source) => {
      const rule = file.rules.find((each) => each.info.id === source.id);
      if (!rule) throw new Error(`${source.id} does not compile.`);
      return source.examples.hits.flatMap((hit): Trial[] => {
        const original = judge(hit).verdict;
        return variants(hit, rule).map(({ group, transform, example }) => {
          const { verdict, rules } = judge(example);
          const survived =
            original === 'clean'
              ? verdict !== 'clean' || rules.includes(source.id)
              : atLeast(verdict, required(original));
          return {
            category: rule.info.category,
            rule: source.id,
            group,
            transform,
            example,
            original,
            verdict,
            survived,
          };
        });
      });
    }),
  );
}

/** Likeness alone is capped at quarantine, so what was blocked may come to be held. */
function required(original: Verdict): Verdict {
  return original === 'block' ? 'quarantine' : original;
}

function atLeast(verdict: Verdict, least: Verdict): boolean {
  return VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(least);
}

export interface Share {
  readonly name: string;
  readonly survived: number;
  readonly all: number;
}

/** Survivors by what `key` says of each trial. */
export function sharesBy(all: readonly Trial[], key: (trial: Trial) => string): readonly Share[] {
  const groups = new Map<string, { survived: number; all: number }>();
  for (const trial of all) {
    const name = key(trial);
    const group = groups.get(name) ?? { survived: 0, all: 0 };
    groups.set(name, { survived: group.survived + (trial.survived ? 1 : 0), all: group.all + 1 });
  }
  return [...groups].map(([name, counts]) => ({ name, ...counts }));
}
