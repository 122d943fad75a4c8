import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const record = z.strictObject({
  file: z.string(),
  /** SHA-256 (hex) of the file as connecting left it. */
  after: z.string(),
  /** The file before we ever touched it; null if there was none. */
  original: z.string().nullable(),
});

/** What the file was before we connected, if it is still exactly as connecting left it. `text: undefined`: there was none. */
export function originalOf(
  oktsecHome: string,
  file: string,
  current: string,
): { text: string | undefined } | undefined {
  let stored: string;
  try {
    stored = readFileSync(recordFile(oktsecHome, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  // A damaged record is as good as none: our entries are then found by what they are.
  const parsed = record.safeParse(parseJson(stored));
  if (!parsed.success || parsed.data.file !== file || parsed.data.after !== sha256(current)) return undefined;
  return { text: parsed.data.original ?? undefined };
}

/** Remembers what disconnecting has to bring back. */
export function keepOriginal(oktsecHome: string, file: string, after: string, original: string | undefined): void {
  const target = recordFile(oktsecHome, file);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const data: z.output<typeof record> = { file, after: sha256(after), original: original ?? null };
  writeFileSync(target, JSON.stringify(data), { mode: 0o600 });
}

/** Was this file connected by us, and not disconnected since? */
export function isOnRecord(oktsecHome: string, file: string): boolean {
  return existsSync(recordFile(oktsecHome, file));
}

export function forgetOriginal(oktsecHome: string, file: string): void {
  rmSync(recordFile(oktsecHome, file), { force: true });
}

/** Copies a file's text to the backups and returns where. The newest copy never replaces an older one. */
export function backUp(oktsecHome: string, client: string, file: string, text: string): string {
  const directory = path.join(oktsecHome, 'backups');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const backup = path.join(directory, `${client}.${stamp}.${sha256(text).slice(0, 8)}.${path.basename(file)}`);
  writeFileSync(backup, text, { mode: 0o600 });
  return backup;
}

function recordFile(oktsecHome: string, file: string): string {
  return path.join(oktsecHome, 'backups', `undo-${sha256(path.resolve(file)).slice(0, 16)}.json`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
