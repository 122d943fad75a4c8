import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ConnectionState, ConnectScope } from '../../protocol/clients.ts';
import type { ConnectPlan, FileChange } from '../../protocol/views.ts';
import { launcherPath } from '../launcherCommand.ts';
import type { ClientConnection, ClientContext, Detection } from '../types.ts';
import { ClientFileError, readClientFile, replaceClientFile } from './clientFile.ts';
import type { HookFile } from './hookFile.ts';
import { findProgram, isExecutable, type Program } from './installation.ts';
import { byHand, stagedFile } from './managedFile.ts';
import { backUp, forgetOriginal, keepOriginal, originalOf } from './undoRecord.ts';
import { unifiedDiff } from './unifiedDiff.ts';

/** What a client's file declares of finding and connecting it. */
export interface ConnectionFacts {
  readonly id: string;
  readonly name: string;
  readonly program: Program;
  /** Folders that are there once the client has run. */
  readonly homes: (context: ClientContext) => readonly string[];
  readonly scopes: readonly ConnectScope[];
  /** The files that our hooks go into, the main one first. Depends on the version where clients differ. */
  readonly hookFiles: (
    context: ClientContext,
    scope: ConnectScope,
    version: string | undefined,
  ) => readonly [HookFile, ...HookFile[]];
  /** Said of a connected client: what is left open. */
  readonly note: (version: string | undefined) => string;
  /** Why hooks that stand where they should do not run all the same, and what to do. */
  readonly disarmed?: (context: ClientContext, file: HookFile, text: string) => string | undefined;
  /** For a client that can also be told to post its events itself. */
  readonly http?: HttpFacts;
}

export interface HttpFacts {
  /** Do these settings have it post? */
  readonly isIn: (text: string) => boolean;
  /** Why it cannot be connected this way. */
  readonly refused: (scope: ConnectScope, version: string | undefined) => string | undefined;
  /** Said to the person who chose it. */
  readonly consequences: string;
}

/** The edit of one file, and what stands on disk before and after it; undefined stands for no file. */
interface Prepared {
  readonly target: HookFile;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What disconnecting brings back. */
  readonly original: string | undefined;
}

export function connectionOf(facts: ConnectionFacts): ClientConnection {
  return {
    scopes: facts.scopes,
    files: (context) =>
      facts.scopes
        .filter((scope) => scope !== 'project' || context.project !== undefined)
        .map((scope) => ({ scope, file: facts.hookFiles(context, scope, undefined)[0].file })),
    detect: (context) => detect(facts, context),
    posts: (context) => facts.http?.isIn(textOf(facts.hookFiles(context, 'user', undefined)[0].file)) ?? false,
    executable: async (context) => (await findProgram(facts.program, context))?.executable,
    plan: async (context, connect, scope = 'user') => {
      const prepared = await prepare(facts, context, connect, scope);
      return planOf(facts, context, scope, connect, prepared);
    },
    apply: (context, connect, expect, scope = 'user') => apply(facts, context, connect, expect, scope),
  };
}

async function detect(facts: ConnectionFacts, context: ClientContext): Promise<Detection> {
  const installed = await findProgram(facts.program, context);
  const version = installed?.version;
  const files = facts.hookFiles(context, 'user', version);
  const found = (state: ConnectionState, detail: string, file = files[0].file): Detection => ({
    state,
    file,
    detail,
    ...(version !== undefined && { version }),
  });

  const stale: string[] = [];
  let ours = 0;
  for (const target of files) {
    let text: string | undefined;
    try {
      text = readClientFile(target.file);
    } catch (error) {
      if (error instanceof ClientFileError) return found('broken', error.message, target.file);
      throw error;
    }
    const problem = target.problem(text ?? '') ?? target.dropped?.(text ?? '');
    if (problem) {
      const ignored = `${facts.name} ignores ${target.file}, and every hook in it: ${problem}. Correct the file.`;
      return found('broken', ignored, target.file);
    }
    const presence = target.presence(text ?? '');
    ours += presence.current.length + presence.stale.length;
    stale.push(...presence.stale, ...presence.missing);
  }
  if (ours === 0) {
    const there = installed !== undefined || facts.homes(context).some((home) => existsSync(home));
    return there ? found('found', 'Not connected: its calls are not seen.') : found('absent', 'Not installed.');
  }
  for (const target of files) {
    const off = target.switchedOff?.(readClientFile(target.file) ?? '');
    if (off !== undefined) {
      return found('broken', `${off} in ${target.file} switches our hooks off. Remove it.`, target.file);
    }
  }
  if (!isExecutable(launcherPath(context.oktsecHome, context.platform))) {
    return found('broken', 'The hook command is missing, so calls are not judged. Connect again.');
  }
  if (stale.length > 0) {
    return found('partial', `Not all hooks are as they should be (${stale.join(', ')}). Connect again.`);
  }
  const disarmed = facts.disarmed?.(context, files[0], readClientFile(files[0].file) ?? '');
  if (disarmed !== undefined) return found('partial', disarmed);
  return found('connected', `Connected. ${facts.note(version)}`.trimEnd());
}

