import * as z from 'zod';
import { SEVERITIES } from '../../protocol/verdict.ts';
import type { Analyzer, Match } from '../types.ts';
import { instructionsWritten } from './instructions.ts';

const schema = z.strictObject({
  /** The least that a rule must say that finds it in a message. */
  severity: z.enum(SEVERITIES),
  /** Only these: what such files also say honestly, "do not tell", is left to the others. */
  rules: z.array(z.string()).min(1).optional(),
});

/** A file that agents take their instructions from, or a memory of theirs, gets a text that would be held if it came as a message. */
export const instructionAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'written-instructions',
  roles: ['content', 'command', 'argument', 'query', 'message', 'prompt'],
  schema,
  compile:
    ({ severity, rules }) =>
    (facts, field) => {
      const least = SEVERITIES.indexOf(severity);
      const matches: Match[] = [];
      for (const { span, findings } of facts.of(field, facts.judgedInstructions)) {
        const worst = findings.find(
          (each) => SEVERITIES.indexOf(each.severity) >= least && rules?.includes(each.rule) !== false,
        );
        if (worst) matches.push({ field, span, detail: `${worst.rule}: ${worst.excerpt}` });
      }
      return matches;
    },
  index: {
    present: (facts, field, show) => {
      if (instructionsWritten(facts, field).length > 0) show('instructions');
    },
    needed: () => ['instructions'],
  },
};
