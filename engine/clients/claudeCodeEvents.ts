import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Agent, Field, Outcome, Phase, Tool, ToolCall } from '../protocol/call.ts';
import { callKey, deeperThan, fingerprint } from './fingerprint.ts';
import { resultFields, toolFields, type ToolFields } from './toolFields.ts';
import type { ParseFailure } from './types.ts';

export const CLAUDE_CODE = 'claude-code';

/** Deeper than any tool's input; what follows walks values recursively. */
const MAX_DEPTH = 200;

const name = z.string().min(1).max(1000);

/** Common to all events. Claude Code adds fields with almost every release, so objects are loose. */
const envelope = z.looseObject({
  hook_event_name: name,
  session_id: name,
  cwd: z.string().optional(),
  transcript_path: z.string().optional(),
  agent_id: name.optional(),
  agent_type: z.string().optional(),
});
type Envelope = z.output<typeof envelope>;

/** As it came: a schema that rebuilds objects drops keys such as `__proto__`, and what stands under them goes unseen. */
const jsonObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

const toolEvent = envelope.extend({
  tool_name: name,
  tool_input: jsonObject,
  tool_use_id: name.optional(),
  mcp_server: z.looseObject({ name, source: z.string().optional() }).optional(),
});
type ToolEvent = z.output<typeof toolEvent>;

const toolResult = toolEvent.extend({ tool_response: z.unknown(), duration_ms: z.number().optional() });
const toolFailure = toolEvent.extend({ error: z.string(), duration_ms: z.number().optional() });
const prompt = envelope.extend({ prompt: z.string() });
const settingsChange = envelope.extend({ source: z.string().max(1000), file_path: z.string().max(10_000).optional() });
/** A server asks the person for something in the middle of a call: by a form, or by a page to open. */
const elicitation = envelope.extend({
  mcp_server_name: name,
  message: z.string(),
  mode: z.string().optional(),
  url: z.string().optional(),
  requested_schema: z.unknown().optional(),
});
const elicited = envelope.extend({ mcp_server_name: name, action: z.string().max(1000) });

/** Readers of the events that we register. An event that is not here is recorded as a notice. */
const EVENTS: ReadonlyMap<string, (payload: unknown, rawSize: number) => ToolCall | ParseFailure> = new Map([
  ['PreToolUse', reader(toolEvent, fromToolEvent)],
  ['PermissionRequest', reader(toolEvent, fromToolEvent)],
  ['PostToolUse', reader(toolResult, fromResult)],
  ['PostToolUseFailure', reader(toolFailure, fromFailure)],
  ['UserPromptSubmit', reader(prompt, fromPrompt)],
  ['ConfigChange', reader(settingsChange, fromSettingsChange)],
  ['Elicitation', reader(elicitation, fromElicitation)],
  ['ElicitationResult', reader(elicited, fromElicited)],
]);
const readNotice = reader(envelope, fromNotice);
/** Not loose: a copy of the whole payload, only to look at its name, would cost as much as reading it. */
const eventName = z.object({ hook_event_name: name });

/** One Claude Code hook event into a call. A payload that lacks what its event needs is a failure that names the field. */
export function parseClaudeCode(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  const event = eventName.safeParse(payload);
  if (!event.success) return failure('Claude Code event', event.error);
  const { hook_event_name: name } = event.data;
  if (deeperThan(payload, MAX_DEPTH)) return { problem: `${name}: nested more than ${MAX_DEPTH} levels deep` };
  return (EVENTS.get(name) ?? readNotice)(payload, rawSize);
}

/** The part of a call that depends on its event. */
type Particulars = Pick<ToolCall, 'phase' | 'tool' | 'fields' | 'input'> &
  Partial<Pick<ToolCall, 'key' | 'change' | 'intent' | 'recipient' | 'outcome' | 'ran' | 'output'>>;

