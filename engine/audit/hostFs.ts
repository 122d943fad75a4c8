import fs from 'node:fs';
import { GuestMemory } from './guestMemory.ts';
import type { HostFiles } from './hostFiles.ts';
import { errno, EINVAL } from './wasiErrno.ts';
import { WalBuffer } from './walBuffer.ts';

/** System calls that SQLite makes; 64-bit arguments arrive as bigint. Results are 0 or an errno. */
export interface Syscalls {
  readonly openat: (dirfd: number, path: number, flags: number, varargs: number) => number;
  readonly fd_close: (fd: number) => number;
  readonly fd_seek: (fd: number, offset: bigint, whence: number, out: number) => number;
  readonly fd_read: (fd: number, iovs: number, count: number, out: number) => number;
  readonly fd_write: (fd: number, iovs: number, count: number, out: number) => number;
  readonly fd_sync: (fd: number) => number;
  readonly fcntl64: (fd: number, command: number, varargs: number) => number;
  readonly fstat64: (fd: number, out: number) => number;
  readonly stat64: (path: number, out: number) => number;
  readonly lstat64: (path: number, out: number) => number;
  readonly newfstatat: (dirfd: number, path: number, out: number, flags: number) => number;
  readonly ftruncate64: (fd: number, length: bigint) => number;
  readonly unlinkat: (dirfd: number, path: number, flags: number) => number;
  readonly faccessat: (dirfd: number, path: number, mode: number, flags: number) => number;
  readonly readlinkat: (dirfd: number, path: number, out: number, size: number) => number;
  readonly fchmod: (fd: number, mode: number) => number;
  readonly fchown32: (fd: number, owner: number, group: number) => number;
}

/** Far above anything that the in-memory file system hands out. */
const FIRST_FD = 100_000;

const OPEN = { accessMode: 3, writeOnly: 1, readWrite: 2, create: 64, exclusive: 128, truncate: 512 };
const F_GETLK = 12;
const F_UNLCK = 2;

interface OpenFile {
  readonly fd: number;
  position: number;
  /** Of a write-ahead log: what has yet to be written. */
  readonly wal: WalBuffer | undefined;
}

type Move = (file: OpenFile, buffer: Uint8Array, offset: number, length: number, position: number) => number;

const read: Move = ({ fd, wal }, buffer, offset, length, position) => {
  wal?.flush();
  return fs.readSync(fd, buffer, offset, length, position);
};

const write: Move = ({ fd, wal }, buffer, offset, length, position) =>
  wal ? wal.write(buffer, offset, length, position) : fs.writeSync(fd, buffer, offset, length, position);

/** WASI calls (`fd_*`) answer with a positive errno, `__syscall_*` with a negative one. */
function wasi(action: () => void): number {
  try {
    action();
    return 0;
  } catch (error) {
    return errno(error);
  }
}

function linux(action: () => void): number {
  return -wasi(action);
}

/** The flags of Node for those of the program. */
function nativeFlags(flags: number): number {
  const mode = flags & OPEN.accessMode;
  let native = fs.constants.O_RDONLY;
  if (mode === OPEN.readWrite) native = fs.constants.O_RDWR;
  if (mode === OPEN.writeOnly) native = fs.constants.O_WRONLY;
  if (flags & OPEN.create) native |= fs.constants.O_CREAT;
  if (flags & OPEN.exclusive) native |= fs.constants.O_EXCL;
  if (flags & OPEN.truncate) native |= fs.constants.O_TRUNC;
  return native;
}

/**
 * Syscalls that serve the virtual files of `files` from the real ones with real `fsync`, and pass everything else on to
 * `fallback`. File locks always succeed: that one process at a time opens a file is ensured outside (see fileOwner.ts).
 */
