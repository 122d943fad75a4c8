import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeBudget } from '../../../engine/detect/budget.ts';

const wait = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('the time of a scan', () => {
  it('does not pass while the machine serves others', () => {
    const budget = timeBudget(200);
    wait(400);
    assert.equal(budget.spent(), false);
  });

  it('passes while the scan works, and is up for good then', () => {
    const budget = timeBudget(2);
    while (!budget.spent());
    assert.equal(budget.spent(), true);
  });

  it('is up in the end even if the machine never comes to it', () => {
    const budget = timeBudget(1);
    wait(100);
    assert.equal(budget.spent(), true);
  });
});
