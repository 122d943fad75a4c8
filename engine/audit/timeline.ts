import type { EntryRecord } from '../protocol/audit.ts';
import { VERDICTS, type Verdict } from '../protocol/verdict.ts';
import type { SessionStep } from '../protocol/views.ts';

/**
 * The lines of a session, from its entries in order of sequence: what a person decided and what came of a call is
 * folded into the call's line; later entries win. What refers to a call that is not there keeps a line of its own.
 */
export function timeline(
  records: Iterable<EntryRecord>,
  reasoningOf: (record: EntryRecord) => string | undefined,
): SessionStep[] {
  const steps: SessionStep[] = [];
  const lineOf = new Map<string, number>();
  for (const record of records) {
    const line = record.kind === 'outcome' || record.kind === 'approval' ? lineOf.get(record.call) : undefined;
    const call = line === undefined ? undefined : steps[line];
    if (line !== undefined && call) {
      steps[line] = fold(call, record);
      continue;
    }
    if (record.kind === 'call') lineOf.set(record.call, steps.length);
    steps.push(toStep(record, steps.at(-1), reasoningOf(record)));
  }
  return steps;
}

function toStep(record: EntryRecord, before: SessionStep | undefined, reasoning: string | undefined): SessionStep {
  const path = pathOf(record.args);
  return {
    seq: record.seq,
    call: record.call,
    kind: record.kind,
    event: record.event,
    time: record.time,
    gapMs: before ? Math.max(0, record.time - before.time) : 0,
    agent: record.agent.name,
    depth: record.agent.depth,
    tool: record.tool,
    summary: record.summary,
    detail: detailOf(record.args),
    findings: record.findings ?? [],
    ...(record.verdict && { verdict: record.verdict }),
    ...(record.action && { action: record.action }),
    ...(record.enforced && { enforced: record.enforced }),
    ...(record.reason && { reason: record.reason }),
    ...(record.approval && { approval: record.approval }),
    ...(record.outcome && { outcome: record.outcome }),
    ...(reasoning !== undefined && { reasoning }),
    ...(path && { path }),
    spooled: record.spooled ?? false,
  };
}

/** An after-event may have found something in the result: the worse verdict and all findings show. */
function fold(call: SessionStep, later: EntryRecord): SessionStep {
  const worse = later.kind === 'outcome' && rank(later.verdict) > rank(call.verdict);
  return {
    ...call,
    ...(later.approval && { approval: later.approval }),
    ...(later.outcome && { outcome: later.outcome }),
    ...(later.kind === 'outcome' && later.findings && { findings: [...call.findings, ...later.findings] }),
    ...(worse && later.verdict && { verdict: later.verdict }),
    ...(worse && later.reason && { reason: later.reason }),
  };
}

function rank(verdict: Verdict | undefined): number {
  return verdict ? VERDICTS.indexOf(verdict) : -1;
}

/** What to read of the arguments: a command or text as it is, anything else as JSON. */
function detailOf(args: unknown): string {
  if (args === undefined) return '';
  if (typeof args === 'string') return args;
  return textMember(args, ['command']) ?? JSON.stringify(args, null, 2);
}

function pathOf(args: unknown): string | undefined {
  return textMember(args, ['file_path', 'filePath', 'notebook_path', 'path']);
}

function textMember(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return names.map((name): unknown => Reflect.get(value, name)).find((member) => typeof member === 'string');
}
