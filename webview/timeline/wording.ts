import type { TimelineStrings } from '../../engine/protocol/pages.ts';
import type { SessionStep } from '../../engine/protocol/views.ts';
import { duration, fill } from './format.ts';

/** What became of a call: how it was judged and answered, what a person decided, how it ended. */
export interface StepWords {
  /** Empty for prompts and notices. */
  readonly verdict: string;
  readonly decision?: string;
  readonly outcome?: string;
}

export function stepWords(step: SessionStep, strings: TimelineStrings, locale: string): StepWords {
  const decision = decisionWords(step, strings, locale);
  const outcome = outcomeWords(step, strings, locale);
  return {
    verdict: verdictWords(step, strings),
    ...(decision !== undefined && { decision }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** The verdict as it took effect: in observe mode a block did not block. */
function verdictWords({ verdict, action, approval }: SessionStep, strings: TimelineStrings): string {
  const passed = (action === 'allow' || action === 'warn') && !approval;
  if (!verdict) return '';
  switch (verdict) {
    case 'clean':
    case 'flag':
      return action === 'deny' ? fill(strings.denied, strings[verdict]) : strings[verdict];
    case 'quarantine':
      if (passed) return strings.wouldHold;
      if (action === 'ask') return fill(strings.asked, strings.quarantine);
      return action === 'deny' && !approval ? fill(strings.denied, strings.quarantine) : strings.quarantine;
    case 'block':
      return passed ? strings.wouldBlock : strings.block;
  }
}

function decisionWords({ approval }: SessionStep, strings: TimelineStrings, locale: string): string | undefined {
  if (!approval) return undefined;
  if (approval.state === 'pending') return strings.pending;
  return fill(strings.decidedBy, strings[approval.state], approval.by, duration(approval.waitedMs, locale));
}

function outcomeWords({ outcome }: SessionStep, strings: TimelineStrings, locale: string): string | undefined {
  if (!outcome) return undefined;
  const parts = [outcome.ok ? strings.succeeded : strings.failed];
  if (outcome.exitCode !== undefined && outcome.exitCode !== 0) parts.push(fill(strings.exitCode, outcome.exitCode));
  if (outcome.durationMs !== undefined) parts.push(duration(outcome.durationMs, locale));
  return parts.join(', ');
}
