import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, lock } from './cache.ts';
import { findProgram, runOrThrow } from './processes.ts';

/**
 * The first of `names` on PATH, after installing the Debian `packages` if none is there and we are root on Debian.
 * Throws where it cannot, naming what is missing and how to get it.
 */
export async function provideProgram(names: readonly string[], packages: readonly string[]): Promise<string> {
  const found = findProgram(...names);
  if (found) return found;
  const missing = `The tests need ${names.join(' or ')}, which is not on PATH`;
  const advice = `Install it: apt-get install ${packages.join(' ')}`;
  if (!findProgram('apt-get')) throw new Error(`${missing}, and there is no apt-get to install it with. ${advice}`);
  if (process.getuid?.() !== 0) throw new Error(`${missing}, and only root may install it. ${advice}`);
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await lock(path.join(cacheFolder(), 'apt.lock'));
  try {
    const already = findProgram(...names);
    if (already) return already;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runOrThrow('apt-get', ['update', '-qq'], { env, limit: 300_000 });
    const install = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...packages];
    await runOrThrow('apt-get', install, { env, limit: 600_000 });
  } catch (error) {
    throw new Error(`${missing}, and installing it failed. ${advice}`, { cause: error });
  } finally {
    release();
  }
  const installed = findProgram(...names);
  if (!installed) throw new Error(`${missing}, even after apt-get install ${packages.join(' ')}.`);
  return installed;
}
