import * as z from 'zod';
import type { Outcome, ToolCall } from '../../protocol/call.ts';
import type { ParseFailure } from '../types.ts';
import { asItCame, ClientEvents, readPayload, shortName, type EventHead } from './clientEvents.ts';
import type { McpName, ToolTable } from './toolTable.ts';

/** Common to all events. Clients add fields with almost every release, so objects are loose. */
const envelope = z.looseObject({
  hook_event_name: shortName,
  session_id: shortName,
  cwd: z.string().optional(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  agent_id: shortName.nullish(),
  agent_type: z.string().nullish(),
});
type Envelope = z.output<typeof envelope>;

const toolEvent = envelope.extend({ tool_name: shortName, tool_input: asItCame, tool_use_id: shortName.optional() });
export type ToolEvent = z.output<typeof toolEvent>;
const promptEvent = envelope.extend({ prompt: z.string() });

/** A client whose events have the shape that Claude Code's have. */
export interface ClaudeStyle {
  readonly client: string;
  /** For messages. */
  readonly name: string;
  readonly tools: ToolTable;
  /** The client's names of the events. What is in none of them is a notice. */
  readonly before: readonly string[];
  /** Asks again about a call that an event of `before` announced, and does not name it. */
  readonly again?: readonly string[];
  readonly after: readonly string[];
  readonly prompt: readonly string[];
  /** Calls have no ids; an event is told from the next by its time stamp. */
  readonly byStamp?: true;
  readonly mcp?: (event: ToolEvent) => McpName | undefined;
  /** What an after-event says came back, and how it went. */
  readonly result?: (event: ToolEvent) => { readonly output: unknown; readonly outcome: Outcome };
}

export function claudeStyleReader(style: ClaudeStyle): (payload: unknown, rawSize: number) => ToolCall | ParseFailure {
  const events = new ClientEvents(style.client, style.tools);
  const before = new Set(style.before);
  const again = new Set(style.again);
  const after = new Set(style.after);
  const prompt = new Set(style.prompt);
  const seen = (event: ToolEvent) => ({ name: event.tool_name, input: event.tool_input, mcp: style.mcp?.(event) });
  const head = (event: Envelope): EventHead => ({
    event: event.hook_event_name,
    session: event.session_id,
    cwd: event.cwd,
    agentId: event.agent_id ?? undefined,
    agentType: event.agent_type ?? undefined,
    ...(typeof event.tool_use_id === 'string' && { callId: event.tool_use_id }),
    ...(style.byStamp && event.timestamp !== undefined && { stamp: String(event.timestamp) }),
  });

  return (payload, rawSize) => {
    const name = eventName(payload);
    if (name === undefined) return { problem: `${style.name} event: hook_event_name: expected a name` };
    if (before.has(name) || again.has(name)) {
      return readPayload(toolEvent, payload, name, (event) =>
        events.before(head(event), rawSize, seen(event), again.has(name)),
      );
    }
    if (after.has(name)) {
      return readPayload(toolEvent, payload, name, (event) => {
        const { output, outcome } = (style.result ?? plainResult)(event);
        return events.after(head(event), rawSize, seen(event), output, outcome);
      });
    }
    if (prompt.has(name)) {
      return readPayload(promptEvent, payload, name, (event) => events.prompt(head(event), rawSize, event.prompt));
    }
    return readPayload(envelope, payload, name, (event) => {
      const input = Object.fromEntries(Object.entries(event).filter(([key]) => !NOT_INPUT.has(key)));
      return events.notice(head(event), rawSize, input, event.last_assistant_message ?? event.prompt_response);
    });
  };
}

/** `tool_response` and `error` as Claude Code has them. */
function plainResult(event: ToolEvent): { output: unknown; outcome: Outcome } {
  const duration = typeof event.duration_ms === 'number' ? { durationMs: event.duration_ms } : {};
  if (typeof event.error === 'string') {
    return { output: undefined, outcome: { ok: false, error: event.error, ...exitCode(event.error), ...duration } };
  }
  return { output: event.tool_response, outcome: { ...outcomeOfText(event.tool_response), ...duration } };
}

const EXIT_CODE = /^(?:Process )?exit(?:ed with)? code:? (\d{1,3})\b/im;

/** Where a client reports how a command ended only in words. */
export function outcomeOfText(response: unknown): Outcome {
  if (typeof response !== 'string') return { ok: true };
  const { exitCode: code } = exitCode(response);
  return code === undefined ? { ok: true } : { ok: code === 0, exitCode: code };
}

function exitCode(text: string): { exitCode?: number } {
  // It stands in the first or the last lines; in between a program says what it wants.
  const code = EXIT_CODE.exec(text.slice(0, 200))?.[1] ?? EXIT_CODE.exec(text.slice(-200))?.[1];
  return code === undefined ? {} : { exitCode: Number(code) };
}

/** Fields that a call has a place of its own for, or that say nothing about what happened. */
const NOT_INPUT: ReadonlySet<string> = new Set([
  'hook_event_name',
  'session_id',
  'cwd',
  'transcript_path',
  'timestamp',
  'last_assistant_message',
  'prompt_response',
]);

export function eventName(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('hook_event_name' in payload)) return undefined;
  const name = payload.hook_event_name;
  return typeof name === 'string' && name !== '' && name.length <= 1000 ? name : undefined;
}
