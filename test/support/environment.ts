import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The environment of a person who just logged in: nothing of the shell that runs the tests leaks in, neither
 * settings of an editor or an agent nor anyone's key.
 */
export function freshEnvironment(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', ...extra };
}

/** A new empty folder, removed when the test ends. */
export function freshFolder(test: { after(fn: () => Promise<void>): void }, name: string): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `oktsec-${name}-`)));
  test.after(() => remove(folder));
  return folder;
}

/** Programs that are ending may still write into it. */
async function remove(folder: string): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (left === 0) throw error;
    }
    await sleep(250);
  }
}
