import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { scanExample } from '../../../engine/rulesets/exampleScan.ts';
import { createDetector } from '../../../engine/detect/detector.ts';
import { compileLexicon } from '../../../engine/detect/injection/compileLexicon.ts';
import { compilePhrases } from '../../../engine/detect/injection/compilePhrases.ts';
import type { CompiledRule } from '../../../engine/detect/pack.ts';
import { parseRuleFile } from '../../../engine/detect/ruleFile.ts';
import { BUILTIN_WAYS } from '../../../engine/detect/regex/linearity.ts';
import type { RuleExample } from '../../../engine/detect/ruleFormat.ts';
import { CATEGORIES } from '../../../engine/protocol/verdict.ts';

const MIN_EXAMPLES = 3;
const directory = path.resolve(import.meta.dirname, '../../../rules');
const files = readdirSync(directory)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ name, ...parseRuleFile(readFileSync(path.join(directory, name), 'utf8'), name, BUILTIN_WAYS) }));
const compiled = files.flatMap((file) => file.rules);
const detector = createDetector([{ format: 1, rules: compiled, phrases: compilePhrases(), words: compileLexicon() }]);

const rulesFor = (example: RuleExample) =>
  scanExample(detector, example, 'content-aware').findings.map((finding) => finding.rule);
const show = (example: RuleExample) => JSON.stringify(example).slice(0, 300);

describe('built-in rules', () => {
  it('exist', () => assert.ok(compiled.length > 0));

  it('have ids that are unique over all files', () => {
    const ids = compiled.map((rule) => rule.info.id);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  for (const file of files) {
    describe(file.name, () => {
      it('compiles without a problem', () => assert.deepEqual(file.problems, []));

      it('is named after its category, and after its subject where a category has several files', () => {
        const [category, ...subject] = path.basename(file.name, '.yaml').split('.');
        assert.equal(category, file.source?.category);
        assert.ok(CATEGORIES.some((each) => each === category));
        assert.ok(subject.length <= 1, 'one subject a file');
      });

      for (const rule of file.source?.rules ?? []) {
        it(`${rule.id} is anchored, reachable, hits its hits and misses its misses`, () => {
          const { hits, misses } = rule.examples;
          assert.ok(hits.length >= MIN_EXAMPLES, `needs ${MIN_EXAMPLES} hits, has ${hits.length}`);
          assert.ok(misses.length >= MIN_EXAMPLES, `needs ${MIN_EXAMPLES} misses, has ${misses.length}`);
          assertAnchored(compiled.find((each) => each.info.id === rule.id));
          const missed = hits.filter((example) => !rulesFor(example).includes(rule.id)).map(show);
          assert.deepEqual(missed, [], 'hits that are not found');
          const wrong = misses.filter((example) => rulesFor(example).includes(rule.id)).map(show);
          assert.deepEqual(wrong, [], 'misses that are found');
        });
      }
    });
  }
});

/** A pattern rule without a literal would run on every text of every call. */
function assertAnchored(rule: CompiledRule | undefined): void {
  assert.ok(rule, 'does not compile');
  for (const alternative of rule.alternatives) {
    if ('analyzer' in alternative) continue;
    const free = alternative.patterns.filter((pattern) => !pattern.anchors);
    const allowed = alternative.all ? alternative.patterns.length - 1 : 0;
    assert.ok(free.length <= allowed, `no literal in ${free.map((pattern) => pattern.source).join(' and ')}`);
  }
}
