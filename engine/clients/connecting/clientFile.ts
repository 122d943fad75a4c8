import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** A configuration file of a client could not be edited and is untouched; the message says why and what to do. */
export class ClientFileError extends Error {
  override readonly name = 'ClientFileError';
}

/** Far above any real settings file. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Text of another program's configuration file, byte order mark included, so that encoding it again gives the same
 * bytes; undefined if there is none.
 * @throws ClientFileError for links (the file may be managed elsewhere), other things than files, and non-UTF-8
 */
export function readClientFile(file: string): string | undefined {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (stat.isSymbolicLink()) {
    throw new ClientFileError(
      `${file} is a symbolic link, so another tool may manage it. Make the change in its target.`,
    );
  }
  if (!stat.isFile()) throw new ClientFileError(`${file} is not a regular file.`);
  if (stat.size > MAX_BYTES) throw new ClientFileError(`${file} is larger than ${MAX_BYTES} bytes.`);
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ClientFileError(`${file} is not valid UTF-8. Correct it first.`);
  }
}

/**
 * Puts `after` in the place of `before` in one step and keeps mode and owner; undefined stands for no file. A new file
 * gets `mode`. What is `secret` becomes the owner's alone.
 * @throws ClientFileError if the file is not `before` any more
 */
export function replaceClientFile(
  file: string,
  before: string | undefined,
  after: string | undefined,
  { mode = 0o600, secret = false }: { readonly mode?: number | undefined; readonly secret?: boolean } = {},
): void {
  const unchanged = () => {
    if (readClientFile(file) !== before) {
      throw new ClientFileError(`${file} was changed by another program just now. Look at the change again and retry.`);
    }
  };
  if (after === undefined) {
    unchanged();
    rmSync(file);
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.oktsec-${randomBytes(6).toString('hex')}`;
  const stat = lstatSync(file, { throwIfNoEntry: false });
  try {
    const handle = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(handle, after);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (stat) {
      if (process.platform !== 'win32') chownSync(temporary, stat.uid, stat.gid);
      chmodSync(temporary, stat.mode & (secret ? 0o7700 : 0o7777));
    }
    unchanged();
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
