import { SQLITE, SqliteError } from './sqlite.ts';

/**
 * `full`: no space; `io`: the disk failed or forbids writing; `damaged`: the database is no longer sound; `missing`: its
 * file was moved or deleted; `entry`: this one entry cannot be written at all; `closed`: the log has been closed.
 */
export type WriteProblem = 'full' | 'io' | 'damaged' | 'missing' | 'entry' | 'closed';

/** An entry that is not in the log. Except for `entry` and `closed`, appending it again later may succeed. */
export class AuditWriteError extends Error {
  override readonly name = 'AuditWriteError';
  readonly problem: WriteProblem;

  constructor(problem: WriteProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}

/** The log cannot be opened; the message says why and what to do. */
export class AuditOpenError extends Error {
  override readonly name = 'AuditOpenError';
}

export function writeError(error: unknown, file: string): AuditWriteError {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof SqliteError ? error.code : undefined;
  if (code === SQLITE.full) return new AuditWriteError('full', `the disk of ${file} is full`, error);
  if (isDamage(error))
    return new AuditWriteError(
      'damaged',
      `${file} is damaged (${detail}); restart the engine to start a new log`,
      error,
    );
  return new AuditWriteError('io', `${file} could not be written (${detail})`, error);
}

/** Does the error say that the file's content is not sound, rather than that it cannot be reached? */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteError && (error.code === SQLITE.corrupt || error.code === SQLITE.notADatabase);
}
