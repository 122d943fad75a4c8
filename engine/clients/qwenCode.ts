import path from 'node:path';
import type { ConnectScope } from '../protocol/clients.ts';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader, outcomeOfText, type ToolEvent } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { qwenCodeHeadless } from './qwenCodeHeadless.ts';
import { named } from './settingSwitches.ts';

const QWEN = 'qwen-code';
/** However long a hook asks for, a call that waited this long runs. */
const HARD_LIMIT_SECONDS = 60;

const EVENTS: Registrations = {
  PreToolUse: { seconds: HARD_LIMIT_SECONDS },
  PermissionRequest: { seconds: HARD_LIMIT_SECONDS },
  PostToolUse: { seconds: 30 },
  PostToolUseFailure: { seconds: 30 },
  UserPromptSubmit: { seconds: 30 },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
  SubagentStart: { seconds: 10, notice: true },
  SubagentStop: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  run_shell_command: { as: 'Bash' },
  monitor: { as: 'Bash' },
  read_file: { as: 'Read' },
  write_file: { as: 'Write' },
  edit: { as: 'Edit' },
  notebook_edit: { as: 'NotebookEdit' },
  glob: { as: 'Glob' },
  grep_search: { as: 'Grep' },
  list_directory: { as: 'Glob' },
  web_fetch: { as: 'WebFetch' },
  web_search: { as: 'WebSearch' },
  agent: { as: 'Agent' },
  task: { as: 'Agent' },
};

const map = new HookMap({ client: QWEN, clientName: 'Qwen Code', under: 'hooks', grouped: true, comments: true });

/** Qwen Code. Of several hooks the last one's word counts, so a project's hook can undo a deny: it is advised, not held. */
export const qwenCode: ClientAdapter = {
  id: QWEN,
  name: 'Qwen Code',
  hookTimeoutSeconds: HARD_LIMIT_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse', 'PermissionRequest', 'UserPromptSubmit'],
      after: ['PostToolUse', 'PostToolUseFailure'],
      notice: ['SessionStart', 'SessionEnd', 'SubagentStart', 'SubagentStop', 'Stop'],
    },
    timeout: { unit: 'milliseconds', byDefault: 60, ours: HARD_LIMIT_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr',
      ask: 'permissionDecision "ask", denied in headless sessions',
      warn: 'additionalContext',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    trust: 'A project’s hooks run in trusted folders only; the user’s need no trust.',
    takesEffect: 'in new sessions',
    switchedOffBy: [
      'a later hook, such as a project’s, that allows what ours denied',
      '"disableAllHooks": true in the project’s settings',
    ],
    basis: 'real program',
  },
  parse: claudeStyleReader({
    client: QWEN,
    name: 'Qwen Code',
    tools: TOOLS,
    before: ['PreToolUse'],
    again: ['PermissionRequest'],
    after: ['PostToolUse', 'PostToolUseFailure'],
    prompt: ['UserPromptSubmit'],
    result: resultOf,
  }),
  hookAnswer: claudeStyleAnswer({
    beforeTool: 'PreToolUse',
    prompt: 'UserPromptSubmit',
    after: ['PostToolUse', 'PostToolUseFailure'],
    permission: 'PermissionRequest',
    ask: true,
    contextBefore: true,
  }),
  refusal: refuse,
  warning: warn,
  canary: canaryOf('run_shell_command'),
  headless: qwenCodeHeadless,
  switches: { project: [{ files: ['.qwen/settings.json'], off: named('disableAllHooks', true) }] },
  ...connectionOf({
    id: QWEN,
    name: 'Qwen Code',
    program: { names: ['qwen'], packages: ['@qwen-code/qwen-code'] },
    homes: ({ userHome }) => [path.join(userHome, '.qwen')],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope) => [hookFile(context, scope)],
    note: () =>
      'It waits 60 seconds at most for an approval, and a hook of a project can allow what was denied here: take it as advice.',
  }),
};

function hookFile(context: ClientContext, scope: ConnectScope): HookFile {
  const wanted = wantedHooks(EVENTS, (registration) => ({
    hooks: [
      {
        type: 'command',
        command: hookLine(context, QWEN, registration),
        // From 1000 on it is read as milliseconds.
        timeout: registration.seconds * 1000,
      },
    ],
  }));
  return hooksInJson(settingsFile(context, scope), map, wanted, (text) =>
    map.holds(text, ['disableAllHooks'], true) ? '"disableAllHooks"' : undefined,
  );
}

function settingsFile(context: ClientContext, scope: ConnectScope): string {
  if (scope === 'project') return projectFile(context, '.qwen', 'settings.json');
  if (scope === 'user') return path.join(context.userHome, '.qwen', 'settings.json');
  if (context.platform === 'darwin') return '/Library/Application Support/QwenCode/settings.json';
  return context.platform === 'win32' ? 'C:\\ProgramData\\qwen-code\\settings.json' : '/etc/qwen-code/settings.json';
}

/** `llmContent` is what the model reads; `returnDisplay` says the same to the person. */
function resultOf(event: ToolEvent): ReturnType<NonNullable<ResultReader>> {
  const duration = typeof event.duration_ms === 'number' ? { durationMs: event.duration_ms } : {};
  if (typeof event.error === 'string') {
    return { output: undefined, outcome: { ok: false, error: event.error, ...duration } };
  }
  const response = event.tool_response;
  if (typeof response !== 'object' || response === null)
    return { output: response, outcome: { ok: true, ...duration } };
  const { llmContent } = response as Record<string, unknown>;
  return { output: llmContent ?? response, outcome: { ...outcomeOfText(llmContent), ...duration } };
}
type ResultReader = Parameters<typeof claudeStyleReader>[0]['result'];
