import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeldItem } from '../../../engine/protocol/views.ts';
import { EngineCallError } from '../../../extension/engineLink.ts';
import { EngineModel } from '../../../extension/engineModel.ts';
import { decidedText, decideHeld } from '../../../extension/heldDecision.ts';
import { FakeLink } from './fakeLink.ts';
import { l10n } from './l10n.ts';
import { heldItem } from './samples.ts';

/** A window that still shows `shown` while the engine has `actual`, and refuses what is settled. */
async function stale(shown: HeldItem, actual: HeldItem | undefined) {
  let asked = false;
  const link = new FakeLink({
    'held.list': ({ all }) => (asked && all ? (actual ? [actual] : []) : [shown]),
    'held.decide': ({ approve }) => {
      asked = true;
      if (actual?.state !== 'pending') throw new EngineCallError('HeldError', 'It is settled.');
      return { ...actual, state: approve ? 'approved' : 'rejected', waiting: false };
    },
  });
  const model = new EngineModel(link, () => undefined);
  await model.refresh();
  return { link, model };
}

const tell = async (model: EngineModel, approve: boolean) =>
  decidedText(await decideHeld(model, 'h1', approve, 'window shop'), l10n);

describe('deciding on a held call', () => {
  test('says what was decided, and leaves the list', async () => {
    const { model } = await stale(heldItem(), heldItem());
    assert.match(await tell(model, true), /^Approved once: curl/);
    assert.deepEqual(model.snapshot.held, []);
    model.dispose();
  });

  test('an approval after the deadline says that it is for the next time', async () => {
    const late = heldItem({ waiting: false });
    const { model } = await stale(late, late);
    assert.match(await tell(model, true), /^Approved: the same call may pass once/);
    model.dispose();
  });

  test('a call that was decided elsewhere is told with how it ended, and the answer as without effect', async () => {
    const { model } = await stale(heldItem(), heldItem({ state: 'rejected', waiting: false }));
    const text = await tell(model, true);
    assert.match(text, /settled before you answered: rejected/);
    assert.match(text, /changed nothing/);
    assert.match(text, /install\.sh/);
    assert.deepEqual(model.snapshot.held, [], 'the stale row goes');
    model.dispose();
  });

  test('a call that the engine has forgotten is told as no longer held', async () => {
    const { model } = await stale(heldItem(), undefined);
    assert.match(await tell(model, false), /no longer held.*changed nothing/);
    model.dispose();
  });

  test('an engine that cannot be reached is an error, not a settled call', async () => {
    const { link, model } = await stale(heldItem(), heldItem());
    link.answers = {};
    await assert.rejects(decideHeld(model, 'h1', true, 'window'), { code: 'unreachable' });
    model.dispose();
  });

  test('a refusal of a call that is still open is an error', async () => {
    const { link, model } = await stale(heldItem(), heldItem());
    link.answers = {
      ...link.answers,
      'held.decide': () => {
        throw new EngineCallError('failed', 'The disk is full.');
      },
    };
    await assert.rejects(decideHeld(model, 'h1', true, 'window'), /disk is full/);
    assert.equal(model.snapshot.held.length, 1);
    model.dispose();
  });
});
