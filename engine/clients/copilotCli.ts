import path from 'node:path';
import * as z from 'zod';
import type { ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import type { Decision } from '../protocol/verdict.ts';
import { inJson, NOTHING, refuse } from './answers.ts';
import { connectionOf } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap } from './connecting/hookMap.ts';
import { ownFile } from './connecting/ownFile.ts';
import { hookLine, secondsOf, type Registrations } from './connecting/registrations.ts';
import { asItCame, ClientEvents, readPayload, shortName, type EventHead } from './reading/clientEvents.ts';
import { claudeStyleReader, eventName, outcomeOfText } from './reading/claudeStyle.ts';
import type { ToolTable } from './reading/toolTable.ts';
import type { ClientAdapter, ClientContext, HookAnswer, ParseFailure } from './types.ts';
import { copilotCliHeadless } from './copilotCliHeadless.ts';
import { named } from './settingSwitches.ts';

export const COPILOT = 'copilot-cli';
const HOLD_SECONDS = 3600;

const EVENTS: Registrations = {
  preToolUse: { seconds: HOLD_SECONDS },
  permissionRequest: { seconds: HOLD_SECONDS },
  postToolUse: { seconds: 30 },
  postToolUseFailure: { seconds: 30 },
  userPromptSubmitted: { seconds: 30, notice: true },
  sessionStart: { seconds: 10, notice: true },
  sessionEnd: { seconds: 5, notice: true },
  subagentStart: { seconds: 10, notice: true },
  subagentStop: { seconds: 10, notice: true },
  agentStop: { seconds: 10, notice: true },
};

/** Its own names, and those of Claude Code, which it uses for hooks that stand in Claude Code's files. */
const TOOLS: ToolTable = {
  bash: { as: 'Bash' },
  powershell: { as: 'Bash' },
  Bash: { as: 'Bash' },
  view: { as: 'Read', keys: { path: 'file_path' } },
  create: { as: 'Write', keys: { path: 'file_path', file_text: 'content' } },
  edit: { as: 'Edit', keys: { path: 'file_path', old_str: 'old_string', new_str: 'new_string' } },
  str_replace_editor: { as: 'Edit', keys: { path: 'file_path', old_str: 'old_string', new_str: 'new_string' } },
  apply_patch: { as: 'patch', keys: { patch: 'input' } },
  grep: { as: 'Grep' },
  rg: { as: 'Grep' },
  glob: { as: 'Glob' },
  web_fetch: { as: 'WebFetch' },
  web_search: { as: 'WebSearch' },
  task: { as: 'Agent' },
};

const envelope = z.looseObject({
  sessionId: shortName,
  timestamp: z.union([z.string(), z.number()]).optional(),
  cwd: z.string().optional(),
  agentId: z.string().optional(),
});
const toolEvent = envelope.extend({ toolName: shortName });
const promptEvent = envelope.extend({ prompt: z.string() });
const toolArgs = z.union([asItCame, z.string()]);

const events = new ClientEvents(COPILOT, TOOLS);
/** Events of hooks under Claude Code's names for them. */
const readClaudeStyle = claudeStyleReader({
  client: COPILOT,
  name: 'Copilot CLI',
  tools: TOOLS,
  before: ['PreToolUse'],
  again: ['PermissionRequest'],
  after: ['PostToolUse', 'PostToolUseFailure'],
  prompt: ['UserPromptSubmit'],
  byStamp: true,
});

