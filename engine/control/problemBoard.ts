import type { HealthState, Problem } from '../protocol/views.ts';

/** Sources of problems; each replaces its own when things change. */
export type ProblemSource =
  'config' | 'rules' | 'mcp' | 'audit' | 'spool' | 'engine' | 'clients' | 'guards' | 'proofs' | 'retention' | 'witness';

/** What a person should know about the engine's state, by source. */
export class ProblemBoard {
  private readonly bySource = new Map<ProblemSource, readonly Problem[]>();

  constructor(private readonly onChange: () => void) {}

  set(source: ProblemSource, problems: readonly Problem[]): void {
    const before = JSON.stringify(this.bySource.get(source) ?? []);
    if (problems.length === 0) this.bySource.delete(source);
    else this.bySource.set(source, problems);
    if (JSON.stringify(problems) !== before) this.onChange();
  }

  all(): readonly Problem[] {
    return [...this.bySource.values()].flat();
  }

  /** Protection goes on in every state that an engine can report of itself. */
  health(): HealthState {
    return this.bySource.size === 0 ? 'ok' : 'degraded';
  }
}
