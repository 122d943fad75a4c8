import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where test tools that are no dependency of the project live; `OKTSEC_TEST_CACHE` moves it. */
export function cacheFolder(): string {
  return process.env.OKTSEC_TEST_CACHE ?? path.join(homedir(), '.cache', 'oktsec-test');
}

/**
 * A folder of the cache, built by `build` the first time it is asked for. The folder appears only when it is
 * complete, so its existence is the stamp; several processes may ask at once, one builds and the others wait.
 * Throws what `build` throws.
 */
export async function cached(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(folder)) return folder;
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    await build(partial);
    renameSync(partial, folder);
    return folder;
  } finally {
    release();
  }
}

/**
 * Takes a lock that is a folder with its owner's process id inside. A lock whose owner is gone, or who never wrote
 * its id, is stale and is moved aside. Returns the function that gives the lock back.
 */
export async function lock(folder: string): Promise<() => void> {
  const owner = path.join(folder, 'pid');
  for (let anonymousFor = 0; ;) {
    try {
      mkdirSync(folder);
      writeFileSync(owner, String(process.pid));
      return () => {
        rmSync(folder, { recursive: true, force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0;
    anonymousFor = pid > 0 ? 0 : anonymousFor + 1;
    if (pid > 0 ? !isAlive(pid) : anonymousFor > 20) breakLock(folder);
    else await sleep(250);
  }
}

/** Renaming is atomic: of several processes that find the same stale lock only one removes it. */
function breakLock(folder: string): void {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
