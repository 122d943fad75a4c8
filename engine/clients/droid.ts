import path from 'node:path';
import { claudeStyleAnswer, refuse, warn } from './answers.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import { HookMap } from './connecting/hookMap.ts';
import { hookLine, hooksInJson, secondsOf, wantedHooks, type Registrations } from './connecting/registrations.ts';
import { claudeStyleReader } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { named, onMachine } from './settingSwitches.ts';

const DROID = 'droid';
const HOLD_SECONDS = 600;

const EVENTS: Registrations = {
  PreToolUse: { seconds: HOLD_SECONDS },
  PostToolUse: { seconds: 30 },
  UserPromptSubmit: { seconds: 30 },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
  SubagentStop: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

const TOOLS: ToolTable = {
  Execute: { as: 'Bash' },
  Create: { as: 'Write' },
  ApplyPatch: { as: 'patch', keys: { patch: 'input' } },
  LS: { as: 'Glob', keys: { directory_path: 'path' } },
  FetchUrl: { as: 'WebFetch' },
};

const map = new HookMap({ client: DROID, clientName: 'Factory Droid', grouped: true, comments: false });

/** Factory's Droid. Events and answers are Claude Code's; `hooks.json` is itself the map of events. */
export const droid: ClientAdapter = {
  id: DROID,
  name: 'Factory Droid',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['PreToolUse', 'UserPromptSubmit'],
      after: ['PostToolUse'],
      notice: ['SessionStart', 'SessionEnd', 'SubagentStop', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: 60, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr',
      ask: 'permissionDecision "ask"',
      warn: 'additionalContext',
    },
    failure: { crash: 'runs', timeout: 'runs' },
    trust: 'Hooks are read at the start; a change from outside needs a restart, or a review in /hooks.',
    takesEffect: 'in new sessions',
    switchedOffBy: ['"hooksDisabled" in its settings', '--no-hooks', 'one invalid entry in the same file'],
    basis: 'documentation',
  },
  parse: claudeStyleReader({
    client: DROID,
    name: 'Factory Droid',
    tools: TOOLS,
    before: ['PreToolUse'],
    after: ['PostToolUse'],
    prompt: ['UserPromptSubmit'],
  }),
  hookAnswer: claudeStyleAnswer({
    beforeTool: 'PreToolUse',
    prompt: 'UserPromptSubmit',
    after: ['PostToolUse'],
    ask: true,
    contextBefore: true,
  }),
  refusal: refuse,
  warning: warn,
  canary: canaryOf('Execute'),
  switches: {
    project: [{ files: ['.factory/settings.json'], off: named('hooksDisabled', true) }],
    machine: [
      {
        files: (context) => [managedSettings(context)],
        off: named('allowManagedHooksOnly', true),
        spares: (context) => [managedSettings(context)],
      },
      {
        files: (context) => [managedSettings(context), path.join(context.userHome, '.factory', 'settings.json')],
        off: named('hooksDisabled', true),
      },
    ],
  },
  ...connectionOf({
    id: DROID,
    name: 'Factory Droid',
    program: { names: ['droid'], packages: ['@factory/cli', 'droid'] },
    homes: ({ userHome }) => [path.join(userHome, '.factory')],
    scopes: ['user', 'project'],
    hookFiles: (context, scope) => [
      hooksInJson(
        scope === 'project'
          ? projectFile(context, '.factory', 'hooks.json')
          : path.join(context.userHome, '.factory', 'hooks.json'),
        map,
        wantedHooks(EVENTS, (registration, event) => ({
          ...(event.endsWith('ToolUse') && { matcher: '*' }),
          hooks: [{ type: 'command', command: hookLine(context, DROID, registration), timeout: registration.seconds }],
        })),
      ),
    ],
    note: () => 'It lets a call pass if the hook itself cannot run or is slower than its time limit.',
  }),
};

function managedSettings(context: ClientContext): string {
  return onMachine(context, {
    darwin: '/Library/Application Support/Factory/settings.json',
    win32: 'C:\\Program Files\\Factory\\settings.json',
    other: '/etc/factory/settings.json',
  });
}
