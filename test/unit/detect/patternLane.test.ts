import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exampleInput } from '../../../engine/clients/exampleCall.ts';
import { compileRegex } from '../../../engine/detect/compilePattern.ts';
import { compileRules } from '../../../engine/detect/compileRules.ts';
import { createDetector } from '../../../engine/detect/detector.ts';
import { createPatternLane } from '../../../engine/detect/patternLane.ts';
import { parseRuleFile } from '../../../engine/detect/ruleFile.ts';
import { BUILTIN_WAYS } from '../../../engine/detect/regex/linearity.ts';
import { buildLiteralIndex } from '../../../engine/detect/regex/literalIndex.ts';
import { textViews } from '../../../engine/detect/text/textView.ts';

const directory = path.resolve(import.meta.dirname, '../../../rules');
const pack = compileRules(directory);
/** Pieces of text that rules look for, cut and joined at random, so that anchors occur without their match. */
const anchors = [
  ...new Set(
    pack.rules.flatMap((rule) =>
      rule.alternatives.flatMap((each) => ('patterns' in each ? each.patterns.flatMap((p) => p.anchors ?? []) : [])),
    ),
  ),
  ...(pack.phrases ?? []).flatMap((phrase) => phrase.pattern.anchors?.slice(0, 2) ?? []),
];
const PROSE = '\nThe discount applies when a customer buys three pieces of the same thing.\n'.repeat(20);

function ruleFiles() {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap(
      (name) => parseRuleFile(readFileSync(path.join(directory, name), 'utf8'), name, BUILTIN_WAYS).source ?? [],
    );
}

const words = fc.oneof(fc.constantFrom(...anchors), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constant('\n'));
const texts = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' '));

