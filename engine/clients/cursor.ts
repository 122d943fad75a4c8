import path from 'node:path';
import * as z from 'zod';
import type { Outcome, ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';

const CURSOR = 'cursor';
const HOLD_SECONDS = 3600;

/** A shell command, an MCP call and a file that is read fire `preToolUse` and an event of their own. */
const EVENTS: Registrations = {
  preToolUse: { seconds: HOLD_SECONDS },
  beforeShellExecution: { seconds: HOLD_SECONDS },
  beforeMCPExecution: { seconds: HOLD_SECONDS },
  beforeReadFile: { seconds: HOLD_SECONDS },
  beforeSubmitPrompt: { seconds: 30 },
  postToolUse: { seconds: 30, notice: true },
  postToolUseFailure: { seconds: 30, notice: true },
  sessionStart: { seconds: 10, notice: true },
  sessionEnd: { seconds: 10, notice: true },
  subagentStart: { seconds: 10, notice: true },
  subagentStop: { seconds: 10, notice: true },
  stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  Shell: { as: 'Bash' },
  Read: { as: 'Read', keys: { path: 'file_path', target_file: 'file_path' } },
  Write: { as: 'Write', keys: { path: 'file_path', contents: 'content' } },
  StrReplace: { as: 'Edit', keys: { path: 'file_path' } },
  Edit: { as: 'Edit', keys: { path: 'file_path' } },
  Grep: { as: 'Grep' },
  Glob: { as: 'Glob', keys: { glob_pattern: 'pattern', target_directory: 'path' } },
  WebSearch: { as: 'WebSearch', keys: { search_term: 'query' } },
  WebFetch: { as: 'WebFetch' },
  Task: { as: 'Agent' },
};

const envelope = z.looseObject({
  hook_event_name: shortName,
  conversation_id: shortName,
  generation_id: z.string().optional(),
  workspace_roots: z.array(z.string()).optional(),
  cwd: z.string().optional(),
});
type Envelope = z.output<typeof envelope>;
const toolEvent = envelope.extend({
  tool_name: shortName,
  tool_input: z.unknown(),
  tool_use_id: shortName.optional(),
  duration: z.number().optional(),
});
const shellEvent = envelope.extend({ command: z.string() });
const fileEvent = envelope.extend({ file_path: z.string() });
const promptEvent = envelope.extend({ prompt: z.string() });

const events = new ClientEvents(CURSOR, TOOLS);
const map = new HookMap({
  client: CURSOR,
  clientName: 'Cursor',
  under: 'hooks',
  grouped: false,
  comments: false,
  root: { version: 1 },
});

/** Cursor, the editor and its command line. With `failClosed` an empty answer blocks, so there is always one. */
export const cursor: ClientAdapter = {
  id: CURSOR,
  name: 'Cursor',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['preToolUse', 'beforeShellExecution', 'beforeMCPExecution', 'beforeReadFile', 'beforeSubmitPrompt'],
      after: ['postToolUse', 'postToolUseFailure'],
      notice: ['sessionStart', 'sessionEnd', 'subagentStart', 'subagentStop', 'stop'],
    },
    timeout: { unit: 'seconds', ours: HOLD_SECONDS },
    answers: {
      deny: '{"permission": "deny"}, or exit 2 where that cannot be printed',
      ask: '{"permission": "ask"} for shell commands and MCP calls',
      warn: 'agent_message; additional_context on results',
      rewriteOutput: 'updated_mcp_tool_output, for MCP tools only',
    },
    failure: { crash: 'blocked', timeout: 'blocked', closedBy: '"failClosed": true' },
    trust: 'A project’s hooks run in trusted workspaces only; the user’s need no trust.',
    takesEffect: 'at once',
    switchedOffBy: [],
    basis: 'documentation',
  },
  readsHooksOf: ['claude-code'],
  claims: (payload) => typeof payload === 'object' && payload !== null && 'cursor_version' in payload,
  parse,
  hookAnswer,
  refusal: (reason) => inJson(denial(reason)),
  warning: (reason) => inJson({ continue: true, permission: 'allow', user_message: reason }),
  canary: ({ session, id, cwd, command }) => ({
    hook_event_name: 'beforeShellExecution',
    conversation_id: session,
    generation_id: id,
    workspace_roots: [cwd],
    command,
    cwd,
  }),
  ...connectionOf({
    id: CURSOR,
    name: 'Cursor',
    program: { names: ['cursor', 'cursor-agent'] },
    homes: ({ userHome }) => [path.join(userHome, '.cursor')],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope) => [hookFile(context, scope)],
    note: () => 'A call does not run if the hook fails or is slower than its time limit.',
  }),
};

function hookFile(context: ClientContext, scope: ConnectScope): HookFile {
  const wanted = wantedHooks(EVENTS, (registration) => ({
    command: hookLine(context, CURSOR, registration),
    timeout: registration.seconds,
    ...(!registration.notice && { failClosed: true }),
  }));
  const hooks = hooksInJson(hooksPath(context, scope), map, wanted);
  return { ...hooks, problem: (text) => hooks.problem(text) ?? wrongVersion(text) };
}

function wrongVersion(text: string): string | undefined {
  if (text.trim() === '' || map.holds(text, ['version'], 1) || !text.includes('"version"')) return undefined;
  return '"version" in it is not 1';
}

function hooksPath(context: ClientContext, scope: ConnectScope): string {
  if (scope === 'project') return projectFile(context, '.cursor', 'hooks.json');
  if (scope === 'user') return path.join(context.userHome, '.cursor', 'hooks.json');
  if (context.platform === 'darwin') return '/Library/Application Support/Cursor/hooks.json';
  return context.platform === 'win32' ? 'C:\\ProgramData\\Cursor\\hooks.json' : '/etc/cursor/hooks.json';
}

