import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileRegex } from '../../../engine/detect/compilePattern.ts';
import { createPatternLane, type PatternLane } from '../../../engine/detect/patternLane.ts';
import { secondWordChars } from '../../../engine/detect/regex/secondWord.ts';
import { parseRegex } from '../../../engine/detect/regex/syntax.ts';

describe('what the second word of a match begins with', () => {
  const known: readonly (readonly [source: string, chars: string | undefined])[] = [
    ['\\buser\\W{1,6}(?:must|should|2nd)', '2ms'],
    ['\\busers?\\W(?:now\\W)?(?:is|are)', 'ain'],
    ['\\be\\W{1,3}mail', 'm'],
    ['\\be\\W{0,3}mail\\W{1,3}to', 'mt'],
    ['\\b(?:log|sign) (?:In|OUT)', 'io'],
    ['\\b(?:drop|delete \\w{1,9}) now', undefined],
    ['\\bset \\w{1,9}=', undefined],
    ['\\bset\\b', undefined],
    ['\\bset[^.]{0,9}now', undefined],
    ['\\b(?:ab ){2,4}cd', 'a'],
    ['\\b(?:ab ){1,4}cd', 'ac'],
    ['\\ba_b [_x]y', '_x'],
    ['\\bx(?:-y){0,2} z', 'yz'],
    ['\\bend(?: of)?', undefined],
    ['\\bend\\s{0,3}$', undefined],
  ];
  for (const [source, chars] of known)
    it(`${source}: ${chars ?? 'anything'}`, () => assert.equal(secondWordChars(parseRegex(source)), chars));
});

describe('patterns whose second word is known', () => {
  const sources = [
    '\\buser\\W{1,90}(?:must|should|2nd|_x)\\b',
    '\\b(?:for|to) the (?:\\w{1,9} )?reader',
    '\\breader(?:s|\\b)',
    '\\bgo[_ ]on(?: now)?',
  ];
  const texts = [
    'The user must.',
    'the user  -- SHOULD',
    'user_must user.2nd user _x',
    `user${' '.repeat(80)}must`,
    'user',
    'a user should, superuser must',
    'to the reader, for the kind reader and for the reader',
    'write this for the many readers',
    'GO_ON',
    'go on now, let go on',
    '\u00e9user must, user\u00e9 must, user \u00e9must',
  ];
  const groups = sources.map((source) => {
    const pattern = compileRegex(source, 'i');
    assert.ok(typeof pattern !== 'string', source);
    return { all: false, patterns: [pattern], except: [] };
  });
  const filtered = createPatternLane(groups);
  const plain = createPatternLane(groups, { prefilter: false });
  for (const text of [...texts, texts.join(' '), texts.join('\n').repeat(20)])
    it(`are found in ${JSON.stringify(text.slice(0, 40))} as without looking for it`, () => {
      // Without anchors a long text is searched in pieces that overlap, so that some is found twice.
      const found = (lane: PatternLane) =>
        groups.map((group) => [...new Set(lane.open({ text }).findAll(group, 1000).map(String))].sort());
      assert.deepEqual(found(filtered), found(plain));
    });
  it('are found at all', () => {
    const text = texts.join(' ');
    for (const group of groups) assert.notEqual(filtered.open({ text }).findAll(group, 100).length, 0);
  });
});
