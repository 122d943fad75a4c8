import path from 'node:path';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { ownFile } from './connecting/ownFile.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader, type ToolEvent } from './reading/claudeStyle.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';

const AUGMENT = 'augment';
/** Longer times are not known to be honoured. */
const DEFAULT_SECONDS = 60;

const EVENTS: Registrations = {
  PreToolUse: { seconds: DEFAULT_SECONDS },
  PostToolUse: { seconds: 30, notice: true },
  PromptSubmit: { seconds: 30, notice: true },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  'launch-process': { as: 'Bash' },
  'write-process': { as: 'Bash', keys: { input_text: 'command' } },
  view: { as: 'Read', keys: { path: 'file_path' } },
  'save-file': { as: 'Write', keys: { path: 'file_path', file_content: 'content' } },
  'str-replace-editor': {
    as: 'Edit',
    keys: {
      path: 'file_path',
      old_str: 'old_string',
      new_str: 'new_string',
      old_str_1: 'old_string',
      new_str_1: 'new_string',
    },
  },
  'web-fetch': { as: 'WebFetch' },
  'web-search': { as: 'WebSearch' },
};

const map = new HookMap({
  client: AUGMENT,
  clientName: 'Augment',
  under: 'hooks',
  grouped: true,
  comments: true,
  ours: /[/\\]oktsec-hook(?:-notice)?\.(?:sh|ps1)$/,
});

/** Augment's Auggie. A hook has to be the path of a script, so there are two of ours that start the launcher. */
export const augment: ClientAdapter = {
  id: AUGMENT,
  name: 'Augment (Auggie)',
  hookTimeoutSeconds: DEFAULT_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: false,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse'],
      after: ['PostToolUse'],
      notice: ['PromptSubmit', 'SessionStart', 'SessionEnd', 'Stop'],
    },
    timeout: { unit: 'milliseconds', byDefault: DEFAULT_SECONDS, ours: DEFAULT_SECONDS },
    answers: { deny: 'exit 2 with the reason on stderr' },
    failure: { crash: 'runs', timeout: 'unknown' },
    takesEffect: 'in new sessions',
    switchedOffBy: [],
    basis: 'documentation',
  },
  parse: (payload, rawSize) => read(canonical(payload), rawSize),
  hookAnswer: claudeStyleAnswer({
    beforeTool: 'PreToolUse',
    after: ['PostToolUse'],
    ask: false,
    contextBefore: false,
  }),
  refusal: refuse,
  warning: warn,
  canary: canaryOf('launch-process'),
  ...connectionOf({
    id: AUGMENT,
    name: 'Augment (Auggie)',
    program: { names: ['auggie'], packages: ['@augmentcode/auggie'] },
    homes: ({ userHome }) => [path.join(userHome, '.augment')],
    scopes: ['user', 'project'],
    hookFiles,
    note: () => 'It lets a call pass if the hook itself cannot run.',
  }),
};

function hookFiles(context: ClientContext, scope: ConnectScope): readonly [HookFile, ...HookFile[]] {
  const settings =
    scope === 'project'
      ? projectFile(context, '.augment', 'settings.local.json')
      : path.join(context.userHome, '.augment', 'settings.json');
  const folder = path.join(context.userHome, '.augment', 'hooks');
  const ending = context.platform === 'win32' ? 'ps1' : 'sh';
  const file = (notice: boolean) => path.join(folder, `oktsec-hook${notice ? '-notice' : ''}.${ending}`);
  const wanted = wantedHooks(EVENTS, ({ seconds, notice }, event) => ({
    ...(event.endsWith('ToolUse') && { matcher: '.*' }),
    hooks: [{ type: 'command', command: file(notice === true), timeout: seconds * 1000 }],
  }));
  const script = (notice: boolean): HookFile =>
    ownFile({
      file: file(notice),
      text: scriptText(context, notice),
      mark: 'Oktsec hook:',
      events: [notice ? 'the script of notices' : 'the script'],
      mode: 0o700,
    });
  return [hooksInJson(settings, map, wanted), script(false), script(true)];
}

function scriptText(context: ClientContext, notice: boolean): string {
  const line = hookLine(context, AUGMENT, { seconds: DEFAULT_SECONDS, ...(notice && { notice }) });
  const about = `# Oktsec hook: gives one event of Augment to Oktsec, and Oktsec's answer to Augment.
# Written by Oktsec; changes are overwritten.
`;
  if (context.platform === 'win32') return `${about}$input | ${line}\n`;
  return `#!/bin/sh\n${about}${line}\ncode=$?\n[ "$code" = 0 ] && exit 0\n${notice ? 'exit 0' : 'exit 2'}\n`;
}

const read = claudeStyleReader({
  client: AUGMENT,
  name: 'Augment',
  tools: TOOLS,
  before: ['PreToolUse'],
  after: ['PostToolUse'],
  prompt: [],
  mcp: ({ tool_name }) => mcpOf(tool_name),
  result: ({ tool_output, tool_error }: ToolEvent) =>
    typeof tool_error === 'string' && tool_error !== ''
      ? { output: tool_output, outcome: { ok: false, error: tool_error } }
      : { output: tool_output, outcome: { ok: true } },
});

/** Its sessions are conversations, and its place is a list of roots. */
function canonical(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('conversation_id' in payload)) return payload;
  const roots = 'workspace_roots' in payload && Array.isArray(payload.workspace_roots) ? payload.workspace_roots : [];
  const root: unknown = roots[0];
  return {
    session_id: payload.conversation_id,
    ...(typeof root === 'string' && { cwd: root }),
    ...payload,
  };
}

/** `mcp:<tool>_<server>` */
function mcpOf(name: string): McpName | undefined {
  const [, tool, server] = /^mcp:(.+)_([^_]+)$/.exec(name) ?? [];
  return server !== undefined && tool !== undefined ? { server, tool } : undefined;
}
