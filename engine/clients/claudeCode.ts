import path from 'node:path';
import type { ToolCall } from '../protocol/call.ts';
import type { ConnectScope } from '../protocol/clients.ts';
import { refuse, warn } from './answers.ts';
import { hookAnswer, httpAnswer } from './claudeCodeAnswers.ts';
import { CLAUDE_CODE, parseClaudeCode } from './claudeCodeEvents.ts';
import { shellOnExpansion } from './claudeCodeExpansions.ts';
import { cannotPost, HTTP_ADDRESS, HTTP_CONSEQUENCES, postedTo, posting, postingFault } from './claudeCodeHttp.ts';
import { connectionOf, projectFile } from './connecting/connection.ts';
import type { HookFile } from './connecting/hookFile.ts';
import { HookMap, launched, type WantedHooks } from './connecting/hookMap.ts';
import { isAtLeast, isExecutable } from './connecting/installation.ts';
import { ownFile } from './connecting/ownFile.ts';
import { fingerprint } from './fingerprint.ts';
import { guardLosses } from './guardLosses.ts';
import { invalidClaudeHook } from './invalidHooks.ts';
import { cleanStartPath, directCommand, launcherCommand, launcherPath } from './launcherCommand.ts';
import { toolFields } from './toolFields.ts';
import type { ClientAdapter, ClientContext } from './types.ts';
import { canaryOf } from './canaryCall.ts';
import { claudeCodeHeadless } from './claudeCodeHeadless.ts';
import { claudeCodeVariables, claudeCodeManaged, claudeCodeSwitches, hooksOff } from './claudeCodeSwitches.ts';
import { withRepositoryEnvironment } from './repositoryEnvironment.ts';

const HOLD_SECONDS = 3600;
/** The first version that blocks when a hook itself fails, if asked to by `onFailure`; older ones ignore the field. */
const FIRST_WITH_ON_FAILURE = [2, 1, 296] as const;

interface Registration {
  /** How long Claude Code waits for the hook. */
  readonly seconds: number;
  readonly matcher?: '*';
  /** Can a hook that fails stop the action? */
  readonly failsClosed?: true;
  /** Nothing to stop: the launcher then never ends with the code for deny. */
  readonly notice?: true;
}

