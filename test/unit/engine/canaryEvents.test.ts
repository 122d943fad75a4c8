import assert from 'node:assert/strict';
import test from 'node:test';
import { CANARY } from '../../../engine/clients/canaryCall.ts';
import { canaryEvent } from '../../../engine/guard/canary.ts';
import { ADAPTERS } from '../../../engine/clients/clients.ts';

for (const adapter of ADAPTERS) {
  const { id } = adapter;
  test(`the canary reaches the judge as a shell command of ${id}`, () => {
    const call = adapter.parse(canaryEvent(id, '/home/dev/app'), 100);
    assert.ok(!('problem' in call), JSON.stringify(call));
    assert.deepEqual([call.phase, call.tool.kind], ['before', 'shell']);
    assert.ok(call.fields.some(({ text }) => text.includes(CANARY)));
  });
}
