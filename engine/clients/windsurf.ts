import path from 'node:path';
import * as z from 'zod';
import type { ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import type { Decision } from '../protocol/verdict.ts';
import { NOTHING, refuse } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { asItCame, ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';

const WINDSURF = 'windsurf';
/** It tells nowhere how long it waits, so a hold is kept short. */
const ASSUMED_SECONDS = 30;

const EVENTS: Registrations = {
  pre_run_command: { seconds: ASSUMED_SECONDS },
  pre_mcp_tool_use: { seconds: ASSUMED_SECONDS },
  pre_write_code: { seconds: ASSUMED_SECONDS },
  pre_read_code: { seconds: ASSUMED_SECONDS },
  pre_user_prompt: { seconds: ASSUMED_SECONDS },
  post_run_command: { seconds: ASSUMED_SECONDS, notice: true },
  post_mcp_tool_use: { seconds: ASSUMED_SECONDS, notice: true },
  post_cascade_response: { seconds: ASSUMED_SECONDS, notice: true },
};

const TOOLS: ToolTable = {
  run_command: { as: 'Bash', keys: { command_line: 'command' } },
  read_code: { as: 'Read' },
  write_code: { as: 'MultiEdit' },
};

const envelope = z.looseObject({
  agent_action_name: shortName,
  trajectory_id: shortName,
  execution_id: z.string().optional(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  tool_info: asItCame.optional(),
});
type Envelope = z.output<typeof envelope>;

const events = new ClientEvents(WINDSURF, TOOLS);
const map = new HookMap({
  client: WINDSURF,
  clientName: 'Windsurf',
  under: 'hooks',
  grouped: false,
  comments: false,
});

/** Windsurf (Devin Desktop), Cascade hooks. They know no answer but exit 2; nothing can be asked, told or rewritten. */
export const windsurf: ClientAdapter = {
  id: WINDSURF,
  name: 'Windsurf',
  hookTimeoutSeconds: ASSUMED_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: false,
  facts: {
    transport: 'command',
    events: {
      before: ['pre_run_command', 'pre_mcp_tool_use', 'pre_write_code', 'pre_read_code', 'pre_user_prompt'],
      after: ['post_run_command', 'post_mcp_tool_use'],
      notice: ['post_cascade_response'],
    },
    timeout: { unit: 'none', ours: ASSUMED_SECONDS },
    answers: { deny: 'exit 2 with the reason on stderr' },
    failure: { crash: 'runs', timeout: 'unknown' },
    takesEffect: 'in new sessions',
    switchedOffBy: [],
    basis: 'documentation',
  },
  parse,
  hookAnswer: (call: ToolCall, { action, agentReason }: Decision): HookAnswer =>
    call.phase === 'before' && (action === 'deny' || action === 'hold' || action === 'ask')
      ? refuse(agentReason)
      : NOTHING,
  refusal: refuse,
  warning: () => NOTHING,
  canary: ({ session, id, cwd, command, at }) => ({
    agent_action_name: 'pre_run_command',
    trajectory_id: session,
    execution_id: id,
    timestamp: at.toISOString(),
    tool_info: { command_line: command, cwd },
  }),
  ...connectionOf({
    id: WINDSURF,
    name: 'Windsurf',
    program: { names: ['windsurf', 'devin-desktop'] },
    homes: ({ userHome }) => [path.join(userHome, '.codeium', 'windsurf')],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope) => [hookFile(context, scope)],
    note: () =>
      'It lets a call pass if the hook itself cannot run. How long it waits is not known, so approvals have 15 seconds.',
  }),
};

function hookFile(context: ClientContext, scope: ConnectScope): HookFile {
  const key = context.platform === 'win32' ? 'powershell' : 'command';
  const wanted = wantedHooks(EVENTS, (registration) => ({ [key]: hookLine(context, WINDSURF, registration) }));
  return hooksInJson(hooksPath(context, scope), map, wanted);
}

function hooksPath(context: ClientContext, scope: ConnectScope): string {
  if (scope === 'project') return projectFile(context, '.windsurf', 'hooks.json');
  if (scope === 'user') return path.join(context.userHome, '.codeium', 'windsurf', 'hooks.json');
  if (context.platform === 'darwin') return '/Library/Application Support/Windsurf/hooks.json';
  return context.platform === 'win32' ? 'C:\\ProgramData\\Windsurf\\hooks.json' : '/etc/windsurf/hooks.json';
}

function parse(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  return readPayload(envelope, payload, 'Windsurf event', (found): ToolCall | ParseFailure => {
    const [, phase, action] = /^(pre|post)_(.+)$/.exec(found.agent_action_name) ?? [];
    const info = found.tool_info ?? {};
    const head = headOf(found, info);
    if (action === 'user_prompt' && phase === 'pre') {
      const prompt = info.user_prompt ?? info.prompt;
      if (typeof prompt !== 'string') return { problem: 'pre_user_prompt: tool_info.user_prompt: expected a text' };
      return events.prompt(head, rawSize, prompt);
    }
    if (action === undefined || !ACTIONS.has(action)) {
      return events.notice(head, rawSize, info, info.response);
    }
    const seen = seenOf(action, info);
    if (phase === 'pre') return events.before(head, rawSize, seen);
    const output = info.output ?? info.result ?? info.mcp_result;
    return events.after({ ...head, stamp: undefined }, rawSize, seen, output, { ok: true });
  });
}

const ACTIONS: ReadonlySet<string> = new Set(['run_command', 'mcp_tool_use', 'write_code', 'read_code']);

function headOf(found: Envelope, info: Record<string, unknown>): EventHead {
  return {
    event: found.agent_action_name,
    session: found.trajectory_id,
    ...(typeof info.cwd === 'string' && { cwd: info.cwd }),
    ...(found.timestamp !== undefined && { stamp: String(found.timestamp) }),
  };
}

function seenOf(action: string, info: Record<string, unknown>): { name: string; input: unknown; mcp?: McpName } {
  if (action === 'mcp_tool_use') {
    const { mcp_server_name: server, mcp_tool_name: tool, mcp_tool_arguments: args } = info;
    const mcp = { server: typeof server === 'string' ? server : '', tool: typeof tool === 'string' ? tool : '' };
    return { name: `${mcp.server}/${mcp.tool}`, input: args ?? {}, mcp };
  }
  const input = Object.fromEntries(Object.entries(info).filter(([key]) => !RESULTS.has(key)));
  return { name: action, input };
}

/** What an after-event adds to the arguments of its call. */
const RESULTS: ReadonlySet<string> = new Set(['output', 'result', 'exit_code', 'cwd']);
