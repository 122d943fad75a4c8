import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * A file that the build put beside the bundle (`rules.json`, `sql-wasm.wasm`, `cli.js`); found as well when the sources run
 * unbundled.
 * @throws Error if the build is missing or incomplete
 */
export function asset(name: string): string {
  for (const directory of [__dirname, path.join(__dirname, '../dist'), path.join(__dirname, '../../dist')]) {
    const file = path.join(directory, name);
    if (existsSync(file)) return file;
  }
  throw new Error(`${name} is missing beside ${__dirname}. Build it with: npm run build`);
}
