import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Outcome, ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { ownFile } from './connecting/ownFile.ts';
import { hookLine } from './connecting/registrations.ts';
import { ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';
import { clineHeadless } from './clineHeadless.ts';

const CLINE = 'cline';
/** The editor's Cline gives up on a hook after this; its command line was not seen to. */
const TIMEOUT_SECONDS = 30;

/** Files are named after the event. The first three can tell or stop something. */
const EVENTS = ['PreToolUse', 'PostToolUse', 'UserPromptSubmit', 'TaskStart', 'TaskComplete', 'TaskCancel'] as const;
const STOPPABLE: ReadonlySet<string> = new Set(['PreToolUse', 'UserPromptSubmit']);

/** The command line calls the same events by other names. */
const ALIASES: Readonly<Record<string, string>> = {
  tool_call: 'PreToolUse',
  tool_result: 'PostToolUse',
  prompt_submit: 'UserPromptSubmit',
  agent_start: 'TaskStart',
  agent_end: 'TaskComplete',
  agent_abort: 'TaskCancel',
};

const TOOLS: ToolTable = {
  execute_command: { as: 'Bash' },
  run_commands: { as: 'Bash', keys: { commands: 'command' } },
  bash: { as: 'Bash' },
  read_file: { as: 'Read', keys: { path: 'file_path' } },
  write_to_file: { as: 'Write', keys: { path: 'file_path' } },
  new_rule: { as: 'Write', keys: { path: 'file_path' } },
  editor: { as: 'Edit', keys: { path: 'file_path', old_text: 'old_string', new_text: 'new_string' } },
  apply_patch: { as: 'patch', keys: { patch: 'input' } },
  search_files: { as: 'Grep', keys: { regex: 'pattern', file_pattern: 'glob' } },
  list_files: { as: 'Glob' },
  web_fetch: { as: 'WebFetch' },
  web_search: { as: 'WebSearch' },
  access_mcp_resource: { as: 'ReadMcpResourceTool', keys: { server_name: 'server' } },
};

const envelope = z.looseObject({
  hookName: shortName,
  taskId: shortName,
  timestamp: z.union([z.string(), z.number()]).optional(),
  workspaceRoots: z.array(z.string()).optional(),
  sessionContext: z.looseObject({ rootSessionId: shortName.optional() }).optional(),
  agent_id: shortName.nullish(),
  parent_agent_id: shortName.nullish(),
});
type Envelope = z.output<typeof envelope>;

const preTool = z.looseObject({ toolName: shortName, parameters: z.record(z.string(), z.unknown()).optional() });
const toolEvent = envelope.extend({
  tool_call: z.looseObject({ id: shortName.optional(), name: shortName }).optional(),
  preToolUse: preTool.optional(),
});
const toolResult = envelope.extend({
  tool_result: z
    .looseObject({ id: shortName.optional(), name: shortName, durationMs: z.number().optional() })
    .optional(),
  postToolUse: preTool.extend({ success: z.boolean().optional(), executionTimeMs: z.number().optional() }).optional(),
});
const promptEvent = envelope.extend({ userPromptSubmit: z.looseObject({ prompt: z.string() }) });

const events = new ClientEvents(CLINE, TOOLS);

/** Cline obeys nothing but its own JSON on stdout: every exit code, also 2, lets the call pass. A deny ends the task. */
export const cline: ClientAdapter = {
  id: CLINE,
  name: 'Cline',
  hookTimeoutSeconds: TIMEOUT_SECONDS,
  canAsk: false,
  facts: {
    transport: 'script',
    events: {
      before: ['PreToolUse', 'UserPromptSubmit'],
      after: ['PostToolUse'],
      notice: ['TaskStart', 'TaskComplete', 'TaskCancel'],
    },
    timeout: { unit: 'none', byDefault: TIMEOUT_SECONDS, ours: TIMEOUT_SECONDS },
    answers: { deny: '{"cancel": true, "errorMessage": …}, which ends the whole task', warn: 'contextModification' },
    failure: { crash: 'runs', timeout: 'runs', closedBy: 'our script, which answers with a deny when the hook fails' },
    trust: 'In the editor hooks have to be switched on in Cline’s Hooks tab.',
    takesEffect: 'in new sessions',
    switchedOffBy: ['the switch of a hook in the Hooks tab', 'a script that is not executable'],
    basis: 'real program',
  },
  parse,
  hookAnswer,
  refusal: cancel,
  warning: () => PROCEED,
  canary: ({ session, id, cwd, command, at }) => ({
    hookName: 'tool_call',
    taskId: session,
    timestamp: at.toISOString(),
    workspaceRoots: [cwd],
    tool_call: { id, name: 'run_commands', input: { commands: [command] } },
  }),
  headless: clineHeadless,
  ...connectionOf({
    id: CLINE,
    name: 'Cline',
    program: { names: ['cline'], packages: ['cline', '@cline/'] },
    homes: ({ userHome, env }) => [env.CLINE_DIR || path.join(userHome, '.cline'), documents(userHome)],
    scopes: ['user', 'project'],
    hookFiles,
    note: () =>
      'A deny ends the whole task, because Cline knows no other. In the editor its hooks have to be switched on.',
  }),
};

function documents(userHome: string): string {
  return path.join(userHome, 'Documents', 'Cline');
}

/** One script for each event, for the command line and, where it has a folder, for the editor's Cline. */
function hookFiles(context: ClientContext, scope: ConnectScope): readonly [HookFile, ...HookFile[]] {
  const { env, userHome } = context;
  const folders =
    scope === 'project'
      ? [projectFile(context, '.clinerules', 'hooks')]
      : [
          path.join(env.CLINE_DIR || path.join(userHome, '.cline'), 'hooks'),
          ...(existsSync(documents(userHome)) ? [path.join(documents(userHome), 'Hooks')] : []),
        ];
  const windows = context.platform === 'win32';
  const scripts = folders.flatMap((folder) =>
    EVENTS.map((event) =>
      ownFile({
        file: path.join(folder, windows ? `${event}.ps1` : event),
        text: windows ? powershellScript(context, event) : shellScript(context, event),
        mark: 'Oktsec hook:',
        events: [event],
        mode: 0o700,
      }),
    ),
  );
  return scripts as [HookFile, ...HookFile[]];
}

const UNJUDGED =
  'Oktsec could not judge this call, so it was not let through. Open the editor with Oktsec, or run: oktsec run';

/** Whatever goes wrong ends in the one answer that Cline takes for a no. */
function shellScript(context: ClientContext, event: string): string {
  const stops = STOPPABLE.has(event);
  const line = hookLine(context, CLINE, { seconds: TIMEOUT_SECONDS, ...(!stops && { notice: true }) });
  const failed = JSON.stringify(stops ? { cancel: true, errorMessage: UNJUDGED } : { cancel: false });
  return `#!/bin/sh
# Oktsec hook: gives ${event} of Cline to Oktsec, and Oktsec's answer to Cline.
# Written by Oktsec; changes are overwritten. If Oktsec was removed, delete this file.
${stops ? '' : NEVER_STOPS}if answer=$(${line})${stops ? '' : ' && passes "$answer"'} && printf '%s' "$answer"; then exit 0; fi
printf '%s' '${failed}'
`;
}

/** What has happened already is not worth ending a task for, even if it could not be judged. */
const NEVER_STOPS = `passes() { case $1 in *'"cancel":true'*) return 1 ;; esac; }
`;

function powershellScript(context: ClientContext, event: string): string {
  const stops = STOPPABLE.has(event);
  const line = hookLine(context, CLINE, { seconds: TIMEOUT_SECONDS, ...(!stops && { notice: true }) });
  const failed = JSON.stringify(stops ? { cancel: true, errorMessage: UNJUDGED } : { cancel: false });
  return `# Oktsec hook: gives ${event} of Cline to Oktsec, and Oktsec's answer to Cline.
# Written by Oktsec; changes are overwritten. If Oktsec was removed, delete this file.
$answer = $null
try { $answer = $input | ${line.replace('; exit $LASTEXITCODE', '')} | Out-String } catch { $LASTEXITCODE = 1 }
if ($LASTEXITCODE -eq 0${stops ? '' : ` -and $answer -notlike '*"cancel":true*'`}) { $answer; exit 0 }
'${failed}'
`;
}

function parse(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  return readPayload(envelope, payload, 'Cline event', (found) => {
    const name = ALIASES[found.hookName] ?? found.hookName;
    switch (name) {
      case 'PreToolUse':
        return readPayload(toolEvent, payload, name, (event) => {
          const { tool_call: call, preToolUse: pre } = event;
          if (!call && !pre) return { problem: `${name}: tool_call: expected an object` };
          const seen = seenOf(call?.name ?? pre?.toolName ?? '', call?.input ?? decoded(pre?.parameters));
          return events.before({ ...headOf(name, event), callId: call?.id }, rawSize, seen);
        });
      case 'PostToolUse':
        return readPayload(toolResult, payload, name, (event) => fromResult(name, event, rawSize));
      case 'UserPromptSubmit':
        return readPayload(promptEvent, payload, name, (event) =>
          events.prompt(headOf(name, event), rawSize, event.userPromptSubmit.prompt),
        );
      default: {
        const turn = found.turn as { outputText?: unknown } | undefined;
        return events.notice(headOf(name, found), rawSize, {}, turn?.outputText);
      }
    }
  });
}

function fromResult(name: string, event: z.output<typeof toolResult>, rawSize: number): ToolCall | ParseFailure {
  const { tool_result: result, postToolUse: post } = event;
  if (!result && !post) return { problem: `${name}: tool_result: expected an object` };
  const seen = seenOf(result?.name ?? post?.toolName ?? '', result?.input ?? decoded(post?.parameters));
  const durationMs = result?.durationMs ?? post?.executionTimeMs;
  const error = typeof result?.error === 'string' ? { error: result.error } : {};
  const outcome: Outcome = {
    ok: post?.success ?? !('error' in error),
    ...error,
    ...(durationMs !== undefined && { durationMs }),
  };
  const head = { ...headOf(name, event), callId: result?.id };
  return events.after(head, rawSize, seen, result?.output ?? post?.result, outcome);
}

function headOf(event: string, found: Envelope): EventHead {
  const sub = typeof found.parent_agent_id === 'string';
  const cwd = found.workspaceRoots?.[0];
  return {
    event,
    session: found.sessionContext?.rootSessionId ?? found.taskId,
    cwd,
    ...(sub && typeof found.agent_id === 'string' && { agentId: found.agent_id }),
    ...(found.timestamp !== undefined && { stamp: String(found.timestamp) }),
  };
}

/** MCP tools are `server__tool` in the command line, and `use_mcp_tool` with both names in the editor. */
function seenOf(name: string, input: unknown): { name: string; input: unknown; mcp?: McpName } {
  if (name === 'use_mcp_tool' && typeof input === 'object' && input !== null) {
    const { server_name: server, tool_name: tool, arguments: args } = input as Record<string, unknown>;
    if (typeof server === 'string' && typeof tool === 'string') {
      return { name, input: decodedValue(args), mcp: { server, tool } };
    }
  }
  const at = name.indexOf('__');
  return at > 0 ? { name, input, mcp: { server: name.slice(0, at), tool: name.slice(at + 2) } } : { name, input };
}

/** The editor's Cline hands every parameter over as text, lists too; a file's content stays what it is. */
const LISTS: ReadonlySet<string> = new Set(['files', 'commands', 'queries', 'requests', 'paths']);

function decoded(parameters: Record<string, unknown> | undefined): unknown {
  const entries = Object.entries(parameters ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, LISTS.has(key) ? decodedValue(value) : value]));
}

function decodedValue(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const PROCEED: HookAnswer = inJson({ cancel: false });

function cancel(reason: string): HookAnswer {
  return inJson({ cancel: true, errorMessage: reason.trim() === '' ? 'Oktsec denied this call.' : reason });
}

function hookAnswer(call: ToolCall, { action, agentReason }: Decision): HookAnswer {
  if (action === 'allow') return PROCEED;
  if (action === 'warn' || call.phase !== 'before') {
    return call.phase === 'notice' ? PROCEED : inJson({ cancel: false, contextModification: agentReason });
  }
  return cancel(agentReason);
}