function parse(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  return readPayload(envelope, payload, 'Cursor event', (found) => {
    const name = found.hook_event_name;
    switch (name) {
      case 'preToolUse':
        return readPayload(toolEvent, payload, name, (event) =>
          events.before({ ...headOf(event), callId: event.tool_use_id }, rawSize, seenOf(event)),
        );
      // What asks about a call that `preToolUse` announced says the same of it, and not its id.
      case 'beforeShellExecution':
        return readPayload(shellEvent, payload, name, (event) =>
          events.before(headOf(event), rawSize, { name: 'Shell', input: { command: event.command } }, true),
        );
      case 'beforeMCPExecution':
        return readPayload(toolEvent, payload, name, (event) =>
          events.before(headOf(event), rawSize, seenOf(event, true), true),
        );
      case 'beforeReadFile':
        // Its content comes again with the result, where the model can be told about it.
        return readPayload(fileEvent, payload, name, (event) =>
          events.before(headOf(event), rawSize, { name: 'Read', input: { file_path: event.file_path } }, true),
        );
      case 'beforeSubmitPrompt':
        return readPayload(promptEvent, payload, name, (event) => events.prompt(headOf(event), rawSize, event.prompt));
      case 'postToolUse':
      case 'postToolUseFailure':
        return readPayload(toolEvent, payload, name, (event) => {
          const { output, outcome } = resultOf(event);
          return events.after({ ...headOf(event), callId: event.tool_use_id }, rawSize, seenOf(event), output, outcome);
        });
      default: {
        const input = Object.fromEntries(Object.entries(found).filter(([key]) => !NOT_INPUT.has(key)));
        return events.notice(headOf(found), rawSize, input, found.summary);
      }
    }
  });
}

/** Fields that a call has a place of its own for, or that say nothing about what happened. */
const NOT_INPUT: ReadonlySet<string> = new Set([
  'hook_event_name',
  'conversation_id',
  'workspace_roots',
  'cwd',
  'transcript_path',
  'user_email',
  'summary',
]);

function headOf(found: Envelope): EventHead {
  const workspace = found.workspace_roots?.[0];
  const input = found.tool_input;
  const at = typeof input === 'object' && input !== null && 'working_directory' in input && input.working_directory;
  return {
    event: found.hook_event_name,
    session: found.conversation_id,
    cwd: typeof at === 'string' && at !== '' ? at : (found.cwd ?? workspace),
    workspace,
  };
}

/** MCP arguments come as text of JSON in one event and as an object in the other, and the tool as `MCP:tool` there. */
function seenOf(
  event: z.output<typeof toolEvent>,
  isMcp = event.tool_name.startsWith('MCP:'),
): { name: string; input: unknown; mcp?: McpName } {
  const input = decoded(event.tool_input);
  if (!isMcp) return { name: event.tool_name, input };
  const tool = event.tool_name.replace(/^MCP:/, '');
  return { name: `MCP:${tool}`, input, mcp: { server: serverOf(event), tool } };
}

function serverOf({ url, command }: z.output<typeof toolEvent>): string {
  if (typeof url === 'string') return url;
  return typeof command === 'string' ? command : '';
}

function decoded(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return { value: input };
  }
}

function resultOf(event: z.output<typeof toolEvent>): { output: unknown; outcome: Outcome } {
  const durationMs = event.duration === undefined ? {} : { durationMs: event.duration };
  if (typeof event.error_message === 'string') {
    return { output: undefined, outcome: { ok: false, error: event.error_message, ...durationMs } };
  }
  const output = decoded(event.tool_output);
  const code =
    typeof output === 'object' && output !== null && 'exitCode' in output && typeof output.exitCode === 'number'
      ? output.exitCode
      : undefined;
  const exit = code === undefined ? { ok: true } : { ok: code === 0, exitCode: code };
  return { output, outcome: { ...exit, ...durationMs } };
}

function denial(reason: string): Record<string, unknown> {
  const text = reason.trim() === '' ? 'Oktsec denied this call.' : reason;
  return { continue: false, permission: 'deny', user_message: text, agent_message: text };
}

const ASKS: ReadonlySet<string> = new Set(['beforeShellExecution', 'beforeMCPExecution']);

function hookAnswer(call: ToolCall, decision: Decision): HookAnswer {
  const { action, agentReason, humanReason, output } = decision;
  if (call.phase === 'notice') return inJson({ continue: true });
  if (call.phase === 'after') {
    if (action === 'allow') return inJson({ continue: true });
    const replaced = output !== undefined && call.tool.kind === 'mcp' ? { updated_mcp_tool_output: output } : {};
    return inJson({ additional_context: agentReason, ...replaced });
  }
  if (call.event === 'beforeSubmitPrompt') {
    const stopped = action === 'deny' || action === 'hold';
    return inJson(stopped ? { continue: false, user_message: humanReason || agentReason } : { continue: true });
  }
  switch (action) {
    case 'allow':
      return inJson({ continue: true, permission: 'allow' });
    case 'warn':
      return inJson({ continue: true, permission: 'allow', agent_message: agentReason });
    case 'ask':
      // The tool's own event asks next; where there is none, nobody would be asked.
      if (ASKS.has(call.event)) {
        return inJson({ continue: true, permission: 'ask', user_message: humanReason, agent_message: agentReason });
      }
      return call.tool.kind === 'shell' || call.tool.kind === 'mcp'
        ? inJson({ continue: true, permission: 'allow' })
        : inJson(denial(agentReason));
    case 'deny':
    case 'hold':
      return inJson(denial(agentReason));
  }
}
