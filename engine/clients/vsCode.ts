import path from 'node:path';
import { readFileSync } from 'node:fs';
import { parse as parseJsonc } from 'jsonc-parser';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import { connectionOf } from './connecting/connection.ts';
import { copilotHooks } from './copilotCli.ts';
import { claudeStyleReader } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { vsCodeSwitches } from './vsCodeSwitches.ts';

const VSCODE = 'vscode';
const HOLD_SECONDS = 3600;

const TOOLS: ToolTable = {
  run_in_terminal: { as: 'Bash' },
  read_file: { as: 'Read', keys: { filePath: 'file_path' } },
  create_file: { as: 'Write', keys: { filePath: 'file_path' } },
  insert_edit_into_file: { as: 'Write', keys: { filePath: 'file_path', code: 'content' } },
  replace_string_in_file: {
    as: 'Edit',
    keys: { filePath: 'file_path', oldString: 'old_string', newString: 'new_string' },
  },
  edit_notebook_file: { as: 'NotebookEdit', keys: { filePath: 'notebook_path', newCode: 'new_source' } },
  apply_patch: { as: 'patch', keys: { patch: 'input' } },
  list_dir: { as: 'Glob' },
  file_search: { as: 'Glob', keys: { query: 'pattern' } },
  grep_search: { as: 'Grep', keys: { query: 'pattern', includePattern: 'glob' } },
  runSubagent: { as: 'Agent' },
};

/**
 * Agent mode of VS Code, sessions in the editor itself. It reads the hook files of Copilot CLI, so both are connected by
 * the same file; its sessions with Copilot, Claude or Codex are those clients and run their hooks.
 */
export const vsCode: ClientAdapter = {
  id: VSCODE,
  name: 'VS Code agent mode',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: {
    PreToolUse: HOLD_SECONDS,
    PostToolUse: 30,
    UserPromptSubmit: 30,
    SessionStart: 10,
    SubagentStart: 10,
    SubagentStop: 10,
    Stop: 10,
  },
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse', 'UserPromptSubmit'],
      after: ['PostToolUse'],
      notice: ['SessionStart', 'SubagentStart', 'SubagentStop', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: 30, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr',
      ask: 'permissionDecision "ask"',
      warn: 'additionalContext',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    trust: 'The setting chat.useHooks has to be on, and no policy may switch hooks off.',
    takesEffect: 'at once',
    switchedOffBy: ['"chat.useHooks": false', 'the policy ChatHooks'],
    basis: 'documentation',
  },
  readsHooksOf: ['copilot-cli', 'claude-code'],
  claims,
  parse: claudeStyleReader({
    client: VSCODE,
    name: 'VS Code',
    tools: TOOLS,
    before: ['PreToolUse'],
    after: ['PostToolUse'],
    prompt: ['UserPromptSubmit'],
    byStamp: true,
  }),
  hookAnswer: claudeStyleAnswer({
    beforeTool: 'PreToolUse',
    // The registered file gives that event no way to stop a prompt.
    after: ['PostToolUse'],
    ask: true,
    contextBefore: true,
  }),
  refusal: refuse,
  warning: warn,
  canary: canaryOf('run_in_terminal'),
  switches: vsCodeSwitches,
  ...connectionOf({
    id: VSCODE,
    name: 'VS Code agent mode',
    program: { names: ['code', 'code-insiders', 'codium'] },
    homes: (context) => [...userFolders(context), path.join(context.userHome, '.vscode-server')],
    scopes: ['user'],
    hookFiles: (context) => [copilotHooks(context, 'user')],
    note: () => 'It lets a call pass if the hook itself cannot run. The same file also serves GitHub Copilot CLI.',
    disarmed: (context) => {
      const off = userFolders(context)
        .map((folder) => path.join(folder, 'settings.json'))
        .find((file) => hooksAreOff(file));
      return off === undefined ? undefined : `"chat.useHooks": false in ${off} switches hooks off. Remove it.`;
    },
  }),
};

/** Its own events have a time stamp and a transcript; Claude Code's have no time stamp, Copilot's no transcript. */
function claims(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const has = (key: string): boolean => key in payload;
  if (!has('hook_event_name') || !has('timestamp') || has('permission_mode') || has('cursor_version')) return false;
  return has('transcript_path') || has('tool_use_id');
}

/** User data of the stable and the early version, and of the server on a remote machine. */
function userFolders({ platform, userHome, env }: ClientContext): string[] {
  const base =
    platform === 'darwin'
      ? path.join(userHome, 'Library', 'Application Support')
      : platform === 'win32'
        ? (env.APPDATA ?? path.join(userHome, 'AppData', 'Roaming'))
        : env.XDG_CONFIG_HOME || path.join(userHome, '.config');
  return ['Code', 'Code - Insiders', 'VSCodium'].map((name) => path.join(base, name, 'User'));
}

function hooksAreOff(file: string): boolean {
  try {
    const settings: unknown = parseJsonc(readFileSync(file, 'utf8'));
    return typeof settings === 'object' && settings !== null && Reflect.get(settings, 'chat.useHooks') === false;
  } catch {
    return false; // No settings: the default is on.
  }
}
