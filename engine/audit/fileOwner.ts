import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The exclusive right to open one file; ends with `release` or with the process, however that dies. */
export interface FileOwner {
  release(): Promise<void>;
}

/**
 * Claims `file`, which must exist, for this caller against other threads and processes. Resolves to undefined if
 * someone has it. SQLite in WebAssembly has no file locks, and two writers destroy the file; a bound socket is a lock
 * that the operating system frees itself, so no stale one can remain.
 */
export async function claimFile(file: string, platform = process.platform): Promise<FileOwner | undefined> {
  const { dev, ino } = statSync(file, { bigint: true });
  const name = `oktsec-${createHash('sha256').update(`${os.userInfo().username}:${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  const socket = socketPath(name, platform);
  const first = await listen(socket);
  if (first) return first;
  // Only where the socket is a file can it outlive its owner.
  if (!path.isAbsolute(socket) || platform === 'win32' || (await answers(socket))) return undefined;
  rmSync(socket, { force: true });
  return listen(socket);
}

function socketPath(name: string, platform: NodeJS.Platform): string {
  if (platform === 'linux') return `\0${name}`; // abstract: vanishes with the process
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(os.tmpdir(), name);
}

function listen(socket: string): Promise<FileOwner | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(socket, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = net.connect(socket, () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}
