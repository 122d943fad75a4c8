import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The environment of a person who just logged in: nothing of the shell that runs the tests leaks in, neither
 * settings of an editor or an agent nor anyone's key.
 */
export function freshEnvironment(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', ...extra };
}

/** A new empty folder, removed when the test ends. */
export function freshFolder(test: { after(fn: () => void): void }, name: string): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `oktsec-${name}-`)));
  test.after(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return folder;
}
