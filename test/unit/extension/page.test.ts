import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentPolicy } from '../../../extension/contentPolicy.ts';
import { PAGE_ERROR_LENGTH } from '../../../engine/protocol/pages.ts';
import { pageSignal } from '../../../extension/pageSignal.ts';
import { changedSteps } from '../../../extension/timelineChanges.ts';
import { timelineRequest, timelineState } from '../../../extension/timelineMessages.ts';
import { timelineStrings } from '../../../extension/timelineStrings.ts';
import { l10n } from './l10n.ts';
import { step } from './samples.ts';

describe('pages', () => {
  test('the policy allows the own script by nonce and own styles, nothing inline, remote or evaluated', () => {
    const policy = new Map(
      contentPolicy('https://page.example', { script: 'abc', style: 'xyz' })
        .split('; ')
        .map((directive) => {
          const [name = '', ...values] = directive.split(' ');
          return [name, values];
        }),
    );
    assert.deepEqual(policy.get('default-src'), ["'none'"]);
    assert.deepEqual(policy.get('script-src'), ["'nonce-abc'"]);
    assert.deepEqual(policy.get('style-src'), ['https://page.example', "'nonce-xyz'"]);
    assert.equal(policy.has('connect-src'), false);
    assert.doesNotMatch([...policy.values()].flat().join(' '), /unsafe|\*|data:|http:/);
  });

  test('a page may send the messages of the closed set', () => {
    for (const message of [
      { kind: 'openFile', seq: 3 },
      { kind: 'copy', seq: 3 },
      { kind: 'review', seq: 3 },
      { kind: 'export' },
    ]) {
      assert.deepEqual(timelineRequest.parse(message), message);
    }
  });

  test('a page may say that it is ready and that it failed, at no length', () => {
    const longest = 'x'.repeat(PAGE_ERROR_LENGTH);
    for (const signal of [{ kind: 'ready' }, { kind: 'error', message: longest }]) {
      assert.deepEqual(pageSignal.parse(signal), signal);
    }
    for (const signal of [
      { kind: 'ready', extra: true },
      { kind: 'error' },
      { kind: 'error', message: `${longest}x` },
      { kind: 'log', message: '' },
    ]) {
      assert.equal(pageSignal.safeParse(signal).success, false, JSON.stringify(signal).slice(0, 80));
    }
  });

  test('anything else is refused', () => {
    for (const message of [
      undefined,
      'ready',
      {},
      { kind: 'command', command: 'oktsec.approve' },
      { kind: 'openFile', seq: '3' },
      { kind: 'openFile', seq: -1 },
      { kind: 'openFile', seq: 1, path: '/etc/passwd' },
      { kind: 'export', extra: true },
    ]) {
      assert.equal(timelineRequest.safeParse(message).success, false, JSON.stringify(message));
    }
  });

  test('a kept state needs a session', () => {
    assert.equal(timelineState.safeParse({ version: 1, session: 's1', search: '' }).success, true);
    for (const state of [undefined, null, {}, { session: '' }, { session: 3 }]) {
      assert.equal(timelineState.safeParse(state).success, false);
    }
  });

  test('only steps that are new or changed are sent again', () => {
    const known = new Map<number, string>();
    assert.equal(changedSteps(known, [step({ seq: 1 }), step({ seq: 2 })]).length, 2);
    const done = step({ seq: 1, outcome: { ok: true } });
    assert.deepEqual(changedSteps(known, [done, step({ seq: 2 }), step({ seq: 3 })]), [done, step({ seq: 3 })]);
  });

  test('every text of the timeline is given', () => {
    for (const [key, text] of Object.entries(timelineStrings(l10n))) assert.match(text as string, /\w/, key);
  });
});
