import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ruleReference } from '../../ruleReference.ts';

test('docs/rules.md lists the rules that there are', () => {
  const written = readFileSync(path.resolve(import.meta.dirname, '../../../docs/rules.md'), 'utf8');
  assert.equal(written, ruleReference(), 'docs/rules.md is out of date: npm run docs');
});
