import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Everything that Oktsec keeps for one user, as absolute paths. */
export interface HomePaths {
  readonly root: string;
  readonly config: string;
  readonly keys: string;
  readonly database: string;
  readonly engineInfo: string;
  readonly rules: string;
  /** What MCP servers and their tools are pinned to. */
  readonly mcpPins: string;
  /** Folders that an editor trusts. */
  readonly trustedFolders: string;
  readonly backups: string;
  /** Entries of calls that a hook judged while no engine ran. */
  readonly spool: string;
  /** Parts of the log that were moved out of it. */
  readonly archives: string;
  /** The launcher that clients run as their hook. */
  readonly bin: string;
}

/** The home directory cannot be used; the message says what to do. */
export class HomeError extends Error {
  override readonly name = 'HomeError';
}

/** `OKTSEC_HOME`, or `.oktsec` in the user's home directory. */
export function oktsecHome(env: Readonly<Record<string, string | undefined>>, userHome = os.homedir()): string {
  return path.resolve(env.OKTSEC_HOME || path.join(userHome, '.oktsec'));
}

export function homePaths(root: string): HomePaths {
  const at = (name: string) => path.join(root, name);
  return {
    root,
    config: at('config.yaml'),
    keys: at('keys'),
    database: at('oktsec.db'),
    engineInfo: at('engine.json'),
    rules: at('rules'),
    mcpPins: at('mcp-pins.json'),
    trustedFolders: at('trusted-folders.json'),
    backups: at('backups'),
    spool: at('spool'),
    archives: at('archives'),
    bin: at('bin'),
  };
}

/**
 * Creates what is missing of the home directory and makes it private to its owner (0700).
 * @throws HomeError if a part is a symbolic link, no directory, or another user's: whoever owns it could swap keys and rules.
 */
export function prepareHome(root: string): HomePaths {
  const paths = homePaths(root);
  for (const directory of [root, paths.keys, paths.rules, paths.backups, paths.spool, paths.bin]) {
    privateDirectory(directory);
  }
  return paths;
}

function privateDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    // A file or a dangling link in its place is described better below.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new HomeError(
        `Cannot create ${directory}: ${(error as Error).message}. Set OKTSEC_HOME to a writable place.`,
      );
    }
  }
  const stat = lstatSync(directory);
  if (stat.isSymbolicLink()) {
    throw new HomeError(
      `${directory} is a symbolic link. Replace it by a real directory, or set OKTSEC_HOME to its target.`,
    );
  }
  if (!stat.isDirectory()) throw new HomeError(`${directory} is not a directory. Move it away, or set OKTSEC_HOME.`);
  const user = process.getuid?.();
  if (user !== undefined && stat.uid !== user) {
    throw new HomeError(
      `${directory} belongs to user ${stat.uid}, but Oktsec runs as user ${user}. Run it as the owner, or set OKTSEC_HOME.`,
    );
  }
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) chmodSync(directory, 0o700);
}
