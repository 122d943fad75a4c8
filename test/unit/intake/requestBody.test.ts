import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BadBody, parseJson } from '../../../engine/intake/requestBody.ts';

const problem = (bytes: Uint8Array): string => {
  const parsed = parseJson(bytes);
  assert.ok(parsed instanceof BadBody);
  return parsed.problem;
};

describe('parseJson', () => {
  it('reads what JSON.parse reads, up to the depth limit', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        const parsed = parseJson(Buffer.from(text));
        assert.ok(!(parsed instanceof BadBody));
        assert.deepEqual(parsed.value, JSON.parse(text));
      }),
    );
  });
  it('names what is wrong', () => {
    assert.match(problem(Buffer.from('{"a":')), /not valid JSON/);
    assert.match(problem(Buffer.from([0x7b, 0xff, 0xfe])), /not valid UTF-8/);
    assert.match(problem(Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))), /nested deeper/);
  });
  it('does not count brackets inside strings', () => {
    assert.ok(!(parseJson(Buffer.from(JSON.stringify('[{"\\'.repeat(1000)))) instanceof BadBody));
  });
});
