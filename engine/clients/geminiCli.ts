import path from 'node:path';
import type { ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson, NOTHING, refuse, warn } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader, outcomeOfText, type ToolEvent } from './reading/claudeStyle.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { geminiCliHeadless } from './geminiCliHeadless.ts';
import { geminiCliSwitches, geminiCliVariables } from './geminiCliSwitches.ts';
import { withRepositoryEnvironment } from './repositoryEnvironment.ts';

const GEMINI = 'gemini-cli';
const HOLD_SECONDS = 3600;

const EVENTS: Registrations = {
  BeforeTool: { seconds: HOLD_SECONDS },
  AfterTool: { seconds: 30 },
  BeforeAgent: { seconds: 30 },
  AfterAgent: { seconds: 10, notice: true },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
};

const TOOLS: ToolTable = {
  run_shell_command: { as: 'Bash' },
  read_file: { as: 'Read' },
  write_file: { as: 'Write' },
  replace: { as: 'Edit' },
  glob: { as: 'Glob', keys: { dir_path: 'path' } },
  grep_search: { as: 'Grep', keys: { dir_path: 'path', include_pattern: 'glob' } },
  search_file_content: { as: 'Grep', keys: { dir_path: 'path', include: 'glob' } },
  list_directory: { as: 'Glob', keys: { dir_path: 'path' } },
  web_fetch: { as: 'WebFetch' },
  google_web_search: { as: 'WebSearch' },
  invoke_agent: { as: 'Agent' },
};

const map = new HookMap({ client: GEMINI, clientName: 'Gemini CLI', under: 'hooks', grouped: true, comments: true });

/** Google's Gemini CLI. Its calls have no ids: an event is told from the next by its time stamp. */
export const geminiCli: ClientAdapter = {
  id: GEMINI,
  name: 'Gemini CLI',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: false,
  facts: {
    transport: 'command',
    events: {
      before: ['BeforeTool', 'BeforeAgent'],
      after: ['AfterTool'],
      notice: ['AfterAgent', 'SessionStart', 'SessionEnd'],
    },
    timeout: { unit: 'milliseconds', byDefault: 60, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr',
      warn: 'systemMessage; additionalContext on results',
      rewriteOutput: 'a deny of the result, whose reason takes its place',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    trust: 'In a folder that is not trusted no hook runs, not even the user’s own.',
    takesEffect: 'in new sessions',
    switchedOffBy: ['"hooksConfig": {"enabled": false} or "disabled" in the project’s settings'],
    basis: 'real program',
  },
  parse: claudeStyleReader({
    client: GEMINI,
    name: 'Gemini CLI',
    tools: TOOLS,
    before: ['BeforeTool'],
    after: ['AfterTool'],
    prompt: ['BeforeAgent'],
    byStamp: true,
    mcp: mcpOf,
    result: resultOf,
  }),
  hookAnswer,
  refusal: refuse,
  warning: warn,
  withFiles: (call) => (call.event === 'BeforeTool' ? withRepositoryEnvironment(call, geminiCliVariables) : call),
  canary: canaryOf('run_shell_command', 'BeforeTool'),
  headless: geminiCliHeadless,
  switches: geminiCliSwitches,
  ...connectionOf({
    id: GEMINI,
    name: 'Gemini CLI',
    program: { names: ['gemini'], packages: ['@google/gemini-cli'] },
    homes: ({ userHome }) => [path.join(userHome, '.gemini', 'settings.json'), path.join(userHome, '.gemini', 'tmp')],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope) => [hookFile(context, scope)],
    note: () => 'It lets a call pass if the hook is slower than its time limit, and a project can switch hooks off.',
  }),
};

function hookFile(context: ClientContext, scope: ConnectScope): HookFile {
  const wanted = wantedHooks(EVENTS, (registration) => ({
    hooks: [
      {
        name: 'oktsec',
        type: 'command',
        command: hookLine(context, GEMINI, registration),
        timeout: registration.seconds * 1000,
      },
    ],
  }));
  return hooksInJson(settingsFile(context, scope), map, wanted, (text) => {
    if (map.holds(text, ['hooksConfig', 'enabled'], false)) return '"hooksConfig.enabled": false';
    return map.lists(text, ['hooksConfig', 'disabled'], 'oktsec') ? '"oktsec" in "hooksConfig.disabled"' : undefined;
  });
}

function settingsFile(context: ClientContext, scope: ConnectScope): string {
  if (scope === 'project') return projectFile(context, '.gemini', 'settings.json');
  if (scope === 'user') return path.join(context.userHome, '.gemini', 'settings.json');
  if (context.env.GEMINI_CLI_SYSTEM_SETTINGS_PATH) return context.env.GEMINI_CLI_SYSTEM_SETTINGS_PATH;
  if (context.platform === 'darwin') return '/Library/Application Support/GeminiCli/settings.json';
  return context.platform === 'win32' ? 'C:\\ProgramData\\gemini-cli\\settings.json' : '/etc/gemini-cli/settings.json';
}

/** `mcp_server_tool` has more than one reading; the context says which is right. */
function mcpOf({ mcp_context }: ToolEvent): McpName | undefined {
  if (typeof mcp_context !== 'object' || mcp_context === null) return undefined;
  const { server_name: server, tool_name: tool } = mcp_context as Record<string, unknown>;
  return typeof server === 'string' && typeof tool === 'string' ? { server, tool } : undefined;
}

/** `llmContent` is what the model reads; `returnDisplay` says the same to the person. */
function resultOf({ tool_response: response }: ToolEvent): ReturnType<NonNullable<ResultReader>> {
  if (typeof response !== 'object' || response === null) return { output: response, outcome: { ok: true } };
  const { llmContent, error } = response as Record<string, unknown>;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  if (typeof message === 'string') return { output: llmContent ?? message, outcome: { ok: false, error: message } };
  return { output: llmContent ?? response, outcome: outcomeOfText(llmContent) };
}
type ResultReader = Parameters<typeof claudeStyleReader>[0]['result'];

function hookAnswer(call: ToolCall, decision: Decision): HookAnswer {
  const { action, agentReason, humanReason } = decision;
  switch (action) {
    case 'allow':
      return NOTHING;
    case 'warn':
      return warned(call, decision);
    // Its own prompt can be opened by an undocumented answer only; where that is not known the call would run.
    case 'ask':
    case 'hold':
    case 'deny':
      return call.phase === 'notice' ? inJson({ systemMessage: humanReason }) : refuse(agentReason);
  }
}

function warned(call: ToolCall, { agentReason, humanReason, output }: Decision): HookAnswer {
  const systemMessage = humanReason || agentReason;
  if (call.event !== 'AfterTool') return inJson({ systemMessage });
  if (output !== undefined) {
    return inJson({
      decision: 'deny',
      reason: `${agentReason}\nThe result, without it:\n${textOf(output)}`,
      systemMessage,
    });
  }
  return inJson({ systemMessage, hookSpecificOutput: { hookEventName: 'AfterTool', additionalContext: agentReason } });
}

/** A result is a text, or a list of parts with texts. */
function textOf(output: unknown): string {
  if (typeof output === 'string') return output;
  if (!Array.isArray(output)) return JSON.stringify(output);
  return output
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
        ? part.text
        : JSON.stringify(part),
    )
    .join('\n');
}
