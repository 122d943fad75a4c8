/**
 * Sliding-window log per agent. Times are monotonic milliseconds, so a clock that jumps changes nothing.
 * Bounded: agents idle for a window are dropped, and no log grows beyond its limit.
 */
export class RateLimiter {
  private readonly calls = new Map<string, number[]>();

  constructor(private readonly windowMs = 60_000) {}

  /** Calls of this agent within the window. */
  count(agent: string, now: number): number {
    return this.recent(agent, now).length;
  }

  /** Records one call. */
  charge(agent: string, now: number): void {
    const log = this.recent(agent, now);
    log.push(now);
    this.calls.delete(agent); // re-inserted last: the map stays in order of use
    this.calls.set(agent, log);
    this.dropIdle(now);
  }

  private recent(agent: string, now: number): number[] {
    const log = this.calls.get(agent) ?? [];
    let stale = 0;
    while (stale < log.length && log[stale]! <= now - this.windowMs) stale++;
    if (stale > 0) log.splice(0, stale);
    return log;
  }

  private dropIdle(now: number): void {
    for (const [agent, log] of this.calls) {
      if (log.length > 0 && log[log.length - 1]! > now - this.windowMs) return;
      this.calls.delete(agent);
    }
  }
}
