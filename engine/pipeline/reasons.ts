import type { Action, Finding, Stage, Verdict } from '../protocol/verdict.ts';

/** One sentence for people: why this call was stopped, held or noted. */
export function humanReason(verdict: Verdict, findings: readonly Finding[], policyReason: string | undefined): string {
  if (verdict === 'clean') return '';
  if (policyReason !== undefined) return sentence(policyReason);
  const [worst, ...others] = distinct(findings);
  if (worst === undefined) return '';
  const more = others.length > 0 ? ` Also: ${others.map((f) => f.name).join('; ')}.` : '';
  return `${sentence(worst.explanation).slice(0, -1)} (${worst.rule}).${more}`;
}

/** For the agent: what happened, and what to do instead of trying again in other words. */
export function agentReason(action: Action, stage: Stage, human: string, findings: readonly Finding[]): string {
  const advice = distinct(findings)[0]?.remediation;
  const instead = stage === 'scan' && advice ? ` Instead: ${sentence(advice)}` : '';
  switch (action) {
    case 'allow':
      return '';
    case 'warn':
      return `Oktsec noted a risk in this call: ${human}${instead}`;
    case 'ask':
      return `Oktsec: nobody has decided yet, so the question goes to you here. ${human}`;
    case 'hold':
    case 'deny':
      return `Blocked by Oktsec, the call did not run. ${human}${instead} Do not rephrase the call to get around this; ask the user if it is needed.`;
  }
}

function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((f) => !seen.has(f.rule) && seen.add(f.rule));
}

function sentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
