import { z } from 'zod';
import type { Field } from '../../protocol/call.ts';
import { SEVERITIES, type Finding } from '../../protocol/verdict.ts';
import { heldOut, type HeldOut } from '../text/commandsInText.ts';
import type { Analyzer, Match, ScanInput } from '../types.ts';

const schema = z.strictObject({
  /** Categories of the rules that would find the command if it were run; all without. */
  categories: z.array(z.string()).min(1).optional(),
  /** The least that such a rule must say. */
  severity: z.enum(SEVERITIES).default('high'),
  kinds: z.array(z.enum(['command', 'code', 'address'])).default(['command', 'code', 'address']),
});

/** Commands, code and addresses that a text holds out to its reader, judged as if they were run. */
export const commandInTextAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'command-in-text',
  roles: ['message', 'prompt', 'argument', 'description', 'result'],
  schema,
  compile({ categories, severity, kinds }) {
    const least = SEVERITIES.indexOf(severity);
    return (facts, field) => {
      const matches: Match[] = [];
      for (const piece of facts.of(field, heldOut)) {
        if (!kinds.includes(piece.kind)) continue;
        // One piece is judged once, whichever rules ask.
        const judged = facts.of(asField(piece, field), (each, input) => facts.judge(asCall(piece, each, input)));
        const worst = judged.find(
          (finding) =>
            SEVERITIES.indexOf(finding.severity) >= least && (!categories || categories.includes(finding.category)),
        );
        if (worst) matches.push({ field, span: [piece.start, piece.end], detail: describe(worst) });
      }
      return matches;
    };
  },
};