export function hostSyscalls(files: HostFiles, memory: () => WebAssembly.Memory, fallback: Syscalls): Syscalls {
  const open = new Map<number, OpenFile>();
  let nextFd = FIRST_FD;
  const guest = new GuestMemory(memory);
  const realPath = (pointer: number): string | undefined => files.resolve(guest.text(pointer));
  const statPath = (real: string, out: number) => linux(() => guest.putStat(out, fs.statSync(real, { bigint: true })));
  const transfer = (file: OpenFile, iovs: number, count: number, out: number, move: Move) =>
    wasi(() => {
      const { bytes, view } = guest;
      let total = 0;
      for (let i = 0; i < count; i++) {
        const length = view.getUint32(iovs + 8 * i + 4, true);
        const moved = move(file, bytes, view.getUint32(iovs + 8 * i, true), length, file.position);
        file.position += moved;
        total += moved;
        if (moved < length) break;
      }
      view.setUint32(out, total, true);
    });

  return {
    openat(dirfd, pointer, flags, varargs) {
      const real = realPath(pointer);
      if (real === undefined) return fallback.openat(dirfd, pointer, flags, varargs);
      let fd = -1;
      const failed = linux(() => {
        const opened = fs.openSync(real, nativeFlags(flags), 0o600);
        const wal = real.endsWith('-wal') ? new WalBuffer(opened) : undefined;
        open.set((fd = nextFd), { fd: opened, position: 0, wal });
      });
      if (failed) return failed;
      nextFd++;
      return fd;
    },
    fd_close(fd) {
      const file = open.get(fd);
      if (!file) return fallback.fd_close(fd);
      open.delete(fd);
      return wasi(() => {
        file.wal?.flush();
        fs.closeSync(file.fd);
      });
    },
    fd_seek(fd, offset, whence, out) {
      const file = open.get(fd);
      if (!file) return fallback.fd_seek(fd, offset, whence, out);
      return wasi(() => {
        if (whence === 2) file.wal?.flush();
        const from = [0, file.position, whence === 2 ? fs.fstatSync(file.fd).size : 0][whence] ?? 0;
        file.position = from + Number(offset);
        guest.view.setBigInt64(out, BigInt(file.position), true);
      });
    },
    fd_read(fd, iovs, count, out) {
      const file = open.get(fd);
      return file ? transfer(file, iovs, count, out, read) : fallback.fd_read(fd, iovs, count, out);
    },
    fd_write(fd, iovs, count, out) {
      const file = open.get(fd);
      return file ? transfer(file, iovs, count, out, write) : fallback.fd_write(fd, iovs, count, out);
    },
    fd_sync(fd) {
      const file = open.get(fd);
      if (!file) return fallback.fd_sync(fd);
      return wasi(() => {
        file.wal?.flush();
        fs.fsyncSync(file.fd);
      });
    },
    fcntl64(fd, command, varargs) {
      if (!open.has(fd)) return fallback.fcntl64(fd, command, varargs);
      if (command === F_GETLK) {
        const { view } = guest;
        view.setInt16(view.getInt32(varargs, true), F_UNLCK, true);
      }
      return 0;
    },
    fstat64(fd, out) {
      const file = open.get(fd);
      if (!file) return fallback.fstat64(fd, out);
      return linux(() => {
        file.wal?.flush();
        guest.putStat(out, fs.fstatSync(file.fd, { bigint: true }));
      });
    },
    stat64(pointer, out) {
      const real = realPath(pointer);
      return real === undefined ? fallback.stat64(pointer, out) : statPath(real, out);
    },
    lstat64(pointer, out) {
      const real = realPath(pointer);
      return real === undefined ? fallback.lstat64(pointer, out) : statPath(real, out);
    },
    newfstatat(dirfd, pointer, out, flags) {
      const real = realPath(pointer);
      return real === undefined ? fallback.newfstatat(dirfd, pointer, out, flags) : statPath(real, out);
    },
    ftruncate64(fd, length) {
      const file = open.get(fd);
      if (!file) return fallback.ftruncate64(fd, length);
      return linux(() => {
        file.wal?.flush();
        fs.ftruncateSync(file.fd, Number(length));
      });
    },
    unlinkat(dirfd, pointer, flags) {
      const real = realPath(pointer);
      return real === undefined ? fallback.unlinkat(dirfd, pointer, flags) : linux(() => fs.unlinkSync(real));
    },
    faccessat(dirfd, pointer, mode, flags) {
      const real = realPath(pointer);
      if (real === undefined) return fallback.faccessat(dirfd, pointer, mode, flags);
      return linux(() => fs.accessSync(real, mode & 7));
    },
    readlinkat(dirfd, pointer, out, size) {
      // Links are followed above, so to SQLite nothing here is one.
      return realPath(pointer) === undefined ? fallback.readlinkat(dirfd, pointer, out, size) : -EINVAL;
    },
    fchmod: (fd, mode) => (open.has(fd) ? 0 : fallback.fchmod(fd, mode)),
    fchown32: (fd, owner, group) => (open.has(fd) ? 0 : fallback.fchown32(fd, owner, group)),
  };
}
