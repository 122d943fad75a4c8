import path from 'node:path';
import { claudeStyleAnswer, NOTHING, refuse } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import { ownFile } from './connecting/ownFile.ts';
import { hookLine, secondsOf, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader } from './reading/claudeStyle.ts';
import type { McpName, ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';

const KIRO = 'kiro';
/** Longer times are not known to be honoured. */
const DEFAULT_SECONDS = 60;

const EVENTS: Registrations = {
  PreToolUse: { seconds: DEFAULT_SECONDS },
  PostToolUse: { seconds: DEFAULT_SECONDS, notice: true },
  UserPromptSubmit: { seconds: DEFAULT_SECONDS, notice: true },
  SessionStart: { seconds: DEFAULT_SECONDS, notice: true },
  Stop: { seconds: DEFAULT_SECONDS, notice: true },
};

const TOOLS: ToolTable = {
  execute_bash: { as: 'Bash' },
  shell: { as: 'Bash' },
  fs_read: { as: 'Read', keys: { path: 'file_path' } },
  read: { as: 'Read', keys: { path: 'file_path' } },
  fs_write: {
    as: 'Write',
    keys: { path: 'file_path', file_text: 'content', new_str: 'new_string', old_str: 'old_string' },
  },
  write: { as: 'Write', keys: { path: 'file_path', file_text: 'content' } },
  web_fetch: { as: 'WebFetch' },
  web_search: { as: 'WebSearch' },
};

/** Kiro, editor and command line of version 3 on. Its hooks know no answer but exit 2. */
export const kiro: ClientAdapter = {
  id: KIRO,
  name: 'Kiro',
  hookTimeoutSeconds: DEFAULT_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: false,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse'],
      after: ['PostToolUse'],
      notice: ['UserPromptSubmit', 'SessionStart', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: DEFAULT_SECONDS, ours: DEFAULT_SECONDS },
    answers: { deny: 'exit 2 with the reason on stderr' },
    failure: { crash: 'runs', timeout: 'unknown' },
    takesEffect: 'in new sessions',
    switchedOffBy: ['"enabled": false in the file of the hook'],
    basis: 'documentation',
  },
  parse: (payload, rawSize) => read(canonical(payload), rawSize),
  hookAnswer: (call, decision) =>
    call.event === 'PreToolUse' && decision.action !== 'warn' ? answer(call, decision) : NOTHING,
  refusal: refuse,
  warning: () => NOTHING,
  canary: canaryOf('execute_bash'),
  ...connectionOf({
    id: KIRO,
    name: 'Kiro',
    program: { names: ['kiro', 'kiro-cli'], packages: [] },
    homes: ({ userHome }) => [path.join(userHome, '.kiro')],
    scopes: ['user', 'project'],
    hookFiles: (context, scope) => [
      ownFile({
        file:
          scope === 'project'
            ? projectFile(context, '.kiro', 'hooks', 'oktsec.json')
            : path.join(context.userHome, '.kiro', 'hooks', 'oktsec.json'),
        text: hooksText(context),
        mark: 'oktsec-hook',
        events: Object.keys(EVENTS),
      }),
    ],
    note: () =>
      'It lets a call pass if the hook itself cannot run. Its command line reads these hooks from version 3 on.',
  }),
};

function hooksText(context: ClientContext): string {
  const hooks = Object.entries(EVENTS).map(([trigger, registration]) => ({
    name: `oktsec-${trigger}`,
    trigger,
    ...(trigger.endsWith('ToolUse') && { matcher: '.*' }),
    action: { type: 'command', command: hookLine(context, KIRO, registration) },
    timeout: registration.seconds,
    enabled: true,
  }));
  return `${JSON.stringify({ version: 'v1', hooks }, null, 2)}\n`;
}

const read = claudeStyleReader({
  client: KIRO,
  name: 'Kiro',
  tools: TOOLS,
  before: ['PreToolUse'],
  after: ['PostToolUse'],
  prompt: [],
  mcp: ({ tool_name }) => mcpOf(tool_name),
});

const answer = claudeStyleAnswer({ beforeTool: 'PreToolUse', after: [], ask: false, contextBefore: false });

/** Older versions write events in another case, and some payloads name no session. */
function canonical(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('hook_event_name' in payload)) return payload;
  const name = payload.hook_event_name;
  if (typeof name !== 'string' || name === '') return payload;
  const session = 'session_id' in payload ? {} : { session_id: 'kiro' };
  return { ...payload, ...session, hook_event_name: name.charAt(0).toUpperCase() + name.slice(1) };
}

/** `@server/tool` */
function mcpOf(name: string): McpName | undefined {
  const [, server, tool] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
  return server !== undefined && tool !== undefined ? { server, tool } : undefined;
}
