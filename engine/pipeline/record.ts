import type { EntryDraft, EntryFinding, EntryKind } from '../protocol/audit.ts';
import type { Field, ToolCall } from '../protocol/call.ts';
import type { Approval, Decision, Finding } from '../protocol/verdict.ts';
import type { Identity, Redactor } from './ports.ts';

const SUMMARY_CHARS = 200;
/** Much more than is shown: what is hidden must be recognised whole. */
const LOOKED_AT = 8192;
const STRING_CHARS = 4096;
const ARGS_CHARS = 32_768;
const RAW_CHARS = 1_000_000;
const REASONING_CHARS = 32_768;

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

/** White space that does not show as one space between two words. */
const UNEVEN = /[^\S ]| {2}|^ | $/;

function flat(text: string): string {
  return UNEVEN.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
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
  keepInput = false,
): EntryDraft {
  const kind = call.phase === 'before' ? 'call' : call.phase === 'after' ? 'outcome' : 'notice';
  const draft = about(call, kind, identity.method, redact);
  draft.key = key;
  draft.fingerprint = call.fingerprint;
  draft.verdict = decision.verdict;
  draft.stage = decision.stage;
  draft.mode = decision.mode;
  draft.action = decision.action;
  draft.enforced = decision.enforced;
  draft.findings = entryFindings(decision.findings);
  if (decision.humanReason !== '') draft.reason = decision.humanReason;
  if (decision.approval) draft.approval = decision.approval;
  draft.micros = Math.round(decision.micros);
  if (keepInput && call.input !== undefined) draft.input = rawInput(call.input);
  return draft;
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
    ...about(call, 'approval', approval.by, redact),
    time: now,
    args: undefined,
    verdict: decision.verdict,
    mode: decision.mode,
    action: decision.action,
    approval,
  };
}

/** The same call seen by a second event or route: judged once, but the sighting is on record. */
export function sightingEntry(call: ToolCall, first: Decision, identity: Identity, redact: Redactor): EntryDraft {
  return { ...about(call, 'notice', identity.method, redact), args: undefined, action: first.action };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What every kind of entry says of a call. Built field by field: it is made for every call, and spreads are slow. */
function about(call: ToolCall, kind: EntryKind, identity: string, redact: Redactor): Mutable<EntryDraft> {
  const args = bounded(redact.value(call.phase === 'after' ? outputOf(call) : call.input));
  const draft: Mutable<EntryDraft> = {
    kind,
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
    identity,
  };
  if (args !== undefined) draft.args = args;
  if (call.cwd !== undefined) draft.cwd = call.cwd;
  if (call.reasoning !== undefined) draft.reasoning = redact.text(call.reasoning).slice(0, REASONING_CHARS);
  if (call.planStep !== undefined) draft.planStep = call.planStep;
  if (call.delegation) draft.delegation = call.delegation;
  if (call.outcome) {
    const { error } = call.outcome;
    draft.outcome = error === undefined ? call.outcome : { ...call.outcome, error: line(redact.text(error)) };
  }
  return draft;
}

/** As it came, not redacted: stored apart from the entry, and only where a person asked for it. */
function rawInput(input: unknown): string {
  const json = JSON.stringify(input);
  return json.length > RAW_CHARS ? `${json.slice(0, RAW_CHARS)}… (${json.length} characters)` : json;
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
  if (mostJson(cut) <= ARGS_CHARS) return cut;
  const json = JSON.stringify(cut);
  return json !== undefined && json.length > ARGS_CHARS
    ? { truncated: json.slice(0, ARGS_CHARS), characters: json.length }
    : cut;
}

/** The same value where nothing had to be cut. */
function cutStrings(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > STRING_CHARS ? `${value.slice(0, STRING_CHARS)}… (${value.length} characters)` : value;
  }
  return mapValues(value, cutStrings);
}

/** Characters that a value's JSON can have at most: an escape is six, a number or a word at most 32. */
function mostJson(value: unknown): number {
  if (typeof value === 'string') return value.length * 6 + 2;
  if (typeof value !== 'object' || value === null) return 32;
  let most = 2;
  for (const key in value) most += key.length * 6 + 4 + mostJson((value as Readonly<Record<string, unknown>>)[key]);
  return most;
}

/** A value with each member put through `change`; the value itself where that changes none. */
function mapValues(value: unknown, change: (member: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) {
    if (change(member) === member) continue;
    if (Array.isArray(value)) return value.map(change);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
  }
  return value;
}
