import { cpSync, mkdirSync, rmSync, existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { runOrThrow } from '../support/processes.ts';
import { root } from '../editor/vsix.ts';

/** Packages the extension with scenes in place of the engine. Pages and manifest are the real ones. */
export async function packageLook(): Promise<string> {
  const folder = path.join(root, '.cache', 'look');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package.nls.json', 'README.md', 'LICENSE', '.vscodeignore']) {
    if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(folder, file));
  }
  cpSync(path.join(root, 'extension', 'media'), path.join(folder, 'extension', 'media'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { extension: 'test/look/extension.ts' },
    outdir: path.join(folder, 'dist'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // As in the real build: jsonc-parser's main is UMD, which hides its own imports from a bundler.
    mainFields: ['module', 'main'],
    external: ['vscode'],
  });
  await build({
    absWorkingDir: root,
    entryPoints: { timeline: 'webview/timeline/main.ts' },
    outdir: path.join(folder, 'dist', 'webview'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
  });
  const vsix = path.join(folder, 'look.vsix');
  const vsce = path.join(root, 'node_modules', '.bin', 'vsce');
  await runOrThrow(vsce, ['package', '--no-dependencies', '--allow-missing-repository', '-o', vsix], { cwd: folder });
  return vsix;
}
