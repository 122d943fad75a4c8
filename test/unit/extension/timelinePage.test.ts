import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SessionStep } from '../../../engine/protocol/views.ts';
import { timelineStrings } from '../../../extension/timelineStrings.ts';
import { applyFilter, NO_FILTER, toolNames } from '../../../webview/timeline/filter.ts';
import { duration, fill } from '../../../webview/timeline/format.ts';
import { stepWords } from '../../../webview/timeline/wording.ts';
import { l10n } from './l10n.ts';
import { entryFinding, notice, step } from './samples.ts';

const strings = timelineStrings(l10n);
const words = (part: Partial<SessionStep>) => stepWords(step(part), strings, 'en');
const prompt = notice({ seq: 1, tool: { name: '', kind: 'prompt' }, summary: 'Fix the cart' });
const steps: readonly SessionStep[] = [
  prompt,
  step({ seq: 2, summary: 'npm test' }),
  step({ seq: 3, tool: { name: 'Read', kind: 'read' }, summary: 'src/cart.ts', reasoning: 'look at the totals' }),
  step({ seq: 4, verdict: 'block', summary: 'rm -rf /', findings: [entryFinding({ rule: 'CMD-001' })] }),
];
const seqs = (found: readonly SessionStep[]) => found.map(({ seq }) => seq);

describe('timeline filters', () => {
  test('no filter shows everything', () => {
    assert.equal(applyFilter(steps, NO_FILTER), steps);
  });

  test('each word of the search must occur somewhere in the step', () => {
    assert.deepEqual(seqs(applyFilter(steps, { ...NO_FILTER, search: 'cart' })), [1, 3]);
    assert.deepEqual(seqs(applyFilter(steps, { ...NO_FILTER, search: ' CART  totals ' })), [3]);
    assert.deepEqual(seqs(applyFilter(steps, { ...NO_FILTER, search: 'cmd-001' })), [4]);
  });

  test('verdicts can be hidden, prompts and notices as a group of their own', () => {
    assert.deepEqual(seqs(applyFilter(steps, { ...NO_FILTER, hidden: new Set(['clean', 'unjudged']) })), [4]);
  });

  test('one tool can be chosen from those that occur', () => {
    assert.deepEqual(toolNames(steps), ['Bash', 'Read']);
    assert.deepEqual(seqs(applyFilter(steps, { ...NO_FILTER, tool: 'Read' })), [3]);
  });
});

describe('timeline words', () => {
  test('a verdict is told as it took effect', () => {
    assert.equal(words({ verdict: 'block', action: 'deny' }).verdict, 'Blocked');
    assert.equal(words({ verdict: 'block', action: 'allow', enforced: 'deny' }).verdict, 'Would be blocked');
    assert.equal(words({ verdict: 'quarantine', action: 'hold' }).verdict, 'Held');
    assert.equal(words({ verdict: 'quarantine', action: 'allow', enforced: 'hold' }).verdict, 'Would be held');
    assert.equal(words({ verdict: 'quarantine', action: 'deny' }).verdict, 'Held, denied');
    assert.equal(words({ verdict: 'quarantine', action: 'ask' }).verdict, 'Held, left to the client');
    assert.equal(stepWords(prompt, strings, 'en').verdict, '');
  });

  test('a call that a person approved was held, though it passed', () => {
    const approval = { item: 'h', state: 'approved', by: 'cli', waitedMs: 14_200 } as const;
    const told = words({ verdict: 'quarantine', action: 'allow', approval });
    assert.equal(told.verdict, 'Held');
    assert.equal(told.decision, 'approved by cli after 14 sec');
  });

  test('an outcome names a failing exit code and how long it took', () => {
    assert.equal(
      words({ outcome: { ok: false, exitCode: 1, durationMs: 8400 } }).outcome,
      'failed, exit code 1, 8.4 sec',
    );
    assert.equal(words({ outcome: { ok: true, exitCode: 0 } }).outcome, 'done');
  });

  test('durations are told in one unit', () => {
    assert.deepEqual(
      [340, 2300, 45_000, 720_000, 7_200_000].map((time) => duration(time, 'en')),
      ['340 ms', '2.3 sec', '45 sec', '12 min', '2 hr'],
    );
  });

  test('placeholders are filled by number, unknown ones stay', () => {
    assert.equal(fill('{1} of {0}{2}', 3, 2), '2 of 3{2}');
  });
});
