import type { EntryDraft, EntryFinding } from '../protocol/audit.ts';
import type { Field, ToolCall } from '../protocol/call.ts';
import type { Approval, Decision, Finding } from '../protocol/verdict.ts';
import type { Identity, Redactor } from './ports.ts';

const SUMMARY_CHARS = 200;
/** Much more than is shown: what is hidden must be recognised whole. */
const LOOKED_AT = 8192;
const STRING_CHARS = 4096;
const ARGS_CHARS = 32_768;

/** Roles in the order in which they say best what a call does. */
const TELLING: readonly Field['role'][] = [
  'command',
  'path',
  'url',
  'query',
  'prompt',
  'message',
  'description',
  'result',
];

/** One redacted line that says what the call does. */
export function summaryOf(call: ToolCall, redact: Redactor): string {
  const telling = (text: string): string => line(redact.text(flat(text.slice(0, LOOKED_AT))));
  if (call.phase === 'after' && call.outcome?.error !== undefined) return telling(call.outcome.error);
  for (const role of TELLING) {
    const field = call.fields.find((f) => f.role === role);
    if (field !== undefined && field.text.trim() !== '') return telling(field.text);
  }
  const argument = call.fields[0];
  return argument ? telling(argument.text) : occasion(call.input);
}

/** Session events carry no text but why they happened: `startup`, `logout`, the kind of a sub-agent. */
function occasion(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const said = ['source', 'reason', 'agent_type'].map((name): unknown => Reflect.get(input, name));
  return line(said.find((value) => typeof value === 'string' && value !== '')?.toString() ?? '');
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function line(text: string): string {
  const one = flat(text);
  return one.length > SUMMARY_CHARS ? `${one.slice(0, SUMMARY_CHARS - 1)}…` : one;
}

/** The entry for a judged call. Everything in it is redacted and bounded. */
export function callEntry(
  call: ToolCall,
  key: string,
  identity: Identity,
  decision: Decision,
  redact: Redactor,
): EntryDraft {
  return {
    ...about(call, redact),
    kind: call.phase === 'before' ? 'call' : call.phase === 'after' ? 'outcome' : 'notice',
    key,
    fingerprint: call.fingerprint,
    identity: identity.method,
    verdict: decision.verdict,
    stage: decision.stage,
    mode: decision.mode,
    action: decision.action,
    enforced: decision.enforced,
    findings: entryFindings(decision.findings),
    ...(decision.humanReason !== '' && { reason: decision.humanReason }),
    ...(decision.approval && { approval: decision.approval }),
    micros: Math.round(decision.micros),
  };
}

/** The entry for what became of a held call, referring to it by id. */
export function approvalEntry(
  call: ToolCall,
  approval: Approval,
  decision: Decision,
  now: number,
  redact: Redactor,
): EntryDraft {
  return {
    ...about(call, redact),
    kind: 'approval',
    time: now,
    args: undefined,
    identity: approval.by,
    verdict: decision.verdict,
    mode: decision.mode,
    action: decision.action,
    approval,
  };
}

/** The same call seen by a second event or route: judged once, but the sighting is on record. */
export function sightingEntry(call: ToolCall, first: Decision, identity: Identity, redact: Redactor): EntryDraft {
  return { ...about(call, redact), kind: 'notice', args: undefined, identity: identity.method, action: first.action };
}

function about(call: ToolCall, redact: Redactor): Omit<EntryDraft, 'kind' | 'identity'> {
  const args = bounded(redact.value(call.phase === 'after' ? outputOf(call) : call.input));
  return {
    time: call.time,
    call: call.id,
    client: call.client,
    surface: call.surface,
    session: call.session,
    agent: call.agent,
    event: call.event,
    phase: call.phase,
    tool: call.tool,
    summary: summaryOf(call, redact),
    ...(args !== undefined && { args }),
    ...(call.cwd !== undefined && { cwd: call.cwd }),
    ...(call.reasoning !== undefined && { reasoning: redact.text(call.reasoning) }),
    ...(call.planStep !== undefined && { planStep: call.planStep }),
    ...(call.delegation && { delegation: call.delegation }),
    ...(call.outcome && {
      outcome: {
        ...call.outcome,
        ...(call.outcome.error !== undefined && { error: line(redact.text(call.outcome.error)) }),
      },
    }),
  };
}

function outputOf(call: ToolCall): unknown {
  const results = call.fields.filter((f) => f.role === 'result').map((f) => f.text);
  return results.length > 0 ? { output: results.join('\n') } : undefined;
}

function entryFindings(findings: readonly Finding[]): EntryFinding[] {
  return findings.slice(0, 20).map(({ rule, category, severity, certainty, origin, excerpt }) => ({
    rule,
    category,
    severity,
    certainty,
    origin,
    excerpt,
  }));
}

/** Long strings are cut, and an input that stays large is kept as the start of its JSON. */
function bounded(value: unknown): unknown {
  const cut = cutStrings(value);
  const json = JSON.stringify(cut);
  return json !== undefined && json.length > ARGS_CHARS
    ? { truncated: json.slice(0, ARGS_CHARS), characters: json.length }
    : cut;
}

function cutStrings(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > STRING_CHARS ? `${value.slice(0, STRING_CHARS)}… (${value.length} characters)` : value;
  }
  if (Array.isArray(value)) return value.map(cutStrings);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, cutStrings(v)]));
  }
  return value;
}