function reader<E extends Envelope>(
  schema: z.ZodType<E>,
  read: (event: E) => Particulars,
): (payload: unknown, rawSize: number) => ToolCall | ParseFailure {
  return (payload, rawSize) => {
    const parsed = schema.safeParse(payload);
    if (!parsed.success) return failure((payload as Envelope).hook_event_name, parsed.error);
    const event = parsed.data;
    const particulars = read(event);
    const agent = agentOf(event);
    const id = randomUUID();
    const { phase, tool, fields, input, key, change, intent, recipient, outcome, ran, output } = particulars;
    const { session_id: session, hook_event_name: name, cwd } = event;
    const call: Mutable<ToolCall> = {
      id,
      fingerprint: fingerprint({ client: CLAUDE_CODE, session, agent: agent.name, tool: tool.name, input, cwd }),
      time: Date.now(),
      surface: 'hook',
      client: CLAUDE_CODE,
      agent,
      session,
      event: name,
      phase,
      tool,
      fields,
      input,
      rawSize,
    };
    // Only a PermissionRequest asks again about a call that it does not name; anything else without an id is a new call.
    if (key !== undefined) call.key = key;
    else if (name !== 'PermissionRequest') call.key = callKey(CLAUDE_CODE, session, id);
    if (cwd !== undefined) call.cwd = cwd;
    if (event.transcript_path !== undefined) call.transcript = event.transcript_path;
    if (change) call.change = change;
    if (intent !== undefined) call.intent = intent;
    if (recipient !== undefined) call.recipient = recipient;
    if (outcome) call.outcome = outcome;
    if (ran) call.ran = ran;
    if (output !== undefined) call.output = output;
    return call;
  };
}

/** Made for every call: members are set one by one, because spreading optional ones costs more than all else here. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function fromToolEvent(event: ToolEvent): Particulars {
  const read = toolFields(event.tool_name, event.tool_input);
  const part: Mutable<Particulars> = toolPart(event, 'before', read);
  if (read.change) part.change = read.change;
  if (read.intent !== undefined) part.intent = read.intent;
  const to = recipient(event);
  if (to !== undefined) part.recipient = to;
  return part;
}

/** The agent that a call starts or writes to. */
function recipient({ tool_name, tool_input }: ToolEvent): string | undefined {
  const to =
    tool_name === 'SendMessage'
      ? tool_input.to
      : tool_name === 'Agent' || tool_name === 'Task'
        ? tool_input.subagent_type
        : undefined;
  return typeof to === 'string' && to !== '' ? `${CLAUDE_CODE}/${to}` : undefined;
}

function fromResult(event: z.output<typeof toolResult>): Particulars {
  const asked = toolPart(event, 'after');
  return {
    ...asked,
    ran: asked.fields,
    fields: resultFields(event.tool_name, event.tool_response),
    output: event.tool_response,
    outcome: { ok: true, ...duration(event) },
  };
}

function fromFailure(event: z.output<typeof toolFailure>): Particulars {
  const exitCode = /^Exit code (\d{1,3})\b/.exec(event.error)?.[1];
  const asked = toolPart(event, 'after');
  return {
    ...asked,
    ran: asked.fields,
    fields: [{ role: 'result', text: event.error, origin: 'error' }],
    outcome: {
      ok: false,
      error: event.error,
      ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
      ...duration(event),
    },
  };
}

function fromPrompt(event: z.output<typeof prompt>): Particulars {
  return {
    phase: 'before',
    tool: { name: 'prompt', kind: 'prompt' },
    fields: [{ role: 'prompt', text: event.prompt, origin: 'prompt' }],
    input: { prompt: event.prompt },
  };
}

function fromSettingsChange({ source, file_path }: z.output<typeof settingsChange>): Particulars {
  const input = { source, ...(file_path !== undefined && { file_path }) };
  const { kind, fields } = toolFields('ConfigChange', input);
  return { phase: 'before', tool: { name: 'ConfigChange', kind }, fields, input };
}

