import type { Verdict } from '../protocol/verdict.ts';

export interface EscalationLimits {
  readonly windowMs: number;
  /** Blocks within the window from which the agent's next flag is held. */
  readonly holdAfter: number;
  /** Blocks within the window from which the agent's next hold is a block. */
  readonly blockAfter: number;
}

/** How often each agent was blocked of late, in monotonic milliseconds. Bounded by dropping idle agents. */
export class BlockHistory {
  private readonly blocks = new Map<string, number[]>();

  /** The verdict, raised one level if the agent keeps being blocked. A raised verdict is not itself counted. */
  escalate(verdict: Verdict, agent: string, now: number, limits: EscalationLimits): Verdict {
    const count = this.recent(agent, now, limits.windowMs).length;
    if (verdict === 'quarantine' && count >= limits.blockAfter) return 'block';
    if (verdict === 'flag' && count >= limits.holdAfter) return 'quarantine';
    return verdict;
  }

  record(agent: string, now: number, limits: EscalationLimits): void {
    const log = this.recent(agent, now, limits.windowMs);
    log.push(now);
    if (log.length > limits.blockAfter) log.shift();
    this.blocks.delete(agent);
    this.blocks.set(agent, log);
    if (this.blocks.size > 1000) this.blocks.delete(this.blocks.keys().next().value!);
  }

  private recent(agent: string, now: number, windowMs: number): number[] {
    return (this.blocks.get(agent) ?? []).filter((at) => at > now - windowMs);
  }
}