describe('literal prefilter', () => {
  const fast = createDetector([pack], { budgetMs: 1e9 });
  const plain = createDetector([pack], { budgetMs: 1e9, prefilter: false });

  it('finds exactly what running every pattern finds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const tool of ['message', 'mcp__a__b']) {
          const input = exampleInput({ tool, input: { content: text, argument: text } });
          assert.deepEqual(fast.scan(input, 'strict').findings, plain.scan(input, 'strict').findings);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds exactly that in every example of every rule, also inside a long text', () => {
    for (const { rules } of ruleFiles()) {
      for (const { examples } of rules) {
        for (const example of [...examples.hits, ...examples.misses]) {
          const input = exampleInput(example);
          assert.deepEqual(fast.scan(input, 'strict').findings, plain.scan(input, 'strict').findings);
        }
        const [first] = examples.hits;
        if (!first) continue;
        const input = exampleInput(first);
        const fields = input.fields.map((field) => ({ ...field, text: `${PROSE}${field.text}${PROSE}` }));
        const long = { ...input, fields };
        assert.deepEqual(fast.scan(long, 'strict').findings, plain.scan(long, 'strict').findings);
      }
    }
  });

  it('finds for some groups alone what it finds for them among all', () => {
    const groups = pack.rules.flatMap((rule) => rule.alternatives.filter((each) => 'patterns' in each));
    const all = createPatternLane(groups);
    const some = groups.filter((_, n) => n % 7 === 0);
    const narrow = all.narrow(some);
    const spansOf = (lane: typeof all, text: string) => {
      const reader = lane.open({ text });
      return some.map((group) => reader.findAll(group, 3));
    };
    fc.assert(
      fc.property(texts, texts, (text, before) => {
        all.open({ text: before });
        assert.deepEqual(spansOf(narrow, text), spansOf(all, text));
        const { candidates } = narrow.open({ text });
        assert.ok(candidates.every((position) => position % 7 === 0));
      }),
      { numRuns: 100 },
    );
  });

  it('finds around anchors in long texts what the pattern finds in the whole', () => {
    const source = '(?:^|[;\\s])[a-z]{1,9} ?[^\\n;]{0,120}needle(?: [a-z]{1,8}){0,3}(?:;|$)';
    const pattern = compileRegex(source, 'i');
    assert.ok(typeof pattern === 'object' && pattern.reach !== undefined);
    const group = { all: false, patterns: [pattern], except: [] };
    const lane = createPatternLane([group]);
    const piece = fc.constantFrom(
      'needle',
      ' needle;',
      'Needle',
      'a word ',
      '; ',
      '\n',
      '-',
      'x'.repeat(90),
      ' '.repeat(700),
    );
    const long = fc.array(piece, { minLength: 20, maxLength: 120 }).map((parts) => parts.join('') + ' '.repeat(3000));
    fc.assert(
      fc.property(long, (text) => {
        const expected = Array.from(text.matchAll(new RegExp(source, 'gi')), ({ 0: { length }, index }) => [
          index,
          index + length,
        ]);
        assert.deepEqual(lane.open({ text }).findAll(group, 1000), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('tries alternatives only where words begin if each of them does, and finds what the pattern finds', () => {
    const compiled = (source: string) => {
      const pattern = compileRegex(source, 'i');
      assert.ok(typeof pattern === 'object');
      return pattern;
    };
    assert.equal(compiled('\\btell (?:\\w{1,9} )?agents\\b|\\bask models\\b').word, true);
    assert.equal(compiled('(?:\\btell|\\bask) agents\\b').word, true);
    assert.equal(compiled('\\btell agents\\b|ask models\\b').word, undefined);
    assert.equal(compiled('\\Btell agents\\b').word, undefined);
    const source = '\\btell (?:\\w{1,9} ){0,2}agents\\b|\\bask models\\b';
    const group = { all: false, patterns: [compiled(source)], except: [] };
    const lane = createPatternLane([group]);
    const piece = fc.constantFrom('tell ', 'ask ', 'agents', 'models', 'x', ' ', '-', 'the ');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          const expected = Array.from(text.matchAll(new RegExp(source, 'gi')), ({ 0: { length }, index }) => [
            index,
            index + length,
          ]);
          assert.deepEqual(lane.open({ text }).findAll(group, 1000), expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds in long texts what stands across two pieces', () => {
    const pattern = compileRegex('begin [a-z ]{0,40}end', 'i');
    assert.ok(typeof pattern === 'object');
    const group = { all: false, patterns: [pattern], except: [] };
    const lane = createPatternLane([group]);
    for (const offset of [0, 2030, 2045, 2048, 4090, 9000]) {
      const text = `${'x'.repeat(offset)} begin of the end ${'y'.repeat(8000)}`;
      const reader = lane.open({ text });
      assert.deepEqual(reader.find(group), [offset + 1, offset + 17]);
    }
  });
});

describe('long texts', () => {
  const long = compileRegex('begin\\s+end', 'i');
  const filler = 'nothing to see here. '.repeat(2000);
  assert.ok(typeof long === 'object');
  const group = { all: false, patterns: [long], except: [] };
  const lane = createPatternLane([group]);

  it('do not hide a match that is longer than what two pieces have in common', () => {
    for (const blanks of [1, 600, 3000]) {
      for (const offset of [0, 1000, 2040, 6100, 20_000]) {
        const match = `begin${' '.repeat(blanks)}end`;
        const text = `${filler.slice(0, offset)} ${match} ${filler}`;
        assert.deepEqual(lane.open({ text }).find(group), [offset + 1, offset + 1 + match.length]);
      }
    }
  });

  it('do not hide a match behind any number of blanks', () => {
    for (const blanks of [' '.repeat(9000), '\n'.repeat(50_000), ' \t\u00a0'.repeat(5000)]) {
      const text = `${filler}begin${blanks}end${filler}`;
      const found = textViews({ role: 'message', text, origin: 'x' }).flatMap((view) => {
        const span = lane.open(view).find(group);
        return span ? [[view.rawOffset(span[0]), view.rawOffset(span[1])]] : [];
      });
      assert.deepEqual(found, [[filler.length, filler.length + 'begin'.length + blanks.length + 'end'.length]]);
    }
  });
});

describe('literal index', () => {
  it('names every occurrence, overlapping ones too, whatever the case', () => {
    const literals = ['he', 'she', 'hers', 'his', 'ПРИВЕТ', 'é'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'hersiSHE привет é'), { maxLength: 60 }), (chars) => {
        const text = chars.join('');
        const found: string[] = [];
        buildLiteralIndex(literals).search(text, (i, end) => found.push(`${literals[i]} ${end}`));
        const expected = literals.flatMap((literal) =>
          [...text].flatMap((_, i) =>
            text.slice(i, i + literal.length).toLowerCase() === literal.toLowerCase()
              ? [`${literal} ${i + literal.length - 1}`]
              : [],
          ),
        );
        assert.deepEqual(found.sort(), expected.sort());
      }),
    );
  });
});

describe('regular expressions of rules', () => {
  const refused = [
    '(a+)+$',
    '(a|ab)*c',
    '(?:\\w+\\s*)+$',
    '.*a.*b.*c',
    '(?=a)b',
    '(a)\\1',
    '(?:a?)+',
    '\\s*\\s*\\s*x',
    '(x',
  ];
  for (const source of refused) {
    it(`refuses ${source}`, () => assert.equal(typeof compileRegex(source, 'i'), 'string'));
  }
  const accepted: [string, string[] | undefined][] = [
    ['(?:[a-z]+\\.)+example', ['example']],
    ['colou?r', ['color', 'colour']],
    ['(?:alpha|beta)\\s+gamma', ['alpha', 'beta']],
    ['\\w{1,99}gamma\\s+delta', ['gamma']],
    ['\\b(?:fetch|load)\\b[^\\n]{0,80}https://', ['fetch', 'load']],
    ['\\byou\\W{1,6}surrender', ['surrender']],
    ['[0-9]{4}', undefined],
  ];
  for (const [source, anchors] of accepted) {
    it(`accepts ${source} and knows its literals`, () => {
      const compiled = compileRegex(source, 'i');
      assert.ok(typeof compiled === 'object', JSON.stringify(compiled));
      assert.deepEqual(compiled.anchors && [...compiled.anchors].sort(), anchors);
    });
  }

  it('knows how far before a literal a match may start', () => {
    const compiled = compileRegex('x[^\\n]{0,40}omega', 'i');
    assert.ok(typeof compiled === 'object', JSON.stringify(compiled));
    assert.deepEqual(compiled.leads, [[1, 41]]);
  });
});
