import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { ADAPTERS } from './clients.ts';
import type { ClientContext } from './types.ts';

/** A session that a client itself recorded tool calls of. */
export interface RecordedSession {
  readonly client: string;
  readonly session: string;
  readonly cwd?: string;
  /** When the last tool call that was found was made, in milliseconds. */
  readonly lastCall: number;
}

/** How much of the end of a transcript is read, and how many of them. */
const TAIL_BYTES = 128 * 1024;
const MOST_FILES = 40;
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Sessions in which these clients recorded a tool call since then, in the transcripts that they keep. */
export function recordedSessions(
  context: ClientContext,
  since: number,
  wanted: (client: string) => boolean,
): RecordedSession[] {
  return ADAPTERS.flatMap(({ id: client, transcripts }) => {
    if (!transcripts || !wanted(client)) return [];
    const { folder, name, call } = transcripts;
    return newest(folder(context), new RegExp(name(ID)), since).flatMap(({ file, session }): RecordedSession[] => {
      const lines = tail(file).split('\n');
      const calls = lines.filter((line) => call.test(line)).map(timeOf);
      const lastCall = Math.max(0, ...calls);
      if (lastCall < since) return [];
      const cwd = cwdIn(lines);
      return [{ client, session, lastCall, ...(cwd !== undefined && { cwd }) }];
    });
  });
}

function newest(folder: string, name: RegExp, since: number): { file: string; session: string; changed: number }[] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // The client was never used here.
  }
  return entries
    .flatMap((entry) => {
      const session = name.exec(path.basename(entry))?.[1];
      const file = path.join(folder, entry);
      const changed = session === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      return session !== undefined && changed >= since ? [{ file, session, changed }] : [];
    })
    .sort((a, b) => b.changed - a.changed)
    .slice(0, MOST_FILES);
}

function tail(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const length = readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(handle);
  }
}

function timeOf(line: string): number {
  return Date.parse(/"timestamp":\s?"([^"]+)"/.exec(line)?.[1] ?? '') || 0;
}

function cwdIn(lines: readonly string[]): string | undefined {
  for (const line of lines.toReversed()) {
    const quoted = /"cwd":\s?("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
    if (quoted !== undefined) return JSON.parse(quoted) as string;
  }
  return undefined;
}
