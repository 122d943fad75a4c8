import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { timeBudget } from '../../../engine/detect/budget.ts';

const wait = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('the time of a scan', () => {
  it('does not pass while the machine serves others', () => {
    const budget = timeBudget(200);
    wait(400);
    assert.equal(budget.spent(), false);
  });

  // Elsewhere older runtimes can only tell the time of the whole process.
  const toldByThread = process.platform === 'linux' || 'threadCpuUsage' in process;
  it('does not pass while other threads of the process work', { skip: !toldByThread }, async () => {
    const started = new Int32Array(new SharedArrayBuffer(4));
    const work =
      'const { workerData } = require("node:worker_threads"); Atomics.store(workerData, 0, 1); Atomics.notify(workerData, 0); for (;;);';
    const worker = new Worker(work, { eval: true, workerData: started });
    try {
      Atomics.wait(started, 0, 0, 10_000);
      const before = process.cpuUsage();
      const used = () => process.cpuUsage(before).user / 1000;
      const budget = timeBudget(100);
      while (used() < 300) wait(20);
      assert.equal(budget.spent(), false);
    } finally {
      await worker.terminate();
    }
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