/** GitHub Copilot CLI, and the Copilot sessions of VS Code, which are the same program. */
export const copilotCli: ClientAdapter = {
  id: COPILOT,
  name: 'GitHub Copilot CLI',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: secondsOf(EVENTS),
  canAsk: true,
  facts: {
    transport: 'command',
    events: {
      before: ['preToolUse', 'permissionRequest'],
      after: ['postToolUse', 'postToolUseFailure'],
      notice: ['userPromptSubmitted', 'sessionStart', 'sessionEnd', 'subagentStart', 'subagentStop', 'agentStop'],
    },
    timeout: { unit: 'seconds', byDefault: 30, ours: HOLD_SECONDS },
    answers: {
      deny: '{"permissionDecision": "deny"} with the reason; exit 2 where that cannot be printed',
      ask: 'permissionDecision "ask", denied in headless sessions',
      warn: 'additionalContext on results',
      rewriteOutput: 'modifiedResult',
    },
    failure: { crash: 'blocked', timeout: 'runs' },
    takesEffect: 'in new sessions',
    switchedOffBy: ['"disableAllHooks": true in the settings of a trusted repository'],
    basis: 'real program',
  },
  readsHooksOf: ['claude-code'],
  claims,
  parse,
  hookAnswer,
  refusal: refuse,
  warning: () => NOTHING,
  canary: ({ session, cwd, command, at }) => ({
    sessionId: session,
    cwd,
    timestamp: at.getTime(),
    toolName: 'bash',
    toolArgs: JSON.stringify({ command }),
  }),
  headless: copilotCliHeadless,
  switches: {
    project: [
      {
        files: ['.github/copilot/settings.json', '.github/copilot/settings.local.json', '.claude/settings.json'],
        off: named('disableAllHooks', true),
      },
    ],
  },
  ...connectionOf({
    id: COPILOT,
    name: 'GitHub Copilot CLI',
    program: { names: ['copilot'], packages: ['@github/copilot'] },
    homes: (context) => [copilotHome(context)],
    scopes: ['user', 'managed'],
    hookFiles: (context, scope) => [copilotHooks(context, scope)],
    note: () =>
      'A hook that fails blocks the call; one that is slower than its time limit does not. The same file also serves VS Code.',
  }),
};

/** A file of hooks that is ours alone; Copilot CLI and VS Code both read it. */
export function copilotHooks(context: ClientContext, scope: ConnectScope): HookFile {
  const windows = context.platform === 'win32';
  const key = windows ? 'powershell' : 'bash';
  const hooks = Object.fromEntries(
    Object.entries(EVENTS).map(([event, registration]) => [
      event,
      [{ type: 'command', [key]: hookLine(context, COPILOT, registration), timeoutSec: registration.seconds }],
    ]),
  );
  const managed = windows
    ? path.win32.join('C:\\ProgramData', 'GitHub', 'Copilot', 'policy.d', 'oktsec.json')
    : '/etc/github-copilot/policy.d/oktsec.json';
  const text = `${JSON.stringify({ version: 1, hooks }, null, 2)}\n`;
  const own = ownFile({
    file: scope === 'managed' ? managed : path.join(copilotHome(context), 'hooks', 'oktsec.json'),
    text,
    mark: 'oktsec-hook',
    events: Object.keys(EVENTS),
  });
  return {
    ...own,
    switchedOff: (found) => (switches.holds(found, ['disableAllHooks'], true) ? '"disableAllHooks"' : undefined),
  };
}

const switches = new HookMap({
  client: COPILOT,
  clientName: 'Copilot CLI',
  under: 'hooks',
  grouped: false,
  comments: true,
});

function copilotHome({ env, userHome }: ClientContext): string {
  return env.COPILOT_HOME || path.join(userHome, '.copilot');
}

/** Under Claude Code's names its events have a time stamp, but neither a permission mode nor a transcript nor call ids. */
function claims(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  if ('sessionId' in payload && ('toolName' in payload || 'timestamp' in payload)) return true;
  return (
    'timestamp' in payload &&
    'hook_event_name' in payload &&
    !['permission_mode', 'transcript_path', 'tool_use_id', 'cursor_version'].some((key) => key in payload)
  );
}

function parse(payload: unknown, rawSize: number): ToolCall | ParseFailure {
  if (eventName(payload) !== undefined) return readClaudeStyle(payload, rawSize);
  const event = eventOf(payload);
  switch (event) {
    case 'preToolUse':
    case 'permissionRequest':
    case 'postToolUse':
    case 'postToolUseFailure':
      return readPayload(toolEvent, payload, event, (found) => fromTool(event, found, rawSize));
    case 'userPromptSubmitted':
      // What is answered there is dropped, so a prompt is recorded and no more.
      return readPayload(promptEvent, payload, event, (found) => ({
        ...events.prompt(headOf(event, found), rawSize, found.prompt),
        phase: 'notice',
      }));
    default:
      return readPayload(envelope, payload, event, (found) => {
        const input = Object.fromEntries(Object.entries(found).filter(([key]) => !NOT_INPUT.has(key)));
        return events.notice(headOf(event, found), rawSize, input, found.response);
      });
  }
}

/** Fields that a call has a place of its own for. */
const NOT_INPUT: ReadonlySet<string> = new Set(['sessionId', 'timestamp', 'cwd', 'transcriptPath']);

