import { closeSync, fstatSync, fsync, openSync, statfsSync, writeSync } from 'node:fs';

/** What the write-ahead log grows to before SQLite carries it over: a little more than 1,000 pages. */
const WAL_BYTES = 4_500_000;
/** Room on the disk below which others need it more. */
const SPARE_BYTES = 256 * 1024 * 1024;

/**
 * Lets the write-ahead log of `file` have its full size before it is used. A sync after which a file is larger also waits for
 * the journal of the file system, which takes twice as long and at times ten times. What is added is zeros behind all that
 * SQLite wrote, which to SQLite are no frames.
 */
export function reserveWal(file: string): void {
  let fd: number | undefined;
  try {
    const { bavail, bsize } = statfsSync(file);
    if (bavail * bsize < SPARE_BYTES) return;
    fd = openSync(`${file}-wal`, 'r+');
    const { size } = fstatSync(fd);
    if (size < WAL_BYTES) writeSync(fd, Buffer.alloc(WAL_BYTES - size), 0, WAL_BYTES - size, size);
    const reserved = fd;
    fsync(reserved, () => closeSync(reserved));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    if (fd !== undefined) closeSync(fd); // It grows as it is used, then.
  }
}
