import type { TimelineStrings } from '../../engine/protocol/pages.ts';
import type { SessionStep } from '../../engine/protocol/views.ts';
import { duration, fill } from './format.ts';
import { groupOf } from './filter.ts';

/** What became of a call: how it was answered, what a person decided, how it ended. Most telling first. */
export interface StepWords {
  readonly verdict: string;
  readonly action?: string;
  readonly decision?: string;
  readonly outcome?: string;
}

export function stepWords(step: SessionStep, strings: TimelineStrings, locale: string): StepWords {
  const action = actionWord(step, strings);
  const decision = decisionWords(step, strings, locale);
  const outcome = outcomeWords(step, strings, locale);
  return {
    verdict: step.verdict ? strings[groupOf(step)] : '',
    ...(action !== undefined && { action }),
    ...(decision !== undefined && { decision }),
    ...(outcome !== undefined && { outcome }),
  };
}

function actionWord({ action, enforced }: SessionStep, strings: TimelineStrings): string | undefined {
  if (action === 'allow' || action === 'warn') {
    if (enforced === 'deny') return strings.wouldDeny;
    if (enforced === 'hold' || enforced === 'ask') return strings.wouldHold;
    return action === 'warn' ? strings.warned : strings.allowed;
  }
  switch (action) {
    case 'hold':
      return strings.held;
    case 'ask':
      return strings.asked;
    case 'deny':
      return strings.denied;
    case undefined:
      return undefined;
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
