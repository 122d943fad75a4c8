import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { EntryDraft } from '../protocol/audit.ts';

const SUFFIX = '.json';

/** What takes spooled entries; the log is one. `spool` identifies the file: taking it twice must store it once. */
export interface SpoolTarget {
  append(draft: EntryDraft, spool: string): Promise<unknown>;
}

/**
 * Keeps an entry that the log cannot take now. Durable on return; throws if the directory cannot be written. Names sort
 * by time, then by order within this process.
 */
export function writeSpool(directory: string, draft: EntryDraft): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const name = `${stamp()}-${randomBytes(8).toString('hex')}`;
  const partial = path.join(directory, `${name}.partial`);
  const fd = openSync(partial, 'wx', 0o600);
  try {
    writeSync(fd, JSON.stringify(draft));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(partial, path.join(directory, name + SUFFIX));
  syncDirectory(directory);
}

/**
 * Moves spooled entries into the log, oldest first; resolves to how many. A file goes only when its entry is durable, and
 * the log knows each by name, so a kill in between neither loses nor doubles one. A file that is no entry is renamed to
 * `.unreadable` and stays. Rejects with the log's error.
 */
export async function drainSpool(directory: string, target: SpoolTarget): Promise<number> {
  if (!existsSync(directory)) return 0;
  const names = readdirSync(directory)
    .filter((name) => name.endsWith(SUFFIX))
    .sort();
  const moved = await Promise.all(names.map((name) => drainFile(path.join(directory, name), name, target)));
  return moved.filter(Boolean).length;
}

async function drainFile(file: string, name: string, target: SpoolTarget): Promise<boolean> {
  const draft = readDraft(file);
  if (!draft) {
    renameSync(file, `${file}.unreadable`);
    return false;
  }
  await target.append({ ...draft, spooled: true }, name);
  unlinkSync(file);
  return true;
}

function readDraft(file: string): EntryDraft | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isDraft(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Our own hook wrote it; this keeps foreign or damaged files out of the log. */
function isDraft(value: unknown): value is EntryDraft {
  if (typeof value !== 'object' || value === null) return false;
  const text = (name: string) => typeof Reflect.get(value, name) === 'string';
  const object = (name: string) => typeof Reflect.get(value, name) === 'object' && Reflect.get(value, name) !== null;
  return (
    ['kind', 'call', 'client', 'surface', 'session', 'event', 'phase', 'summary', 'identity'].every(text) &&
    Number.isSafeInteger(Reflect.get(value, 'time')) &&
    object('agent') &&
    object('tool')
  );
}

let lastStamp = 0n;

/** Microseconds since the epoch, rising with every call. */
function stamp(): string {
  const now = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
  lastStamp = now > lastStamp ? now : lastStamp + 1n;
  return lastStamp.toString().padStart(17, '0');
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(directory, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
