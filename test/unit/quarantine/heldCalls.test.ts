import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  HeldCalls,
  HeldError,
  type HeldCallsOptions,
  type HeldTransition,
  type ParkRequest,
} from '../../../engine/quarantine/heldCalls.ts';
import type { HeldRecord, HeldStore } from '../../../engine/protocol/held.ts';
import type { Approval } from '../../../engine/protocol/verdict.ts';

/** Time that moves only when told to. */
class FakeClock {
  #now = 1_000_000;
  #timers = new Map<object, { at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const key = {};
    this.#timers.set(key, { at: this.#now + milliseconds, run });
    return () => this.#timers.delete(key);
  }

  /** The machine sleeps: no timer has run yet when it wakes up. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#timers].filter(([, t]) => t.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].run();
    }
    this.#now = end;
  }
}

class MemoryStore implements HeldStore {
  readonly rows = new Map<string, string>();
  save(record: HeldRecord): void {
    this.rows.set(record.item.id, JSON.stringify(record));
  }
  load(): HeldRecord[] {
    return [...this.rows.values()].map((row) => JSON.parse(row) as HeldRecord);
  }
}

const INBOX = 3_600_000;
const GRANT = 600_000;

function setUp(store: HeldStore = new MemoryStore(), clock = new FakeClock()) {
  const transitions: HeldTransition[] = [];
  const storeErrors: unknown[] = [];
  const options: HeldCallsOptions = {
    store,
    clock,
    inboxMs: INBOX,
    grantMs: GRANT,
    onChange: () => undefined,
    onTransition: (transition) => transitions.push(transition),
    onStoreError: (error) => storeErrors.push(error),
  };
  return { held: new HeldCalls(options), clock, store, transitions, storeErrors };
}

function request(name: string, change: Partial<ParkRequest> = {}): ParkRequest {
  return {
    key: `key-${name}`,
    fingerprint: `print-${name}`,
    deadlineMs: 50_000,
    item: {
      call: `call-${name}`,
      client: 'claude-code',
      agent: 'claude-code',
      session: 's',
      tool: { name: 'Bash', kind: 'shell' },
      summary: name,
      detail: name,
      reason: 'held',
      findings: [],
    },
    ...change,
  };
}

function onlyId(held: HeldCalls): string {
  const [item, ...more] = held.list();
  assert.ok(item && more.length === 0);
  return item.id;
}

describe('HeldCalls', () => {
  for (const approve of [true, false]) {
    it(`gives the waiting caller the answer ${approve ? 'approved' : 'rejected'}`, async () => {
      const { held, clock, transitions } = setUp();
      const answer = held.park(request('a'));
      clock.pass(1200);
      const id = onlyId(held);
      const item = held.decide(id, approve, 'window 1');
      const state = approve ? 'approved' : 'rejected';
      assert.deepEqual(await answer, { item: id, state, by: 'window 1', waitedMs: 1200 });
      assert.deepEqual([item.state, item.waiting], [state, false]);
      assert.deepEqual(
        transitions.map((t) => [t.approval.state, t.answered]),
        [[state, true]],
      );
      assert.equal(held.consume('print-a'), undefined, 'an approval that was delivered is used up');
      assert.deepEqual(held.list(), []);
      assert.equal(held.list(true).length, 1);
    });
  }

  it('does not use up a late approval that it cannot put on record as used', () => {
    const store = new MemoryStore();
    let full = false;
    const { held, clock } = setUp({
      save: (record) => {
        if (full) throw new Error('disk full');
        store.save(record);
      },
      load: () => store.load(),
    });
    void held.park(request('a'));
    clock.pass(50_000);
    held.decide(onlyId(held), true, 'cli');
    full = true;
    assert.equal(held.consume('print-a'), undefined, 'after a restart it could be used again');
    full = false;
    assert.equal(held.consume('print-a')?.state, 'consumed');
    assert.equal(setUp(store, clock).held.consume('print-a'), undefined);
  });

  it('answers at the deadline and keeps the item; a late approval lets the identical call pass once', async () => {
    const { held, clock, transitions } = setUp();
    const answer = held.park(request('a'));
    clock.pass(50_000);
    const id = onlyId(held);
    assert.deepEqual(await answer, { item: id, state: 'expired', by: 'deadline', waitedMs: 50_000 });
    assert.deepEqual([held.list()[0]?.state, held.list()[0]?.waiting], ['pending', false]);
    assert.equal(held.consume('print-a'), undefined);
    held.decide(id, true, 'cli');
    assert.equal(held.consume('print-b'), undefined, 'never for another call');
    assert.deepEqual(held.consume('print-a'), { item: id, state: 'consumed', by: 'cli', waitedMs: 0 });
    assert.equal(held.consume('print-a'), undefined);
    assert.deepEqual(
      transitions.map((t) => [t.approval.state, t.answered]),
      [
        ['approved', false],
        ['consumed', false],
      ],
    );
  });

  it('forgets a late approval that is not used in time', () => {
    const { held, clock, transitions } = setUp();
    void held.park(request('a'));
    clock.pass(50_000);
    held.decide(onlyId(held), true, 'cli');
    clock.pass(GRANT);
    assert.equal(held.consume('print-a'), undefined);
    assert.equal(transitions.at(-1)?.approval.state, 'expired');
  });

  it('does not take a late approval that ran out while the machine slept', () => {
    const { held, clock } = setUp();
    void held.park(request('a'));
    clock.pass(50_000);
    held.decide(onlyId(held), true, 'cli');
    clock.sleep(GRANT);
    assert.equal(held.consume('print-a'), undefined);
  });

  it('expires what stays undecided in the inbox', () => {
    const { held, clock, transitions } = setUp();
    void held.park(request('a'));
    clock.pass(INBOX);
    assert.deepEqual(held.list(), []);
    assert.deepEqual(
      transitions.map((t) => [t.approval.state, t.answered]),
      [['expired', false]],
    );
  });

  it('cancels when the caller goes away, also if it has before', async () => {
    const { held, clock } = setUp();
    const client = new AbortController();
    const answer = held.park(request('a', { signal: client.signal }));
    clock.pass(10);
    const id = onlyId(held);
    client.abort();
    assert.deepEqual(await answer, { item: id, state: 'cancelled', by: 'client', waitedMs: 10 });
    assert.throws(
      () => held.decide(id, true, 'cli'),
      (e) => e instanceof HeldError && e.code === 'decided',
    );
    assert.equal((await held.park(request('b', { signal: AbortSignal.abort() }))).state, 'cancelled');
    assert.equal(held.pending(), 0);
  });

  it('refuses a second decision and an unknown item', () => {
    const { held } = setUp();
    void held.park(request('a'));
    const id = onlyId(held);
    held.decide(id, false, 'cli');
    assert.throws(
      () => held.decide(id, true, 'cli'),
      (e) => e instanceof HeldError && e.code === 'decided',
    );
    assert.throws(
      () => held.decide('nothing', true, 'cli'),
      (e) => e instanceof HeldError && e.code === 'unknown',
    );
  });

  it('keeps two identical calls apart while both are awaited', async () => {
    const { held } = setUp();
    const answers = [held.park(request('a')), held.park(request('a', { key: 'another' }))];
    const [first, second] = held.list();
    assert.ok(first && second);
    held.decide(first.id, true, 'cli');
    held.decide(second.id, false, 'cli');
    assert.deepEqual(
      (await Promise.all(answers)).map((a) => a.state),
      ['approved', 'rejected'],
    );
  });

  it('takes up the item of a call that asks again after its deadline', async () => {
    const { held, clock } = setUp();
    void held.park(request('a'));
    clock.pass(50_000);
    const id = onlyId(held);
    const again = held.park(request('a', { key: 'retry of the agent' }));
    assert.equal(onlyId(held), id);
    held.decide(id, true, 'cli');
    assert.equal((await again).state, 'approved');
    assert.equal(held.consume('print-a'), undefined);
  });

  it('survives a restart: the same call waits on, a late approval still holds, nothing is doubled', async () => {
    const before = setUp();
    void before.held.park(request('a'));
    void before.held.park(request('b'));
    const lateId = before.held.list()[1]?.id ?? '';
    before.clock.pass(50_000);
    before.held.decide(lateId, true, 'cli');
    before.held.close();

    const { held, clock } = setUp(before.store, before.clock);
    assert.deepEqual(
      held.list().map((item) => [item.summary, item.waiting]),
      [['a', false]],
    );
    const again = held.park(request('a'));
    const id = onlyId(held);
    clock.pass(100);
    held.decide(id, true, 'window 2');
    assert.deepEqual(await again, { item: id, state: 'approved', by: 'window 2', waitedMs: 100 });
    assert.deepEqual(await held.park(request('b')), { item: lateId, state: 'approved', by: 'cli', waitedMs: 0 });
    assert.equal(held.consume('print-b'), undefined);
    assert.deepEqual(setUp(before.store, clock).held.list(), []);
  });

  it('does not take up an item whose key is the same but whose call is another', () => {
    const { held, clock } = setUp();
    void held.park(request('a'));
    clock.pass(50_000);
    void held.park(request('a', { fingerprint: 'changed arguments' }));
    assert.equal(held.pending(), 2);
  });

  it('lets decisions stand when they cannot be saved, and says so', async () => {
    const full: HeldStore = {
      save: () => {
        throw new Error('disk full');
      },
      load: () => [],
    };
    const { held, storeErrors } = setUp(full);
    const answer = held.park(request('a'));
    held.decide(onlyId(held), true, 'cli');
    assert.equal((await answer).state, 'approved');
    assert.ok(storeErrors.length > 0);
  });

  it('stays bounded', () => {
    const { held, clock } = setUp();
    for (let n = 0; n < 1200; n++) {
      void held.park(request(String(n), { deadlineMs: 1 }));
      clock.pass(1);
    }
    assert.equal(held.pending(), 1000);
    for (const { id } of held.list()) held.decide(id, false, 'cli');
    assert.equal(held.list(true).length, 200);
  });

  it('whatever happens in whatever order: a call passes at most once per approval of just that call', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('park' as const), call: fc.nat(2), key: fc.nat(1) }),
      fc.record({ kind: fc.constant('decide' as const), index: fc.nat(3), approve: fc.boolean() }),
      fc.record({ kind: fc.constant('consume' as const), call: fc.nat(2) }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 25_000, 50_000, GRANT, INBOX) }),
      fc.record({ kind: fc.constant('leave' as const), index: fc.nat(5) }),
      fc.record({ kind: fc.constant('restart' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = new MemoryStore();
        const clock = new FakeClock();
        let { held } = setUp(store, clock);
        const approvals = new Map<string, number>();
        const passes: { print: string; key?: string; approval: Approval }[] = [];
        const callers: AbortController[] = [];
        for (const act of steps) {
          if (act.kind === 'park') {
            const caller = new AbortController();
            callers.push(caller);
            const print = `print-${act.call}`;
            const wanted = request(String(act.call), { key: `${act.call}/${act.key}`, signal: caller.signal });
            void held
              .park(wanted)
              .then((approval) => approval.state === 'approved' && passes.push({ print, key: wanted.key, approval }));
          } else if (act.kind === 'decide') {
            const items = held.list();
            const item = items[act.index % Math.max(1, items.length)];
            if (!item) continue;
            held.decide(item.id, act.approve, 'cli');
            if (act.approve) approvals.set(item.id, Number(item.summary));
          } else if (act.kind === 'consume') {
            const approval = held.consume(`print-${act.call}`);
            if (approval) passes.push({ print: `print-${act.call}`, approval });
          } else if (act.kind === 'pass') clock.pass(act.ms);
          else if (act.kind === 'leave') callers[act.index]?.abort();
          else {
            held.close();
            ({ held } = setUp(store, clock));
          }
        }
        await new Promise((resolve) => setImmediate(resolve));
        for (const { print, approval } of passes) assert.equal(print, `print-${approvals.get(approval.item)}`);
        for (const item of approvals.keys()) {
          const keys = passes.filter(({ approval }) => approval.item === item).map(({ key }) => key);
          // Sightings of one call share its key and its answer; two calls never share one.
          assert.ok(keys.length <= 1 || (keys[0] !== undefined && keys.every((key) => key === keys[0])));
        }
        for (const item of held.list(true)) {
          assert.equal(item.waiting && item.state !== 'pending', false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
