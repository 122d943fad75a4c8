import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ClientWatch } from '../../../engine/guard/clientWatch.ts';

describe('ClientWatch', () => {
  it('is not disturbed when the engine closes while it looks, but by nothing else', async () => {
    let close = (): void => undefined;
    const watch = new ClientWatch(
      () => {
        close();
        return Promise.reject(new Error('the database has been closed'));
      },
      () => true,
      () => assert.fail('nothing was seen'),
    );
    await assert.rejects(watch.refresh());
    close = () => watch.close();
    await watch.refresh();
  });
});
