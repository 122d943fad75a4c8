import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Agent, Field, Outcome, Tool, ToolCall } from '../../protocol/call.ts';
import { callKey, deeperThan, fingerprint } from '../fingerprint.ts';
import type { ParseFailure } from '../types.ts';
import { isShell, readResult, readTool, type McpName, type ToolTable } from './toolTable.ts';

/** Deeper than any tool's input; what follows walks values recursively. */
const MAX_DEPTH = 200;

/** What an event says of where it belongs, as its client's file found it. */
export interface EventHead {
  readonly event: string;
  readonly session: string;
  readonly cwd?: string | undefined;
  readonly workspace?: string | undefined;
  /** The client's id of the call, where it has one. */
  readonly callId?: string | undefined;
  /** Where calls have no ids: what is equal when one event is handed to two hooks, such as its time stamp. */
  readonly stamp?: string | undefined;
  /** The sub-agent that the event comes from. */
  readonly agentId?: string | undefined;
  readonly agentType?: string | undefined;
}

interface SeenTool {
  readonly name: string;
  readonly input: unknown;
  readonly mcp?: McpName | undefined;
}

/** Builds calls from the events of one client. */
export class ClientEvents {
  constructor(
    private readonly client: string,
    private readonly tools: ToolTable,
  ) {}

  /** A call that can still be stopped. With `again` it was seen before by another event, which may have named it. */
  before(head: EventHead, rawSize: number, seen: SeenTool, again = false): ToolCall {
    const { kind, fields, change, intent, mcp } = readTool(this.tools, seen.name, seen.input, seen.mcp);
    const tool: Tool = { name: seen.name, kind, ...(mcp && { mcp }) };
    const call = this.call(head, rawSize, tool, seen.input);
    const key = this.keyOf(head, call) ?? (again ? undefined : callKey(this.client, head.session, call.id));
    return {
      ...call,
      ...(key !== undefined && { key }),
      phase: 'before',
      fields,
      ...(change && { change }),
      ...(intent !== undefined && { intent }),
      ...recipient(this.client, kind, seen.input),
    };
  }

  /** What came of a call. */
  after(head: EventHead, rawSize: number, seen: SeenTool, output: unknown, outcome: Outcome): ToolCall {
    const { kind, fields: ran, mcp } = readTool(this.tools, seen.name, seen.input, seen.mcp);
    const tool: Tool = { name: seen.name, kind, ...(mcp && { mcp }) };
    const call = this.call(head, rawSize, tool, seen.input);
    const fields: readonly Field[] =
      outcome.error !== undefined && output === undefined
        ? [{ role: 'result', text: outcome.error, origin: 'error' }]
        : readResult(this.tools, seen.name, output);
    const key = head.callId === undefined ? undefined : callKey(this.client, head.session, head.callId);
    return { ...call, ...(key !== undefined && { key }), phase: 'after', fields, ran, output, outcome };
  }

  prompt(head: EventHead, rawSize: number, text: string): ToolCall {
    const call = this.call(head, rawSize, { name: 'prompt', kind: 'prompt' }, { prompt: text });
    const key = this.keyOf(head, call) ?? callKey(this.client, head.session, call.id);
    return { ...call, key, phase: 'before', fields: [{ role: 'prompt', text, origin: 'prompt' }] };
  }

  /** Something that is only recorded; `said` is what the agent told at its end. */
  notice(head: EventHead, rawSize: number, input: unknown, said?: unknown): ToolCall {
    const call = this.call(head, rawSize, { name: head.event, kind: 'session' }, input);
    const fields: readonly Field[] =
      typeof said === 'string' && said !== '' ? [{ role: 'message', text: said, origin: 'message' }] : [];
    return { ...call, key: callKey(this.client, head.session, call.id), phase: 'notice', fields };
  }

  private call(
    head: EventHead,
    rawSize: number,
    tool: Tool,
    input: unknown,
  ): Omit<ToolCall, 'phase' | 'fields' | 'key'> {
    const agent = this.agentOf(head);
    return {
      id: randomUUID(),
      fingerprint: fingerprint({
        client: this.client,
        session: head.session,
        agent: agent.name,
        tool: tool.name,
        input: isShell(this.tools, tool.name) ? commandOf(input) : input,
        cwd: head.cwd,
      }),
      time: Date.now(),
      surface: 'hook',
      client: this.client,
      agent,
      session: head.session,
      event: head.event,
      tool,
      input,
      ...(head.cwd !== undefined && { cwd: head.cwd }),
      ...(head.workspace !== undefined && { workspace: head.workspace }),
      rawSize,
    };
  }

  /** The same event through two hooks is one call: by the client's id, else by its stamp and what it is. */
  private keyOf(head: EventHead, call: { readonly fingerprint: string }): string | undefined {
    if (head.callId !== undefined) return callKey(this.client, head.session, head.callId);
    if (head.stamp === undefined) return undefined;
    return callKey(this.client, head.session, `${head.event} ${head.stamp} ${call.fingerprint}`);
  }

  private agentOf({ session, agentId, agentType }: EventHead): Agent {
    // A repository can name its agents freely; the name ends up in policy, lists and logs.
    const type = agentType?.replace(/[^\w.:@ -]/g, '_').slice(0, 100);
    const name = this.client;
    if (agentId === undefined) return { name, kind: type || 'main', instance: session, root: name, depth: 0 };
    const kind = type || 'subagent';
    return { name: `${name}/${kind}`, kind, instance: `${session}/${agentId}`, parent: name, root: name, depth: 1 };
  }
}

/** Some events of one shell call leave out its description or time limit; the command is what makes it that call. */
function commandOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('command' in input)) return input;
  return { command: input.command };
}

/** The agent that a call starts. */
function recipient(client: string, kind: Tool['kind'], input: unknown): { recipient?: string } {
  if (kind !== 'agent' || typeof input !== 'object' || input === null) return {};
  const names = ['subagent_type', 'agent_name', 'agent_type', 'agentName'];
  const name = names.map((key): unknown => Reflect.get(input, key)).find((each) => typeof each === 'string');
  return typeof name === 'string' && name !== '' ? { recipient: `${client}/${name}` } : {};
}

/** Reads a payload by a schema, refusing what is nested too deep to be walked. */
export function readPayload<T>(
  schema: z.ZodType<T>,
  payload: unknown,
  what: string,
  read: (payload: T) => ToolCall | ParseFailure,
): ToolCall | ParseFailure {
  if (deeperThan(payload, MAX_DEPTH)) return { problem: `${what}: nested more than ${MAX_DEPTH} levels deep` };
  const parsed = schema.safeParse(payload);
  if (parsed.success) return read(parsed.data);
  const issues = parsed.error.issues.slice(0, 3);
  const places = issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
  return { problem: `${what}: ${places.join('; ')}` };
}

/** As it came: a schema that rebuilds objects drops keys such as `__proto__`, and what stands under them goes unseen. */
export const asItCame = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);
export const shortName = z.string().min(1).max(1000);
