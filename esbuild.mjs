// One build: extension, engine worker, hook, command line, web views, compiled rules -> dist/.
import { build, context } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const watch = process.argv.includes('--watch');
/** Benchmarks measure what users run, so what they measure is bundled like the engine. */
const bench = process.argv.includes('--bench');
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

await mkdir('dist', { recursive: true });

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !watch,
  lineLimit: 200, // A stack trace must not print half a megabyte.
  mainFields: ['module', 'main'], // jsonc-parser's main is UMD, which hides its own imports from a bundler.
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  define: { OKTSEC_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};
const pages = existsSync('webview')
  ? (await readdir('webview', { withFileTypes: true })).filter((d) => d.isDirectory())
  : [];
const targets = [
  { ...node, entryPoints: { extension: 'extension/main.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...node, entryPoints: { engine: 'engine/worker.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { cli: 'engine/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  {
    ...node,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: Object.fromEntries(
      pages
        .filter((d) => existsSync(`webview/${d.name}/main.ts`))
        .map((d) => [`webview/${d.name}`, `webview/${d.name}/main.ts`]),
    ),
    outdir: 'dist',
    loader: { '.css': 'css' },
  },
  ...(bench ? [{ ...node, entryPoints: ['test/bench/judging.ts', 'test/bench/rulesReady.ts'], outdir: '.cache' }] : []),
].filter((t) => Object.values(t.entryPoints).every((f) => existsSync(f)) && Object.keys(t.entryPoints).length > 0);

/** Runs a module of the engine at build time. */
async function load(entry) {
  const outfile = path.resolve('dist', 'build-step.cjs');
  await build({ ...node, entryPoints: [entry], outfile });
  const loaded = createRequire(import.meta.url)(outfile);
  delete createRequire(import.meta.url).cache[outfile];
  await rm(outfile);
  return loaded;
}

// Rules are compiled by the engine's own loader, so a bad rule fails the build with file and line.
const { compileRules } = await load('engine/detect/compileRules.ts');
const { builtinFiles } = await load('engine/detect/builtinRules.ts');
const rules = builtinFiles(compileRules('rules'));
const { configJsonSchema } = await load('engine/config/schema.ts');

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await writeFile('dist/rules.json', rules.json);
await writeFile('dist/rules.index', rules.index);
await writeFile('dist/config.schema.json', JSON.stringify(configJsonSchema(), null, 2));
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');

for (const target of targets) {
  if (watch) await (await context(target)).watch();
  else await build(target);
}
// One character beyond Latin-1 makes the runtime keep a whole bundle in two bytes a character. In strings esbuild escapes them.
for (const file of watch ? [] : (await readdir('dist')).filter((name) => name.endsWith('.js'))) {
  const found = /.{0,40}[^\0-\x7f].{0,40}/.exec(await readFile(`dist/${file}`, 'utf8'));
  if (found)
    throw new Error(
      `dist/${file} is not ASCII. Write \\u escapes in this regular expression or raw template: ${found[0]}`,
    );
}
if (!watch && existsSync('dist/cli.js')) await chmod('dist/cli.js', 0o755);
