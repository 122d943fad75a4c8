import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../../../engine/clients/connecting/unifiedDiff.ts';

describe('a unified diff', () => {
  it('is empty for equal texts', () => assert.equal(unifiedDiff('f', 'a\n', 'a\n'), ''));

  it('shows a change with three lines around it', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n');
    assert.equal(
      unifiedDiff('f', before, before.replace('5', 'five')),
      '--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('shows changes far apart in hunks of their own', () => {
    const lines = Array.from({ length: 30 }, (_, i) => String(i));
    const after = lines.map((line, i) => (i === 2 || i === 25 ? `${line}!` : line));
    const diff = unifiedDiff('f', lines.join('\n'), after.join('\n'));
    assert.equal(diff.match(/^@@/gm)?.length, 2);
  });

  it('shows a new file as one', () => {
    assert.equal(unifiedDiff('f', '', 'a\n'), '--- /dev/null\n+++ f\n@@ -0,0 +1,1 @@\n+a\n');
  });

  it('turns one text into the other when its hunks are followed', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '-x', '+y', '@@'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = unifiedDiff('f', `${before.join('\n')}\n`, `${after.join('\n')}\n`);
        assert.deepEqual(follow(before, diff), after);
      }),
    );
  });
});

/** Applies a diff and checks every number and every kept or removed line in it. */
function follow(before: string[], diff: string): string[] {
  const result: string[] = [];
  let at = 0;
  let left = { old: 0, fresh: 0 };
  for (const line of diff.split('\n').slice(2, -1)) {
    if (left.old === 0 && left.fresh === 0) {
      const [, start, old, , fresh] = (/^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line) ?? []).map(Number);
      assert.ok(start !== undefined && old !== undefined && fresh !== undefined, line);
      const from = old === 0 ? start : start - 1;
      result.push(...before.slice(at, from));
      at = from;
      left = { old, fresh };
      continue;
    }
    if (!line.startsWith('+')) {
      assert.equal(line.slice(1), before[at++]);
      left.old--;
    }
    if (!line.startsWith('-')) {
      result.push(line.slice(1));
      left.fresh--;
    }
  }
  assert.deepEqual(left, { old: 0, fresh: 0 });
  return [...result, ...before.slice(at)];
}
