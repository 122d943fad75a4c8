import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HeldAlerts, TOAST_MS } from '../../../extension/heldAlerts.ts';
import { heldItem } from './samples.ts';

const call = (id: string) => heldItem({ id });

describe('notifications of held calls', () => {
  test('a call that comes alone is named, once', () => {
    const alerts = new HeldAlerts();
    assert.deepEqual(alerts.next([call('a')], 0), { kind: 'one', item: call('a') });
    assert.deepEqual(alerts.next([call('a')], 100), { kind: 'quiet' });
    assert.deepEqual(alerts.next([call('a')], TOAST_MS * 10), { kind: 'quiet' });
  });

  test('calls that come together fold into one message with their number', () => {
    const alerts = new HeldAlerts();
    assert.deepEqual(alerts.next(['a', 'b', 'c'].map(call), 0), { kind: 'several', count: 3 });
  });

  test('a call that comes while another is on screen folds with it', () => {
    const alerts = new HeldAlerts();
    alerts.next([call('a')], 0);
    assert.deepEqual(alerts.next(['a', 'b'].map(call), 2000), { kind: 'several', count: 2 });
  });

  test('while a folded message is on screen further calls wait for it to go, and none is forgotten', () => {
    const alerts = new HeldAlerts();
    alerts.next(['a', 'b'].map(call), 0);
    assert.deepEqual(alerts.next(['a', 'b', 'c'].map(call), 2000), { kind: 'quiet', again: TOAST_MS - 2000 });
    assert.deepEqual(alerts.next(['a', 'b', 'c'].map(call), TOAST_MS), { kind: 'one', item: call('c') });
  });

  test('a call that comes after the one on screen was decided is named', () => {
    const alerts = new HeldAlerts();
    alerts.next([call('a')], 0);
    assert.deepEqual(alerts.next([call('b')], 1000), { kind: 'one', item: call('b') });
  });

  test('a burst of fifty calls, one each 100 ms, shows two messages', () => {
    const alerts = new HeldAlerts();
    let shown = 0;
    for (let count = 1; count <= 50; count++) {
      const waiting = Array.from({ length: count }, (_, index) => call(`c${index}`));
      if (alerts.next(waiting, count * 100).kind !== 'quiet') shown++;
    }
    assert.equal(shown, 2);
  });
});
