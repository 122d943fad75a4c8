import * as z from 'zod';
import { CATEGORIES, SEVERITIES, type Finding } from '../../protocol/verdict.ts';
import type { Analyzer, Match } from '../types.ts';

const schema = z.strictObject({
  /** What in a text is judged. */
  kinds: z.array(z.enum(['command', 'code', 'address'])).min(1),
  /** The least that a rule must say that would find it if it were run. */
  severity: z.enum(SEVERITIES),
  /** Only rules of these categories. */
  categories: z.array(z.enum(CATEGORIES)).min(1).optional(),
  /** Not these rules: what is dangerous to run may be ordinary to write down. */
  notRules: z.array(z.string()).min(1).optional(),
});
type Params = z.infer<typeof schema>;

/** Commands, code and addresses that a text holds out to its reader, judged as if they were run. */
export const commandInTextAnalyzer: Analyzer<Params> = {
  name: 'command-in-text',
  roles: ['message', 'prompt', 'argument', 'description', 'result', 'content'],
  schema,
  compile(params) {
    return (facts, field) => {
      const matches: Match[] = [];
      for (const { piece, findings } of facts.of(field, facts.judgedPieces)) {
        const worst = params.kinds.includes(piece.kind) ? findings.find((each) => counts(each, params)) : undefined;
        // Of a whole script the line is told that was found.
        const shown = field.role === 'content' ? worst?.excerpt : piece.text;
        if (worst) matches.push({ field, span: [piece.start, piece.end], detail: `${worst.rule}: ${shown}` });
      }
      return matches;
    };
  },
};

function counts({ rule, category, severity }: Finding, params: Params): boolean {
  if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(params.severity)) return false;
  return params.categories?.includes(category) !== false && params.notRules?.includes(rule) !== true;
}