function fromElicitation(event: z.output<typeof elicitation>): Particulars {
  const { mcp_server_name: server, message, mode, url, requested_schema: requestedSchema } = event;
  const input = { server, message, mode, url, requestedSchema };
  const { kind, fields, mcp } = toolFields(ELICITATION, input);
  return { phase: 'before', tool: { name: ELICITATION, kind, ...(mcp && { mcp }) }, fields, input };
}

/** What a person answered stays between them and the server: only that they did is recorded. */
function fromElicited({ mcp_server_name: server, action }: z.output<typeof elicited>): Particulars {
  const tool: Tool = { name: 'ElicitationResult', kind: 'session', mcp: { server, tool: 'elicitation' } };
  return { phase: 'notice', tool, fields: [], input: { server, action } };
}

/** As the rules name it, whatever client it came through. */
const ELICITATION = 'mcp_elicitation';

function fromNotice(event: Envelope): Particulars {
  const said = event.last_assistant_message;
  const fields: Field[] =
    typeof said === 'string' ? [{ role: 'message', text: said, origin: 'last_assistant_message' }] : [];
  const input = Object.fromEntries(Object.entries(event).filter(([key]) => !NOT_INPUT.has(key)));
  return { phase: 'notice', tool: { name: event.hook_event_name, kind: 'session' }, fields, input };
}

/** Fields that a call has a place of its own for, or that say nothing about what happened. */
const NOT_INPUT: ReadonlySet<string> = new Set(['hook_event_name', 'session_id', 'cwd', 'transcript_path']);

function toolPart(
  event: ToolEvent,
  phase: Phase,
  read: ToolFields = toolFields(event.tool_name, event.tool_input),
): Mutable<Particulars> {
  const { tool_name: name, tool_input: input, tool_use_id: id } = event;
  const tool: Tool = read.mcp
    ? { name, kind: read.kind, mcp: { ...read.mcp, ...provenance(event) } }
    : { name, kind: read.kind };
  const part: Mutable<Particulars> = { phase, tool, fields: read.fields, input };
  if (id !== undefined) part.key = callKey(CLAUDE_CODE, event.session_id, id);
  return part;
}

/**
 * Newer versions say which server a tool belongs to and which settings the server came from. That is better
 * than splitting `mcp__a__b__c`, which has more than one reading.
 */
function provenance({ tool_name, mcp_server }: ToolEvent): Partial<NonNullable<Tool['mcp']>> {
  if (!mcp_server) return {};
  const prefix = `mcp__${mcp_server.name.replace(/[^A-Za-z0-9_-]/g, '_')}__`;
  return {
    server: mcp_server.name,
    ...(tool_name.startsWith(prefix) && { tool: tool_name.slice(prefix.length) }),
    ...(mcp_server.source !== undefined && { source: mcp_server.source }),
  };
}

/** Inside a sub-agent, events carry its id and type; the session's own agent has at most a type. */
function agentOf(event: Envelope): Agent {
  // A repository can name its agents freely; the name ends up in policy, lists and logs.
  const type = event.agent_type?.replace(/[^\w.:@ -]/g, '_').slice(0, 100);
  if (event.agent_id === undefined) {
    return { name: CLAUDE_CODE, kind: type || 'main', instance: event.session_id, root: CLAUDE_CODE, depth: 0 };
  }
  const kind = type || 'subagent';
  return {
    name: `${CLAUDE_CODE}/${kind}`,
    kind,
    instance: `${event.session_id}/${event.agent_id}`,
    parent: CLAUDE_CODE,
    root: CLAUDE_CODE,
    depth: 1,
  };
}

function duration(event: { duration_ms?: number | undefined }): Pick<Outcome, 'durationMs'> {
  return event.duration_ms === undefined ? {} : { durationMs: event.duration_ms };
}

function failure(event: string, error: z.ZodError): ParseFailure {
  const issues = error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
  return { problem: `${event}: ${issues.join('; ')}` };
}
