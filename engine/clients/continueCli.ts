import path from 'node:path';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { named } from './settingSwitches.ts';

const CONTINUE = 'continue';
const HOLD_SECONDS = 600;

const EVENTS: Registrations = {
  PreToolUse: { seconds: HOLD_SECONDS },
  PostToolUse: { seconds: 30 },
  PostToolUseFailure: { seconds: 30 },
  UserPromptSubmit: { seconds: 30 },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
  Stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  Bash: { as: 'Bash' },
  Read: { as: 'Read', keys: { filepath: 'file_path' } },
  Write: { as: 'Write', keys: { filepath: 'file_path' } },
  List: { as: 'Glob', keys: { dirpath: 'path' } },
  Search: { as: 'Grep' },
  Fetch: { as: 'WebFetch' },
};

const map = new HookMap({ client: CONTINUE, clientName: 'Continue', under: 'hooks', grouped: true, comments: false });

/** Continue's command line. It also runs the hooks of Claude Code's files, as Claude Code would. */
export const continueCli: ClientAdapter = {
  id: CONTINUE,
  name: 'Continue CLI',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse', 'UserPromptSubmit'],
      after: ['PostToolUse', 'PostToolUseFailure'],
      notice: ['SessionStart', 'SessionEnd', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: 600, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr',
      ask: 'permissionDecision "ask"',
      warn: 'additionalContext',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    takesEffect: 'in new sessions',
    switchedOffBy: ['"disableAllHooks": true in any of its files, a project’s too'],
    basis: 'documentation',
  },
  parse: claudeStyleReader({
    client: CONTINUE,
    name: 'Continue',
    tools: TOOLS,
    before: ['PreToolUse'],
    again: ['PermissionRequest'],
    after: ['PostToolUse', 'PostToolUseFailure'],
    prompt: ['UserPromptSubmit'],
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
  canary: canaryOf('Bash'),
  switches: {
    project: [
      {
        files: ['.claude/settings.json', '.claude/settings.local.json', '.continue/settings.json'],
        off: named('disableAllHooks', true),
      },
    ],
    machine: [
      {
        files: ({ userHome, env }) => [
          path.join(userHome, '.claude', 'settings.json'),
          path.join(env.CONTINUE_GLOBAL_DIR ?? path.join(userHome, '.continue'), 'settings.json'),
        ],
        off: named('disableAllHooks', true),
      },
    ],
  },
  ...connectionOf({
    id: CONTINUE,
    name: 'Continue CLI',
    program: { names: ['cn'], packages: ['@continuedev/cli'] },
    homes: ({ userHome, env }) => [env.CONTINUE_GLOBAL_DIR || path.join(userHome, '.continue')],
    scopes: ['user', 'project'],
    hookFiles: (context, scope) => [
      hooksInJson(
        scope === 'project'
          ? projectFile(context, '.continue', 'settings.local.json')
          : path.join(context.env.CONTINUE_GLOBAL_DIR || path.join(context.userHome, '.continue'), 'settings.json'),
        map,
        wantedHooks(EVENTS, (registration) => ({
          hooks: [
            {
              type: 'command',
              command: hookLine(context, CONTINUE, registration, 'cmd'),
              timeout: registration.seconds,
            },
          ],
        })),
        (text) => (map.holds(text, ['disableAllHooks'], true) ? '"disableAllHooks"' : undefined),
      ),
    ],
    note: () =>
      'It lets a call pass if the hook itself cannot run. It also runs the hooks of Claude Code; such a call is judged under both names.',
  }),
};