/** Most payloads do not name their event; what they hold tells. */
function eventOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return 'Copilot event';
  const has = (key: string): boolean => key in payload;
  if ('hookName' in payload && typeof payload.hookName === 'string') return payload.hookName;
  if (has('toolName')) {
    if (has('toolResult')) return 'postToolUse';
    if (has('error')) return 'postToolUseFailure';
    return has('toolInput') && !has('toolArgs') ? 'permissionRequest' : 'preToolUse';
  }
  if (has('prompt')) return 'userPromptSubmitted';
  if (has('source')) return 'sessionStart';
  if (has('reason')) return 'sessionEnd';
  if (has('agentName')) return has('stopReason') ? 'subagentStop' : 'subagentStart';
  return has('stopReason') ? 'agentStop' : 'notification';
}

function fromTool(event: string, found: z.output<typeof toolEvent>, rawSize: number): ToolCall | ParseFailure {
  const head = headOf(event, found);
  const args = toolArgs.safeParse(found.toolArgs ?? found.toolInput ?? {});
  if (!args.success) return { problem: `${event}: toolArgs: expected an object` };
  const seen = { name: found.toolName, input: decoded(args.data) };
  switch (event) {
    case 'permissionRequest':
      // Its stamp is another one than that of the call it asks about.
      return events.before({ ...head, stamp: undefined }, rawSize, seen, true);
    case 'postToolUse':
      return events.after(head, rawSize, seen, found.toolResult, resultOutcome(found.toolResult));
    case 'postToolUseFailure': {
      const error = typeof found.error === 'string' ? found.error : JSON.stringify(found.error);
      return events.after(head, rawSize, seen, undefined, { ok: false, error });
    }
    default:
      return events.before(head, rawSize, seen);
  }
}

/** Some versions hand arguments over as a text of JSON. */
function decoded(args: Record<string, unknown> | string): unknown {
  if (typeof args !== 'string') return args;
  try {
    return JSON.parse(args);
  } catch {
    return { value: args };
  }
}

function resultOutcome(result: unknown): ToolCall['outcome'] & object {
  if (typeof result !== 'object' || result === null) return { ok: true };
  const { resultType, textResultForLlm: text } = result as Record<string, unknown>;
  const outcome = outcomeOfText(text);
  return resultType === 'failure' || resultType === 'denied' ? { ...outcome, ok: false } : outcome;
}

function headOf(event: string, found: z.output<typeof envelope>): EventHead {
  return {
    event,
    session: found.sessionId,
    cwd: found.cwd,
    agentId: found.agentId,
    ...(found.timestamp !== undefined && { stamp: String(found.timestamp) }),
  };
}

function hookAnswer(call: ToolCall, decision: Decision): HookAnswer {
  const { action, agentReason, humanReason, output, approval } = decision;
  const before = call.event === 'preToolUse' || call.event === 'PreToolUse';
  const permission = call.event === 'permissionRequest' || call.event === 'PermissionRequest';
  if (before || permission) {
    if (action === 'deny' || action === 'hold') return denied(call.event, agentReason);
    const reason = { permissionDecision: 'ask', permissionDecisionReason: humanReason || agentReason };
    if (before && action === 'ask') {
      return inJson(
        call.event === 'preToolUse' ? reason : { hookSpecificOutput: { hookEventName: call.event, ...reason } },
      );
    }
    const approved = approval?.state === 'approved' || approval?.state === 'consumed';
    // Asked before its own rules: only a person's yes in Oktsec may stand in for them.
    return call.event === 'permissionRequest' && approved ? inJson({ behavior: 'allow' }) : NOTHING;
  }
  if (call.phase === 'after' && action !== 'allow') {
    const replaced = call.event === 'postToolUse' && output !== undefined ? { modifiedResult: output } : {};
    return inJson({ additionalContext: agentReason, ...replaced });
  }
  return NOTHING;
}

/** Of a hook that exits with 2 the agent is told only that it did; under Claude Code's names it is told the reason too. */
function denied(event: string, agentReason: string): HookAnswer {
  const reason = agentReason.trim() === '' ? 'Oktsec denied this call.' : agentReason;
  if (event === 'preToolUse') return inJson({ permissionDecision: 'deny', permissionDecisionReason: reason });
  return event === 'permissionRequest' ? inJson({ behavior: 'deny', message: reason }) : refuse(reason);
}