async function prepare(
  facts: ConnectionFacts,
  context: ClientContext,
  connect: boolean,
  scope: ConnectScope,
): Promise<readonly [Prepared, ...Prepared[]]> {
  if (!facts.scopes.includes(scope)) {
    throw new ClientFileError(`${facts.name} has no ${scope} hooks. It has: ${facts.scopes.join(', ')}.`);
  }
  const version = connect ? (await findProgram(facts.program, context))?.version : undefined;
  if (connect && context.handler === 'http') {
    const refusal = facts.http
      ? facts.http.refused(scope, version)
      : `${facts.name} has no hooks that it posts itself. Leave --handler out.`;
    if (refusal !== undefined) throw new ClientFileError(refusal);
  }
  const [main, ...others] = facts.hookFiles(context, scope, version);
  const each = (target: HookFile): Prepared => prepareFile(context, target, connect);
  return [each(main), ...others.map(each)];
}

function prepareFile(context: ClientContext, target: HookFile, connect: boolean): Prepared {
  const { file } = target;
  const before = readClientFile(file);
  const text = before ?? '';
  const hinders = (): string | undefined => target.dropped?.(target.connected(text)) ?? target.taken?.(text);
  const problem = target.problem(text) ?? (connect ? hinders() : undefined);
  if (problem) throw new ClientFileError(`${file} was left as it is, because ${problem}. Correct it and retry.`);
  const kept = originalOf(context.oktsecHome, file, text);
  const original = kept ? kept.text : before === undefined ? undefined : target.disconnected(before);
  return { target, before, after: connect ? target.connected(text) : original, original };
}

function planOf(
  facts: ConnectionFacts,
  context: ClientContext,
  scope: ConnectScope,
  connect: boolean,
  [main, ...others]: readonly [Prepared, ...Prepared[]],
): ConnectPlan {
  const all = [main, ...others];
  return {
    client: facts.id,
    scope,
    ...changeOf(main),
    changed: all.some(({ before, after }) => before !== after),
    diff: all
      .map(({ target, before, after }) => unifiedDiff(target.file, before ?? '', after ?? ''))
      .filter((diff) => diff !== '')
      .join('\n'),
    // Of several files only those that change are of interest.
    others: others.filter(({ before, after }) => before !== after).map(changeOf),
    ...(connect && facts.http?.isIn(main.after ?? '') && { next: facts.http.consequences }),
    ...(scope === 'managed' && { byHand: byHand(context, facts.id, main.target.file, main.after, connect) }),
  };
}

function changeOf({ target, before, after }: Prepared): FileChange {
  return { file: target.file, exists: before !== undefined, before: before ?? '', after: after ?? '' };
}

async function apply(
  facts: ConnectionFacts,
  context: ClientContext,
  connect: boolean,
  expect: string | undefined,
  scope: ConnectScope,
): Promise<ConnectPlan> {
  const prepared = await prepare(facts, context, connect, scope);
  const plan = planOf(facts, context, scope, connect, prepared);
  if (expect !== undefined && plan.before !== expect) {
    throw new ClientFileError(
      `${plan.file} is not what was shown any more, so it was left alone. Look at the change again.`,
    );
  }
  if (!plan.changed) return plan;
  if (scope === 'managed') {
    stagedFile(context, facts.id, plan.file, prepared[0].after);
    return plan;
  }
  const backups = prepared.map((each) => write(facts.id, context, connect, each));
  return {
    ...plan,
    ...(backups[0] !== undefined && { backup: backups[0] }),
    others: plan.others.map((change) => {
      const backup = backups[prepared.findIndex(({ target }) => target.file === change.file)];
      return backup === undefined ? change : { ...change, backup };
    }),
  };
}

/** Makes one edit and returns where the file as it was is kept. */
function write(id: string, context: ClientContext, connect: boolean, prepared: Prepared): string | undefined {
  const { target, before, after, original } = prepared;
  if (before === after) return undefined;
  const backup = before === undefined ? undefined : backUp(context.oktsecHome, id, target.file, before);
  if (connect && after !== undefined) keepOriginal(context.oktsecHome, target.file, after, original);
  replaceClientFile(target.file, before, after, {
    mode: target.mode,
    secret: target.holdsSecret?.(after ?? '') ?? false,
  });
  if (!connect) forgetOriginal(context.oktsecHome, target.file);
  return backup;
}

/** What can be read of a file, for a look only. */
function textOf(file: string): string {
  try {
    return readClientFile(file) ?? '';
  } catch (error) {
    if (error instanceof ClientFileError) return '';
    throw error;
  }
}

/** A file in the folder whose own settings are meant. */
export function projectFile(context: ClientContext, ...names: readonly string[]): string {
  if (context.project === undefined) {
    throw new ClientFileError('Project settings are those of one folder: run this in the folder, or name it.');
  }
  return path.join(context.project, ...names);
}