/** Events we register for. A hold needs the long ones; SessionEnd keeps people waiting for their terminal. */
const EVENTS: Readonly<Record<string, Registration>> = {
  PreToolUse: { seconds: HOLD_SECONDS, matcher: '*', failsClosed: true },
  PermissionRequest: { seconds: HOLD_SECONDS, matcher: '*', failsClosed: true },
  PostToolUse: { seconds: 30, matcher: '*' },
  PostToolUseFailure: { seconds: 30, matcher: '*' },
  UserPromptSubmit: { seconds: 30, failsClosed: true },
  ConfigChange: { seconds: 30, matcher: '*', failsClosed: true },
  Elicitation: { seconds: HOLD_SECONDS, matcher: '*', failsClosed: true },
  ElicitationResult: { seconds: 10, matcher: '*', notice: true },
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
  SubagentStart: { seconds: 10, notice: true },
  SubagentStop: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

const map = new HookMap({
  client: CLAUDE_CODE,
  clientName: 'Claude Code',
  under: 'hooks',
  grouped: true,
  comments: false,
  ours: new RegExp(`${launched(CLAUDE_CODE).source}|${HTTP_ADDRESS}`),
});

/** Claude Code: user settings in `~/.claude/settings.json` (`CLAUDE_CONFIG_DIR` moves it), command hooks. */
export const claudeCode: ClientAdapter = {
  id: CLAUDE_CODE,
  name: 'Claude Code',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: Object.fromEntries(Object.entries(EVENTS).map(([event, { seconds }]) => [event, seconds])),
  canAsk: true,
  facts: {
    transport: 'command',
    canPost: true,
    events: {
      before: ['PreToolUse', 'PermissionRequest', 'UserPromptSubmit', 'ConfigChange', 'Elicitation'],
      after: ['PostToolUse', 'PostToolUseFailure'],
      notice: ['ElicitationResult', 'SessionStart', 'SessionEnd', 'SubagentStart', 'SubagentStop', 'Stop'],
    },
    timeout: { unit: 'seconds', byDefault: 600, ours: HOLD_SECONDS },
    answers: {
      deny: 'exit 2 with the reason on stderr; JSON on PermissionRequest, which ignores exit codes',
      ask: 'permissionDecision "ask"; "defer" in a session without a person, which can be resumed',
      warn: 'additionalContext',
      rewriteOutput: 'updatedToolOutput in the tool’s own shape',
    },
    failure: { crash: 'runs', timeout: 'runs', closedBy: '"onFailure": "block", from 2.1.296 on' },
    trust: 'Interactive sessions run hooks only in folders that were trusted.',
    takesEffect: 'at once',
    switchedOffBy: ['"disableAllHooks": true in the project’s settings', 'one invalid entry in the same file'],
    basis: 'real program',
  },
  parse: parseClaudeCode,
  withFiles,
  hookAnswer,
  httpAnswer,
  refusal: refuse,
  warning: warn,
  canary: canaryOf('Bash'),
  headless: claudeCodeHeadless,
  switches: claudeCodeSwitches,
  transcripts: {
    folder: (context) => path.join(configHome(context), 'projects'),
    name: (id) => `^(${id})\\.jsonl$`,
    call: /"type":\s?"tool_use"/,
  },
  ...connectionOf({
    id: CLAUDE_CODE,
    name: 'Claude Code',
    program: {
      names: ['claude'],
      packages: ['@anthropic-ai/claude-code'],
      folders: ['.local/bin', '.claude/local'],
      tellsVersion: true,
    },
    homes: (context) => [configHome(context)],
    scopes: ['user', 'project', 'managed'],
    hookFiles: (context, scope, version) => [hookFile(context, scope, version)],
    note: failureNote,
    disarmed: (context, { file }, text) => startFault(context, text) ?? postingFault(context, file, text),
    http: {
      isIn: (text) => postedTo(text) !== undefined,
      refused: (scope, version) => cannotPost(scope, version, honoursOnFailure(version)),
      consequences: HTTP_CONSEQUENCES,
    },
  }),
};

/** The first version that starts a hook without a shell, if the definition says so. */
const FIRST_WITHOUT_SHELL = [2, 1, 139] as const;

/** The hooks that a version of Claude Code gets. A shell would run what variables in the settings of a repository name. */
export function claudeCodeHooks(context: ClientContext, failClosed: boolean, byShell: boolean): WantedHooks {
  const launcher = launcherPath(context.oktsecHome, context.platform);
  const group = ({ seconds, matcher, failsClosed, notice }: Registration): WantedHooks[string] => {
    const words = notice ? [CLAUDE_CODE, 'notice'] : [CLAUDE_CODE];
    const direct = byShell ? undefined : directCommand(context, words);
    const line = direct ?? launcherCommand(launcher, words, context.platform);
    return {
      ...(matcher && { matcher }),
      hooks: [
        {
          type: 'command',
          ...line,
          timeout: seconds,
          ...(failClosed && failsClosed && { onFailure: 'block' as const }),
        },
      ],
    };
  };
  return Object.fromEntries(Object.entries(EVENTS).map(([event, registration]) => [event, group(registration)]));
}

function hookFile(context: ClientContext, scope: ConnectScope, version: string | undefined): HookFile {
  if (scope === 'managed') return managedDropIn(context, version);
  const wanted = (text: string) => wantedHooks(context, version, text);
  return {
    file: settingsFile(context, scope),
    problem: (text) => map.problem(text),
    dropped: invalidClaudeHook,
    holdsSecret: (text) => postedTo(text) !== undefined,
    presence: (text) => map.presence(text, wanted(text)),
    connected: (text) => map.connected(text, wanted(text)),
    disconnected: (text) => map.disconnected(text),
    switchedOff: (text) => (map.holds(text, ['disableAllHooks'], true) ? '"disableAllHooks"' : undefined),
  };
}

/** Names a launcher in the user's home, so of a project's files it is the one that is not shared. */
function settingsFile(context: ClientContext, scope: 'user' | 'project'): string {
  if (scope === 'project') return projectFile(context, '.claude', 'settings.local.json');
  return path.join(configHome(context), 'settings.json');
}

/** Hooks that neither the user nor a repository can switch off. */
function managedDropIn(context: ClientContext, version: string | undefined): HookFile {
  const hooks = hooksFor(context, version);
  const paths = context.platform === 'win32' ? path.win32 : path.posix;
  return ownFile({
    file: paths.join(claudeCodeManaged({ ...context, machine: '' }), 'managed-settings.d', '50-oktsec.json'),
    text: `${JSON.stringify({ hooks }, null, 2)}\n`,
    mark: 'oktsec-hook',
    events: Object.keys(hooks),
  });
}

function withFiles(call: ToolCall, context: ClientContext): ToolCall {
  if (call.event === 'ConfigChange') return withGuardLosses(call, context);
  return withExpansions(
    call.event === 'PreToolUse' ? withRepositoryEnvironment(call, claudeCodeVariables) : call,
    context,
  );
}

function withExpansions(call: ToolCall, context: ClientContext): ToolCall {
  const lines = shellOnExpansion(call, [configHome(context)]);
  if (lines.length === 0) return call;
  // An approval is for these lines, not for whatever the file holds later.
  const input = { input: call.input, lines };
  const { client, session, agent, tool, cwd } = call;
  const approved = fingerprint({ client, session, agent: agent.name, tool: tool.name, input, cwd });
  return { ...call, fields: [...call.fields, ...lines], fingerprint: approved };
}

/** A running session goes on with the settings as they were where a change of them is refused. */
function withGuardLosses(call: ToolCall, context: ClientContext): ToolCall {
  const { source, file_path: told } = call.input as { readonly source: string; readonly file_path?: string };
  const file = told ?? placeOf(source, call, context);
  const loss = file === undefined ? [] : lossesIn(file, context);
  if (loss.length === 0) return call;
  const input = { source, file_path: file, loss };
  return { ...call, input, fields: toolFields('ConfigChange', input).fields };
}

function placeOf(source: string, { cwd }: ToolCall, context: ClientContext): string | undefined {
  if (source === 'user_settings') return settingsFile(context, 'user');
  if (cwd === undefined) return undefined;
  if (source === 'project_settings') return path.join(cwd, '.claude', 'settings.json');
  return source === 'local_settings' ? path.join(cwd, '.claude', 'settings.local.json') : undefined;
}

function lossesIn(file: string, context: ClientContext): string[] {
  const wanted = (text: string) => wantedHooks(context, undefined, text);
  return guardLosses(file, {
    clientName: 'Claude Code',
    off: hooksOff,
    oktsecHome: context.oktsecHome,
    map,
    wanted,
    refused: invalidClaudeHook,
  });
}

function configHome({ env, userHome }: ClientContext): string {
  return env.CLAUDE_CONFIG_DIR || path.join(userHome, '.claude');
}

/** Why the hooks cannot be started, though they stand where they should. */
function startFault({ oktsecHome, platform, arch = process.arch }: ClientContext, text: string): string | undefined {
  const clean = cleanStartPath(oktsecHome, platform, arch);
  if (clean === undefined || !text.includes(clean) || isExecutable(clean)) return undefined;
  return `${clean}, which starts the hook command, is missing, so that all calls are blocked. Connect again.`;
}

function failureNote(version: string | undefined): string {
  if (honoursOnFailure(version)) return `Version ${version} also blocks a call if the hook itself cannot run.`;
  const subject = version === undefined ? 'A Claude Code of unknown version' : `Claude Code ${version}`;
  return `${subject} lets a call pass if the hook itself cannot run; from 2.1.296 on it can block.`;
}

/** Is a failing hook known to block in this version? */
function honoursOnFailure(version: string | undefined): boolean {
  return isAtLeast(version, FIRST_WITH_ON_FAILURE);
}

function hooksFor(context: ClientContext, version: string | undefined): WantedHooks {
  return claudeCodeHooks(context, honoursOnFailure(version), !isAtLeast(version, FIRST_WITHOUT_SHELL));
}

/** Posted calls stay posted, unless another handler is asked for or the version would let them pass without an engine. */
function wantedHooks(context: ClientContext, version: string | undefined, text: string): WantedHooks {
  const commands = wantedCommands(context, version, text);
  const posts = context.handler === undefined ? postedTo(text) !== undefined : context.handler === 'http';
  const to = posts ? (context.httpHook?.() ?? postedTo(text)) : undefined;
  return to && (version === undefined || honoursOnFailure(version)) ? posting(commands, to) : commands;
}

/** Where the version is unknown, what newer ones alone understand is neither added nor taken away. */
function wantedCommands(context: ClientContext, version: string | undefined, text: string): WantedHooks {
  const plain = hooksFor(context, version);
  if (version !== undefined) return plain;
  const there = [
    claudeCodeHooks(context, true, false),
    claudeCodeHooks(context, true, true),
    claudeCodeHooks(context, false, false),
  ].map((hooks) => ({ hooks, current: map.presence(text, hooks).current }));
  return Object.fromEntries(
    Object.entries(plain).map(([event, group]) => [
      event,
      there.find(({ current }) => current.includes(event))?.hooks[event] ?? group,
    ]),
  );
}
