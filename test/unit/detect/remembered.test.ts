import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onFirstUse, RecentTexts, remembered } from '../../../engine/detect/remembered.ts';

describe('what detection remembers', () => {
  it('is made once for a key, also where nothing was the answer', () => {
    const asked: string[] = [];
    const lengthOf = remembered(10, (key) => {
      asked.push(key);
      return key === '' ? undefined : key.length;
    });
    assert.deepEqual([lengthOf('ab'), lengthOf('ab'), lengthOf(''), lengthOf('')], [2, 2, undefined, undefined]);
    assert.deepEqual(asked, ['ab', '']);
  });

  it('is bounded, and never holds what is not to be kept', () => {
    let made = 0;
    const same = remembered(
      2,
      (key) => {
        made++;
        return key;
      },
      (key) => key !== 'secret',
    );
    for (const key of ['a', 'b', 'secret', 'secret', 'a', 'b']) same(key);
    assert.equal(made, 4, 'a and b once, the secret each time');
    for (const key of ['c', 'a']) same(key);
    assert.equal(made, 6, 'full: empty again');
  });

  it('is made when it is first asked for', () => {
    let made = 0;
    const value = onFirstUse(() => ++made);
    assert.equal(made, 0);
    assert.deepEqual([value(), value(), made], [1, 1, 1]);
  });

  it('of texts are the last few, and the last long one', () => {
    const texts = new RecentTexts<number>();
    const long = 'x'.repeat(70_000);
    texts.set(long, 0);
    for (let i = 1; i <= 9; i++) texts.set(`text ${i}`, i);
    assert.equal(texts.get(long), 0);
    assert.equal(texts.get('text 1'), undefined);
    assert.equal(texts.get('text 2'), 2);
    texts.set(`${long}y`, 10);
    assert.equal(texts.get(long), undefined);
  });
});
