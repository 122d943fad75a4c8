import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Change } from '../../../engine/protocol/call.ts';
import { applyChange, changeAlone } from '../../../extension/applyChange.ts';

const replace = (...edits: [before: string, after: string, all?: boolean][]): Change => ({
  kind: 'replace',
  path: '/w/a.ts',
  edits: edits.map(([before, after, all = false]) => ({ before, after, all })),
});

describe('a proposed change applied to a file', () => {
  test('a write replaces everything and needs no file', () => {
    const change: Change = { kind: 'write', path: '/w/a.ts', content: 'new' };
    assert.deepEqual(applyChange('old', change), { kind: 'applied', text: 'new' });
    assert.deepEqual(applyChange(undefined, change), { kind: 'applied', text: 'new' });
  });

  test('an edit replaces its one occurrence, text with $ as it is', () => {
    assert.deepEqual(applyChange('a b c', replace(['b', "$& $' $1"])), { kind: 'applied', text: "a $& $' $1 c" });
  });

  test('edits build on each other in order', () => {
    assert.deepEqual(applyChange('one', replace(['one', 'two'], ['two', 'three'])), { kind: 'applied', text: 'three' });
  });

  test('an edit for all occurrences replaces all', () => {
    assert.deepEqual(applyChange('x x x', replace(['x', 'y', true])), { kind: 'applied', text: 'y y y' });
  });

  test('an edit that occurs twice or not at all is not guessed', () => {
    assert.deepEqual(applyChange('x x', replace(['x', 'y'])), { kind: 'unmatched', edit: 0, times: 2 });
    assert.deepEqual(applyChange('x', replace(['x', 'y'], ['z', 'y'])), { kind: 'unmatched', edit: 1, times: 0 });
    assert.deepEqual(applyChange('x', replace(['', 'y'])), { kind: 'unmatched', edit: 0, times: 0 });
  });

  test('an edit without text to replace creates the file, or fills an empty one', () => {
    assert.deepEqual(applyChange(undefined, replace(['', 'new'])), { kind: 'applied', text: 'new' });
    assert.deepEqual(applyChange('', replace(['', 'new'])), { kind: 'applied', text: 'new' });
    assert.deepEqual(applyChange(undefined, replace(['old', 'new'])), { kind: 'missing' });
  });

  test('line ends of the file are kept', () => {
    assert.deepEqual(applyChange('a\r\nb\r\nc', replace(['a\nb', 'a\nB'])), { kind: 'applied', text: 'a\r\nB\r\nc' });
  });

  test('replacing a unique text equals cutting it out and putting the new text in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (head, tail, after) => {
        const before = '<<the one>>';
        const applied = applyChange(`${head}${before}${tail}`, replace([before, after]));
        assert.deepEqual(applied, { kind: 'applied', text: `${head}${after}${tail}` });
      }),
    );
  });

  test('what cannot be shown in its file is shown alone', () => {
    assert.deepEqual(changeAlone(replace(['a', 'b'], ['c', 'd'])), { before: 'a\nc', after: 'b\nd' });
    assert.deepEqual(changeAlone({ kind: 'write', path: '/w/a', content: 'x' }), { before: '', after: 'x' });
  });
});
