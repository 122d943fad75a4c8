import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import type { ConnectPlan } from '../protocol/views.ts';
import { hookAnswer, httpAnswer, refuse, warn } from './claudeCodeAnswers.ts';
import { CLAUDE_CODE, parseClaudeCode } from './claudeCodeEvents.ts';
import { presence, settingsProblem, switchesHooksOff, withHooks, withoutHooks } from './claudeCodeSettings.ts';
import type { HookGroups } from './claudeCodeSettings.ts';
import { findClaude, honoursOnFailure } from './claudeInstallation.ts';
import { ClientFileError, readClientFile, replaceClientFile } from './clientFile.ts';
import { launcherCommand, launcherPath } from './launcherCommand.ts';
import type { ClientAdapter, ClientContext, Detection } from './types.ts';
import { backUp, forgetOriginal, keepOriginal, originalOf } from './undoRecord.ts';
import { unifiedDiff } from './unifiedDiff.ts';

const HOLD_SECONDS = 3600;

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
  SessionStart: { seconds: 10, notice: true },
  SessionEnd: { seconds: 5, notice: true },
  SubagentStart: { seconds: 10, notice: true },
  SubagentStop: { seconds: 10, notice: true },
  Stop: { seconds: 10, notice: true },
};

/** Claude Code: user settings in `~/.claude/settings.json` (`CLAUDE_CONFIG_DIR` moves it), command hooks. */
export const claudeCode: ClientAdapter = {
  id: CLAUDE_CODE,
  name: 'Claude Code',
  hookTimeoutSeconds: HOLD_SECONDS,
  eventTimeoutSeconds: Object.fromEntries(Object.entries(EVENTS).map(([event, { seconds }]) => [event, seconds])),
  canAsk: true,
  parse: parseClaudeCode,
  hookAnswer,
  httpAnswer,
  refusal: refuse,
  warning: warn,
  detect,
  plan: async (context, connect) => (await prepare(context, connect)).plan,
  apply,
};

/** The hooks that a version of Claude Code gets. */
export function claudeCodeHooks(context: ClientContext, failClosed: boolean): HookGroups {
  const launcher = launcherPath(context.oktsecHome, context.platform);
  const group = ({ seconds, matcher, failsClosed, notice }: Registration): HookGroups[string] => {
    const line = launcherCommand(launcher, notice ? [CLAUDE_CODE, 'notice'] : [CLAUDE_CODE], context.platform);
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

function settingsFile({ env, userHome }: ClientContext): string {
  return path.join(env.CLAUDE_CONFIG_DIR || path.join(userHome, '.claude'), 'settings.json');
}

async function detect(context: ClientContext): Promise<Detection> {
  const file = settingsFile(context);
  const claude = await findClaude(context);
  const version = claude?.version;
  const found = (state: Detection['state'], detail: string): Detection => ({
    state,
    file,
    detail,
    ...(version !== undefined && { version }),
  });
  let text: string | undefined;
  try {
    text = readClientFile(file);
  } catch (error) {
    if (error instanceof ClientFileError) return found('broken', error.message);
    throw error;
  }
  if (text === undefined && !claude && !existsSync(path.dirname(file))) return found('absent', 'Not installed.');

  const problem = settingsProblem(text ?? '');
  if (problem)
    return found('broken', `Claude Code ignores ${file}, and every hook in it: ${problem}. Correct the file.`);
  const { current, stale, missing } = presence(text ?? '', wantedHooks(context, version, text ?? ''));
  if (current.length === 0 && stale.length === 0) return found('found', 'Not connected: its calls are not seen.');
  if (switchesHooksOff(text ?? '')) {
    return found('broken', `"disableAllHooks" in ${file} switches our hooks off. Remove it.`);
  }
  if (!isExecutable(launcherPath(context.oktsecHome, context.platform))) {
    return found('broken', 'The hook command is missing, so calls are not judged. Connect again.');
  }
  if (stale.length > 0 || missing.length > 0) {
    return found(
      'partial',
      `Not all hooks are as they should be (${[...stale, ...missing].join(', ')}). Connect again.`,
    );
  }
  return found('connected', `Connected. ${failureNote(version)}`);
}

function failureNote(version: string | undefined): string {
  if (honoursOnFailure(version)) return `Version ${version} also blocks a call if the hook itself cannot run.`;
  const subject = version === undefined ? 'A Claude Code of unknown version' : `Claude Code ${version}`;
  return `${subject} lets a call pass if the hook itself cannot run; from 2.1.296 on it can block.`;
}

/** Where the version is unknown, `onFailure` is neither added nor taken away. */
function wantedHooks(context: ClientContext, version: string | undefined, text: string): HookGroups {
  const closed = claudeCodeHooks(context, true);
  if (version !== undefined) return honoursOnFailure(version) ? closed : claudeCodeHooks(context, false);
  const { current } = presence(text, closed);
  const open = claudeCodeHooks(context, false);
  return Object.fromEntries(
    Object.entries(open).map(([event, group]) => [event, current.includes(event) ? (closed[event] ?? group) : group]),
  );
}

/** The edit, and what stands on disk before and after it; undefined stands for no file. */
interface Prepared {
  readonly plan: ConnectPlan;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What disconnecting brings back. */
  readonly original: string | undefined;
}

async function prepare(context: ClientContext, connect: boolean): Promise<Prepared> {
  const file = settingsFile(context);
  const before = readClientFile(file);
  const text = before ?? '';
  const problem = settingsProblem(text);
  if (problem) throw new ClientFileError(`${file} was left as it is, because ${problem}. Correct it and retry.`);
  const kept = originalOf(context.oktsecHome, file, text);
  const original = kept ? kept.text : before === undefined ? undefined : withoutHooks(before);
  const after = connect ? withHooks(text, wantedHooks(context, (await findClaude(context))?.version, text)) : original;
  return {
    before,
    after,
    original,
    plan: {
      client: CLAUDE_CODE,
      file,
      exists: before !== undefined,
      before: text,
      after: after ?? '',
      changed: before !== after,
      diff: unifiedDiff(file, text, after ?? ''),
    },
  };
}

async function apply(context: ClientContext, connect: boolean, expect?: string): Promise<ConnectPlan> {
  const { plan, before, after, original } = await prepare(context, connect);
  if (expect !== undefined && plan.before !== expect) {
    throw new ClientFileError(
      `${plan.file} is not what was shown any more, so it was left alone. Look at the change again.`,
    );
  }
  if (!plan.changed) return plan;
  const backup = before === undefined ? undefined : backUp(context.oktsecHome, CLAUDE_CODE, plan.file, before);
  if (connect && after !== undefined) keepOriginal(context.oktsecHome, plan.file, after, original);
  replaceClientFile(plan.file, before, after);
  if (!connect) forgetOriginal(context.oktsecHome, plan.file);
  return { ...plan, ...(backup !== undefined && { backup }) };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
