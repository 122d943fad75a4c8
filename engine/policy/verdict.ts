import type { Phase, Tool } from '../protocol/call.ts';
import { VERDICTS, type Action, type Finding, type Mode, type Severity, type Verdict } from '../protocol/verdict.ts';
import { nameMatches } from './namePattern.ts';

/** A user's word on one rule, for all tools or some. */
export interface RuleOverride {
  readonly id: string;
  readonly action: 'block' | 'quarantine' | 'flag' | 'ignore';
  readonly tools?: readonly string[] | undefined;
  readonly exceptTools?: readonly string[] | undefined;
}

const BY_SEVERITY: Readonly<Record<Severity, Verdict>> = {
  critical: 'block',
  high: 'quarantine',
  medium: 'flag',
  low: 'clean',
  info: 'clean',
};

export function worse(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) >= VERDICTS.indexOf(b) ? a : b;
}

/** What one finding asks for: its severity, capped at quarantine when it rests on likeness alone. */
export function findingVerdict(finding: Finding): Verdict {
  const verdict = BY_SEVERITY[finding.severity];
  return finding.certainty === 'textual' && verdict === 'block' ? 'quarantine' : verdict;
}

export interface Weighed {
  readonly verdict: Verdict;
  /** Findings that count, worst first; those a user ignores are gone. */
  readonly findings: readonly Finding[];
}

/** The worst remaining finding decides. An override speaks only for its own rule and its own tools; of several the last. */
export function weigh(findings: readonly Finding[], tool: Tool, overrides: readonly RuleOverride[]): Weighed {
  const weighed: { finding: Finding; verdict: Verdict }[] = [];
  for (const finding of findings) {
    const override = overrides.findLast((o) => o.id === finding.rule && inScope(o, tool));
    if (override?.action === 'ignore') continue;
    weighed.push({ finding, verdict: override?.action ?? findingVerdict(finding) });
  }
  weighed.sort((a, b) => VERDICTS.indexOf(b.verdict) - VERDICTS.indexOf(a.verdict));
  return { verdict: weighed[0]?.verdict ?? 'clean', findings: weighed.map((w) => w.finding) };
}

function inScope(override: RuleOverride, tool: Tool): boolean {
  const named = (patterns: readonly string[]): boolean => patterns.some((pattern) => nameMatches(pattern, tool.name));
  return (
    (override.tools === undefined || named(override.tools)) && !(override.exceptTools && named(override.exceptTools))
  );
}

/**
 * The table of modes and actions. What has already run cannot be held or denied: its agent is told. A prompt is not
 * held: whoever would approve it is who wrote it, and clients wait only seconds for it.
 */
export function enforcedAction(verdict: Verdict, phase: Phase, tool: Tool): Action {
  if (verdict === 'clean') return 'allow';
  if (verdict === 'flag' || phase !== 'before') return 'warn';
  if (verdict === 'block') return 'deny';
  return tool.kind === 'prompt' ? 'warn' : 'hold';
}

/** What the client asks about may run as well: then its traces are there. */
export function mayRun(action: Action): boolean {
  return action === 'allow' || action === 'warn' || action === 'ask';
}

/** Observe mode lets everything through; a flag is shown there, but the agent is told nothing. */
export function actionInMode(enforced: Action, mode: Mode): Action {
  return mode === 'enforce' ? enforced : 'allow';
}
