import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeldItem } from '../../../engine/protocol/views.ts';
import { EngineModel } from '../../../extension/engineModel.ts';
import { FakeLink, type Answers } from './fakeLink.ts';
import { agentView, clientView, heldItem, session, status } from './samples.ts';

function modelOf(held: readonly HeldItem[] | (() => Promise<HeldItem[]>), state?: FakeLink['state']) {
  const answers: Answers = {
    status: () => status(),
    'held.list': () => (typeof held === 'function' ? held() : [...held]),
    'clients.list': () => [clientView()],
    'agents.list': () => [agentView()],
    'sessions.list': () => [session()],
  };
  const link = new FakeLink(answers, state);
  const problems: string[] = [];
  return { link, problems, model: new EngineModel(link, (problem) => problems.push(problem)) };
}

const ids = (model: EngineModel) => model.snapshot.held.map(({ id }) => id);

describe('what the editor knows of the engine', () => {
  test('loads everything when the link comes up', async () => {
    const { link, model } = modelOf([heldItem()], { kind: 'starting' });
    assert.equal(link.calls.length, 0);
    link.become({ kind: 'attached' });
    await model.refresh();
    assert.deepEqual(ids(model), ['h1']);
    assert.equal(model.snapshot.status?.mode, 'enforce');
    assert.equal(model.snapshot.clients.length, 1);
    assert.equal(model.snapshot.sessions.length, 1);
    model.dispose();
  });

  test('a held call appears, and goes when it is decided anywhere, but stays known', async () => {
    const { link, model } = modelOf([]);
    await model.refresh();
    link.emit({ kind: 'held', item: heldItem({ id: 'b', createdAt: 2 }) });
    link.emit({ kind: 'held', item: heldItem({ id: 'a', createdAt: 1 }) });
    assert.deepEqual(ids(model), ['a', 'b']);
    link.emit({ kind: 'held', item: heldItem({ id: 'a', state: 'rejected', waiting: false }) });
    assert.deepEqual(ids(model), ['b']);
    assert.equal(model.heldById('a')?.state, 'rejected');
    model.dispose();
  });

  test('a late word that a decided call is pending does not bring it back', async () => {
    const { link, model } = modelOf([heldItem({ id: 'a' })]);
    await model.refresh();
    link.emit({ kind: 'held', item: heldItem({ id: 'a', state: 'approved', waiting: false }) });
    await model.refresh();
    link.emit({ kind: 'held', item: heldItem({ id: 'a' }) });
    assert.deepEqual(ids(model), []);
    model.dispose();
  });

  test('a call that is held while the list is on its way is not lost', async () => {
    let answer: (items: HeldItem[]) => void = () => undefined;
    const { link, model } = modelOf(() => new Promise((resolve) => (answer = resolve)));
    const loaded = model.refresh();
    link.emit({ kind: 'held', item: heldItem({ id: 'new' }) });
    answer([]);
    await loaded;
    assert.deepEqual(ids(model), ['new']);
    model.dispose();
  });

  test('calls past their deadline stay, and are not counted as waiting', async () => {
    const { model } = modelOf([heldItem({ id: 'a', waiting: false }), heldItem({ id: 'b' })]);
    await model.refresh();
    assert.equal(model.snapshot.held.length, 2);
    assert.deepEqual(
      model.waiting.map(({ id }) => id),
      ['b'],
    );
    model.dispose();
  });

  test('what is known stays when the engine goes away, and when a load fails', async () => {
    const { link, model, problems } = modelOf([heldItem()]);
    await model.refresh();
    link.become({ kind: 'starting' });
    link.answers = {};
    await model.refresh();
    assert.deepEqual(ids(model), ['h1']);
    assert.equal(problems.length, 5);
    model.dispose();
  });

  test('a call waits for an engine that starts', async () => {
    const { link, model } = modelOf([], { kind: 'starting' });
    const answer = model.call('status', {});
    assert.equal(link.calls.length, 0);
    link.become({ kind: 'owner' });
    assert.equal((await answer).mode, 'enforce');
    model.dispose();
  });

  test('a call that the engine cannot answer fails with its words', async () => {
    const { model } = modelOf([]);
    await assert.rejects(model.call('audit.verify', {}), { name: 'EngineCallError', code: 'unreachable' });
    model.dispose();
  });
});
