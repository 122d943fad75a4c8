import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { findLayerFaults } from './layers.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const packages = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));

function sources(): Map<string, string> {
  const files = new Map<string, string>();
  for (const top of ['engine', 'extension', 'webview'])
    for (const entry of readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' }))
      if (entry.endsWith('.ts')) {
        const file = path.posix.join(top, entry.split(path.sep).join('/'));
        files.set(file, readFileSync(path.join(root, file), 'utf8'));
      }
  return files;
}

test('every import runs downwards, and every file keeps the shape of the house', () => {
  const files = sources();
  for (const top of ['engine/protocol/', 'engine/detect/', 'engine/audit/', 'engine/cli/', 'extension/', 'webview/'])
    assert.ok(
      [...files.keys()].some((file) => file.startsWith(top)),
      `no source was read below ${top}`,
    );
  assert.deepEqual(findLayerFaults(files, packages), []);
});

/** Each is added to the real sources and must be the only thing found. */
const planted: [what: string, file: string, text: string, fault: RegExp][] = [
  ['sideways', 'engine/detect/planted.ts', `import { x } from '../audit/other.ts';`, /must not know engine\/audit/],
  [
    'upwards',
    'engine/policy/planted.ts',
    `export { x } from '../pipeline/other.ts'; const y = 1;`,
    /must not know engine\/pipeline/,
  ],
  ['upwards by type', 'engine/audit/planted.ts', `let x: import('../other.ts').X;`, /must not know engine$/],
  [
    'from the engine to the command line',
    'engine/planted.ts',
    `import { x } from './cli/other.ts';`,
    /must not know engine\/cli/,
  ],
  [
    'past the entry',
    'extension/planted.ts',
    `import { x } from '../engine/detect/other.ts';`,
    /must not know engine\/detect/,
  ],
  [
    'by a dynamic import',
    'engine/intake/planted.ts',
    `await import('../detect/other.ts');`,
    /must not know engine\/detect/,
  ],
  ['by require', 'engine/cli/planted.ts', `const x = require('../audit/other.ts');`, /must not know engine\/audit/],
  [
    'values where types are allowed',
    'engine/pipeline/planted.ts',
    `import { x } from '../config/other.ts';`,
    /only types/,
  ],
  ['the editor from the engine', 'engine/planted.ts', `import type { Uri } from 'vscode';`, /only extension/],
  ['the editor from a page', 'webview/planted.ts', `import * as vscode from 'vscode';`, /only extension/],
  ['node from a page', 'webview/planted.ts', `import { readFileSync } from 'fs';`, /a browser has no Node/],
  ['node from the protocol', 'engine/protocol/planted.ts', `import path from 'node:path';`, /imports nothing/],
  ['a package nobody listed', 'engine/planted.ts', `import _ from 'lodash/fp';`, /package\.json does not list/],
  ['a file without its extension', 'engine/detect/planted.ts', `import { x } from './other';`, /no source file/],
  ['a barrel', 'engine/detect/planted.ts', `export * from './other.ts';`, /only re-exports/],
  ['a circle', 'engine/detect/planted.ts', `import { planted } from './planted.ts';`, /in a circle/],
  ['a name in another case', 'engine/detect/Planted-file.ts', 'export const x = 1;', /camelCase/],
  ['a file too long', 'engine/detect/planted.ts', 'export const x = 1;\n'.repeat(601), /more than 600/],
  ['a folder outside the house', 'engine/utils/planted.ts', 'export const x = 1;', /belongs to no layer/],
];

for (const [what, file, text, fault] of planted)
  test(`the check finds ${what}`, () => {
    const others = ['audit', 'pipeline', 'cli', 'detect', 'config'].map((folder) => `engine/${folder}/other.ts`);
    const files = new Map([...others, 'engine/other.ts'].map((other) => [other, 'export const x = 1;']));
    assert.deepEqual(findLayerFaults(files, packages), []);
    const faults = findLayerFaults(files.set(file, text), packages);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0] ?? '', fault);
  });
