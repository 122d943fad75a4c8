import type { Verdict } from '../protocol/verdict.ts';

const WEIGHT: Readonly<Record<Verdict, number>> = { clean: 0, flag: 10, quarantine: 50, block: 100 };
const HALF_LIFE_MS = 60 * 60_000;
/** Calls before a score is trusted in full: one blocked call in one is no pattern. */
const CONFIDENT_AFTER = 10;

interface Tally {
  weight: number;
  calls: number;
  at: number;
}

/** Risk of each agent, 0 to 100: the mean weight of its verdicts, halved every hour, damped while calls are few. */
export class RiskScores {
  private readonly tallies = new Map<string, Tally>();

  record(agent: string, verdict: Verdict, now: number): number {
    const tally = this.decayed(agent, now);
    tally.weight += WEIGHT[verdict];
    tally.calls += 1;
    this.tallies.delete(agent);
    this.tallies.set(agent, tally);
    if (this.tallies.size > 1000) this.tallies.delete(this.tallies.keys().next().value!);
    return score(tally);
  }

  of(agent: string, now: number): number {
    return score(this.decayed(agent, now));
  }

  private decayed(agent: string, now: number): Tally {
    const tally = this.tallies.get(agent);
    if (tally === undefined) return { weight: 0, calls: 0, at: now };
    const factor = 0.5 ** (Math.max(0, now - tally.at) / HALF_LIFE_MS);
    return { weight: tally.weight * factor, calls: tally.calls * factor, at: now };
  }
}

function score({ weight, calls }: Tally): number {
  if (calls < 0.01) return 0;
  return Math.round(Math.min(1, calls / CONFIDENT_AFTER) * Math.min(100, weight / calls));
}
