import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import test from 'node:test';
import { runOrThrow } from '../support/processes.ts';
import { packageExtension, root } from './vsix.ts';

/** Bytes; the budget of the design. */
const MOST = 5 * 1024 * 1024;

test('the package holds what runs and nothing else, in at most 5 MB', async () => {
  const vsix = await packageExtension();
  assert.ok(statSync(vsix).size <= MOST, `${statSync(vsix).size} bytes`);
  const listing = await runOrThrow('npx', ['vsce', 'ls', '--no-dependencies'], { cwd: root });
  const files = listing
    .trim()
    .split('\n')
    .map((line) => line.trim());
  for (const needed of [
    'package.json',
    'README.md',
    'LICENSE',
    'dist/extension.js',
    'dist/engine.js',
    'dist/cli.js',
    'dist/rules.json',
    'dist/rules.index',
    'dist/sql-wasm.wasm',
  ])
    assert.ok(
      files.some((file) => file.toLowerCase() === needed.toLowerCase()),
      `${needed} is missing`,
    );
  const strange = files.filter((file) =>
    /\.(ts|map|vsix|node)$|^(test|node_modules|engine|webview|rules)\//.test(file),
  );
  assert.deepEqual(strange, [], 'source, tests or binaries of one platform');
});
