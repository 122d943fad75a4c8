import type { EntryRecord } from '../protocol/audit.ts';
import { VERDICTS, type Verdict } from '../protocol/verdict.ts';
import type { SessionStep } from '../protocol/views.ts';

/** A line while what came of its call may still be added. Built member by member: sessions are long, and spreads are slow. */
type Line = { -readonly [K in keyof SessionStep]: SessionStep[K] };

/**
 * The lines of a session, from its entries in order of sequence: what a person decided and what came of a call is
 * folded into the call's line; later entries win. What refers to a call that is not there keeps a line of its own.
 */
export function timeline(
  records: Iterable<EntryRecord>,
  reasoningOf: (record: EntryRecord) => string | undefined,
): SessionStep[] {
  const lines: Line[] = [];
  const lineOf = new Map<string, Line>();
  for (const record of records) {
    const isLater = record.kind === 'outcome' || record.kind === 'approval';
    const call = isLater ? lineOf.get(record.call) : undefined;
    if (call) {
      fold(call, record);
      continue;
    }
    const line = lineFrom(record, lines.at(-1), reasoningOf(record));
    if (record.kind === 'call') lineOf.set(record.call, line);
    lines.push(line);
  }
  return lines;
}

function lineFrom(record: EntryRecord, before: SessionStep | undefined, reasoning: string | undefined): Line {
  const line: Line = {
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
    spooled: record.spooled ?? false,
  };
  if (record.verdict) line.verdict = record.verdict;
  if (record.action) line.action = record.action;
  if (record.enforced) line.enforced = record.enforced;
  if (record.reason) line.reason = record.reason;
  if (record.approval) line.approval = record.approval;
  if (record.outcome) line.outcome = record.outcome;
  if (reasoning !== undefined) line.reasoning = reasoning;
  const path = pathOf(record.args);
  if (path) line.path = path;
  return line;
}

/** An after-event may have found something in the result: the worse verdict and all findings show. */
function fold(call: Line, later: EntryRecord): void {
  if (later.approval) call.approval = later.approval;
  if (later.outcome) call.outcome = later.outcome;
  if (later.kind !== 'outcome') return;
  if (later.findings?.length) call.findings = [...call.findings, ...later.findings];
  if (rank(later.verdict) <= rank(call.verdict)) return;
  if (later.verdict) call.verdict = later.verdict;
  if (later.reason) call.reason = later.reason;
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
