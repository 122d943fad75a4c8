import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { AuditOpenError, isDamage } from './auditErrors.ts';
import { canonicalize } from './canonical.ts';
import { entryHash, hex } from './chain.ts';
import { EntryTable } from './entryTable.ts';
import { migrate, noParameters, OutdatedError } from './schema.ts';
import { Database } from './sqlite.ts';

/** A full check reads the whole file; above this size only the newest entries are checked when the log is opened. */
const FULL_CHECK_BYTES = 32 * 1024 * 1024;
const CHECKED_ENTRIES = 64;

class DamageError extends Error {
  override readonly name = 'DamageError';
}

export interface OpenedStore {
  readonly db: Database;
  /** Where the damaged file was put, and what was wrong with it. */
  readonly setAside?: { readonly file: string; readonly why: string };
}

/** Opens the database in `file`. A damaged one is set aside, never deleted, and a new one takes its place. */
export async function openStore(file: string, wasm: string, now: number): Promise<OpenedStore> {
  try {
    return { db: await openChecked(file, wasm) };
  } catch (error) {
    const isUnusable = isDamage(error) || error instanceof DamageError || error instanceof OutdatedError;
    if (!isUnusable) throw openError(error, file);
    const why = error instanceof Error ? error.message : String(error);
    const aside = setAside(file, now);
    return { db: await openChecked(file, wasm), setAside: { file: aside, why } };
  }
}

/** Makes sure that the file and its directory are there, private to this user. */
export function createFile(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw openError(error, file);
  }
}

async function openChecked(file: string, wasm: string): Promise<Database> {
  const db = await Database.open(file, wasm);
  try {
    if (statSync(file).size <= FULL_CHECK_BYTES) quickCheck(db);
    migrate(db, file);
    checkNewest(new EntryTable(db));
    syncDirectory(path.dirname(file));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function quickCheck(db: Database): void {
  const found = db.query<void, string>('PRAGMA quick_check(1)', noParameters, (row) => row.text(0)).first();
  if (found !== 'ok') throw new DamageError(found ?? 'the check gave no answer');
}

/** What we are about to chain to must be what was written. */
function checkNewest(entries: EntryTable): void {
  let next: string | undefined;
  for (const { record, prev, hash } of entries.latest(CHECKED_ENTRIES)) {
    const sound = hex(entryHash(Buffer.from(prev, 'hex'), canonicalize(record))) === hash;
    if (!sound || (next !== undefined && next !== hash))
      throw new DamageError(`entry ${record.seq} is not what was written`);
    next = prev;
  }
}

function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  let aside = `${file}.damaged-${stamp}`;
  for (let n = 2; existsSync(aside); n++) aside = `${file}.damaged-${stamp}-${n}`;
  renameSync(file, aside);
  // The log belongs to the file: left behind, it would be replayed into the new one.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  createFile(file);
  return aside;
}

/** A new file is only durable once its name is. Windows cannot sync directories and needs not. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(directory, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

function openError(error: unknown, file: string): AuditOpenError {
  const detail = error instanceof Error ? error.message : String(error);
  return new AuditOpenError(
    `The audit log ${file} cannot be opened: ${detail}. Check that its directory can be written and has space.`,
    { cause: error },
  );
}
