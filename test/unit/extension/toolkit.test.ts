import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..', '..');
/** The toolkit, and the libraries it is made of. */
const TOOLKIT = /(?:from|import|require)\s*\(?\s*['"](?:@vscode\/webview-ui-toolkit|@microsoft\/fast-)/;

test('the archived web view toolkit is imported in one module, so that it can be replaced there', () => {
  const files = ['engine', 'extension', 'webview', 'test'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('artifacts'))
      .map((file) => path.join(folder, file)),
  );
  const importers = files.filter((file) => TOOLKIT.test(readFileSync(path.join(root, file), 'utf8')));
  assert.deepEqual(importers, [path.join('webview', 'toolkit.ts')]);
});
