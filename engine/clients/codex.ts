import path from 'node:path';
import type { ConnectScope } from '../protocol/clients.ts';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import { untrusted } from './codexTrust.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { codexRequirements } from './connecting/codexRequirements.ts';
import { invalidCodexHook } from './invalidHooks.ts';
import { claudeStyleReader } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { codexHeadless } from './codexHeadless.ts';
import { codexSwitches } from './codexSwitches.ts';

const CODEX = 'codex';
const HOLD_SECONDS = 3600;

/** Codex cuts SessionEnd to three seconds. */
const EVENTS: Registrations = {
  PreToolUse: { seconds: HOLD_SECONDS },
  PermissionRequest: { seconds: HOLD_SECONDS },
  PostToolUse: { seconds: 30 },
  UserPromptSubmit: { seconds: 30 },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 3, notice: true },
  SubagentStart: { seconds: 10, notice: true },
  SubagentStop: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  apply_patch: { as: 'patch', keys: { patch: 'command' } },
  view_image: { as: 'Read', keys: { path: 'file_path' } },
  spawn_agent: { as: 'Agent', keys: { message: 'prompt' } },
  send_input: { as: 'Agent', keys: { message: 'prompt' } },
  web_search: { as: 'WebSearch' },
  Bash: { as: 'Bash' },
};

const map = new HookMap({ client: CODEX, clientName: 'Codex', under: 'hooks', grouped: true, comments: false });

/**
 * OpenAI Codex. Hooks go into `hooks.json`, never into `config.toml`: one mistake there ends every start of Codex.
 * Its answers are parsed strictly: an unknown field or an empty reason makes it let the call pass, and a bare allow or
 * an `ask` is invalid.
 */
export const codex: ClientAdapter = {
  id: CODEX,
  name: 'Codex',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: false,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse', 'PermissionRequest', 'UserPromptSubmit'],
      after: ['PostToolUse'],
      notice: ['SessionStart', 'SessionEnd', 'SubagentStart', 'SubagentStop', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: 600, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr; strict JSON on PermissionRequest',
      warn: 'additionalContext',
      rewriteOutput: 'updatedMCPToolOutput, for MCP tools only',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    trust: 'A new or changed hook runs only after it was trusted: open Codex and type /hooks.',
    takesEffect: 'in new sessions',
    switchedOffBy: ['[features] hooks = false in config.toml', '--disable hooks'],
    basis: 'real program',
  },
  parse: claudeStyleReader({
    client: CODEX,
    name: 'Codex',
    tools: TOOLS,
    before: ['PreToolUse'],
    again: ['PermissionRequest'],
    after: ['PostToolUse'],
    prompt: ['UserPromptSubmit'],
  }),
  hookAnswer: claudeStyleAnswer({
    beforeTool: 'PreToolUse',
    prompt: 'UserPromptSubmit',
    after: ['PostToolUse'],
    permission: 'PermissionRequest',
    ask: false,
    contextBefore: true,
    rewrite: (call, output) => (call.tool.kind === 'mcp' ? { updatedMCPToolOutput: output } : {}),
  }),
  refusal: refuse,
  warning: warn,
  canary: canaryOf('Bash'),
  headless: codexHeadless,
  switches: codexSwitches,
  transcripts: {
    folder: ({ env, userHome }) => path.join(env.CODEX_HOME || path.join(userHome, '.codex'), 'sessions'),
    name: (id) => `^rollout-.*-(${id})\\.jsonl$`,
    call: /"type":\s?"(?:function_call|custom_tool_call)"/,
  },
  ...connectionOf({
    id: CODEX,
    name: 'Codex',
    program: { names: ['codex'], packages: ['@openai/codex'], tellsVersion: true },
    homes: (context) => [codexHome(context)],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope) => [hookFile(context, scope)],
    note: () => 'It lets a call pass if the hook itself cannot run or is slower than its time limit.',
    disarmed,
  }),
};

function codexHome({ env, userHome }: ClientContext): string {
  return env.CODEX_HOME || path.join(userHome, '.codex');
}

function hookFile(context: ClientContext, scope: ConnectScope): HookFile {
  if (scope === 'managed') return codexRequirements(context, EVENTS);
  const file =
    scope === 'project' ? projectFile(context, '.codex', 'hooks.json') : path.join(codexHome(context), 'hooks.json');
  const wanted = wantedHooks(EVENTS, (registration) => ({
    hooks: [{ type: 'command', command: hookLine(context, CODEX, registration, 'cmd'), timeout: registration.seconds }],
  }));
  const hooks = hooksInJson(file, map, wanted);
  return { ...hooks, problem: (text) => hooks.problem(text) ?? foreignKey(text), dropped: invalidCodexHook };
}

/** Codex refuses a file with any other key at its root. */
function foreignKey(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const root = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  const foreign = Object.keys(root).find((key) => key !== 'hooks' && key !== 'description');
  return foreign === undefined ? undefined : `"${foreign}" may not stand at its root`;
}

/** Codex runs a hook only once it was trusted, in exactly this form. */
function disarmed(context: ClientContext, { file }: HookFile, text: string): string | undefined {
  const hooks = Object.entries(EVENTS).flatMap(([event, registration]) => {
    const place = map.placeOf(text, event);
    if (!place) return [];
    return [{ event, ...place, command: hookLine(context, CODEX, registration, 'cmd'), seconds: registration.seconds }];
  });
  return untrusted(path.join(codexHome(context), 'config.toml'), file, hooks);
}
