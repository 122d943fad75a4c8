import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { forLabel, forNotification, oneLine } from '../../../extension/plainText.ts';

describe('foreign text in the interface', () => {
  test('is one line', () => {
    assert.equal(oneLine('  a\n\tb\r\n c '), 'a b c');
  });

  test('shows what would be invisible or reorder it', () => {
    assert.equal(oneLine('rm \u202Etxt.exe'), 'rm <U+202E>txt.exe');
    assert.equal(oneLine('a\u200Bb\u{E0041}c\u0007'), 'a<U+200B>b<U+E0041>c<U+0007>');
  });

  test('is cut visibly and never within a character', () => {
    assert.equal(oneLine('abcdef', 4), 'abc…');
    assert.equal(oneLine('ab\u{1F600}cd', 4), 'ab…');
  });

  test('makes no link in a notification and no icon in a label', () => {
    assert.equal(forNotification('[ok](command:oktsec.approve)'), '[ok] (command:oktsec.approve)');
    assert.equal(forLabel('$(check) approved'), '$ (check) approved');
  });

  test('never holds a line break or an invisible character, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(oneLine(text), /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});
