export const EINVAL = 28;
const EIO = 29;

/** WASI errno numbers as Emscripten uses them. */
const ERRNO: Readonly<Record<string, number>> = {
  EACCES: 2,
  EBADF: 8,
  EBUSY: 10,
  EDQUOT: 51, // to SQLite a full quota is a full disk
  EEXIST: 20,
  EFBIG: 22,
  EINVAL,
  EIO,
  EISDIR: 31,
  EMFILE: 33,
  ENAMETOOLONG: 37,
  ENFILE: 41,
  ENOENT: 44,
  ENOSPC: 51,
  ENOTDIR: 54,
  EPERM: 63,
  EROFS: 69,
};

/** What a failed call is to SQLite, which knows errors by number. */
export function errno(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ERRNO[code] ?? EIO;
}
