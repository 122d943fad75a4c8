import { mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { runOrThrow } from '../support/processes.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** Packages what `npm run build` left in `dist/` the way `npm run package` does. Returns the file. */
export async function packageExtension(): Promise<string> {
  const dist = path.join(root, 'dist');
  const vsix = path.join(root, '.cache', 'test.vsix');
  const built = [path.join(root, 'package.json'), ...filesBelow(dist)].map((file) => statSync(file).mtimeMs);
  if (built.length < 2) throw new Error(`${dist} holds no build: run \`npm run build\` first.`);
  const packaged = statSync(vsix, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (packaged > Math.max(...built)) return vsix;
  mkdirSync(path.dirname(vsix), { recursive: true });
  await runOrThrow('npx', ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', '-o', vsix], {
    cwd: root,
  });
  return vsix;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
