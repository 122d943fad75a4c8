import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.ts';
import { runOrThrow } from './processes.ts';

/** A program as npm serves it, pinned to a version. */
export interface NpmProgram {
  /** The package, with the scope if it has one. */
  readonly package: string;
  readonly version: string;
  /** Where the program is inside `node_modules`. */
  readonly program: string;
}

/**
 * Installs a program into the tests' cache, outside of the project's dependencies and without install scripts, the
 * first time it is asked for. Returns the full path of the program.
 */
export async function npmProgram({ package: name, version, program }: NpmProgram): Promise<string> {
  const folder = await cached(`${name.replace(/^@/, '').replaceAll('/', '-')}-${version}`, async (partial) => {
    writeFileSync(path.join(partial, 'package.json'), JSON.stringify({ private: true }));
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runOrThrow('npm', ['install', ...quiet, `${name}@${version}`], { cwd: partial, limit: 900_000 });
  });
  const file = path.join(folder, 'node_modules', program);
  if (!existsSync(file)) throw new Error(`${file} is missing: delete ${folder} and run the tests again.`);
  return file;
}
