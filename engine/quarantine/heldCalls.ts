import { randomUUID } from 'node:crypto';
import type { HeldRecord, HeldStore } from '../protocol/held.ts';
import type { Approval, ApprovalState } from '../protocol/verdict.ts';
import type { HeldItem } from '../protocol/views.ts';

/** Wall-clock milliseconds, and timers that tests can drive. */
export interface HeldClock {
  now(): number;
  /** Calls `run` after so many milliseconds unless the returned function is called first. */
  after(milliseconds: number, run: () => void): () => void;
}

/** What is to be decided, and by whom it is awaited. */
export interface ParkRequest {
  readonly key: string;
  readonly fingerprint: string;
  readonly item: Omit<HeldItem, 'id' | 'state' | 'waiting' | 'createdAt' | 'deadline' | 'expiresAt'>;
  /** Milliseconds that the caller waits. */
  readonly deadlineMs: number;
  /** Aborts when the caller goes away. */
  readonly signal?: AbortSignal | undefined;
}

export interface HeldTransition {
  readonly item: HeldItem;
  readonly approval: Approval;
  /** Did a waiting caller get this as its answer? If not, nobody but the listener puts it on record. */
  readonly answered: boolean;
}

export interface HeldCallsOptions {
  readonly store: HeldStore;
  readonly clock: HeldClock;
  /** How long an item stays in the inbox. */
  readonly inboxMs: number;
  /** How long an approval that came after the deadline may be used. */
  readonly grantMs: number;
  /** An item was parked, or awaited again, or is no longer awaited. */
  readonly onChange: (item: HeldItem) => void;
  /** An item was decided, expired, was cancelled or used. */
  readonly onTransition: (transition: HeldTransition) => void;
  /** The store could not save: the decision stands, but would be forgotten by a restart. */
  readonly onStoreError: (error: unknown) => void;
}

/** Why a decision could not be taken. */
export class HeldError extends Error {
  override readonly name = 'HeldError';
  readonly code: 'unknown' | 'decided';

  constructor(code: 'unknown' | 'decided', message: string) {
    super(message);
    this.code = code;
  }
}

/** Undecided items at most; the oldest that nobody awaits makes room. */
const MAX_PENDING = 1000;
/** Decided items that are kept to be shown. */
const MAX_DECIDED = 200;

interface Waiter {
  readonly since: number;
  readonly answer: (approval: Approval) => void;
}

interface Held {
  record: HeldRecord;
  readonly waiters: Set<Waiter>;
  /** Stops the timer of the item's own end. */
  stop: () => void;
}

/**
 * Calls that wait for a person. While a caller waits, the answer goes to that caller; after its deadline the item stays in
 * the inbox, and approving it then lets the identical call, known by its fingerprint, pass once and for a limited time.
 *
 *     pending -> approved (awaited: done; else usable once -> consumed | expired) | rejected | cancelled | expired
 */
export class HeldCalls {
  readonly #options: HeldCallsOptions;
  readonly #items = new Map<string, Held>();
  #closed = false;

  /** Takes up what an earlier engine left in the store. */
  constructor(options: HeldCallsOptions) {
    this.#options = options;
    for (const stored of options.store.load()) {
      const record = { ...stored, item: { ...stored.item, waiting: false } };
      const held = this.#keep(record);
      if (isOpen(record)) this.#scheduleEnd(held);
    }
  }

  /**
   * Resolves when a person decided, the deadline passed (`expired`; the item stays in the inbox) or the caller went away
   * (`cancelled`). The same call asking again, after a restart or because its agent retries, takes up its item.
   */
  park(request: ParkRequest): Promise<Approval> {
    const { clock } = this.#options;
    const granted = this.consume(request.fingerprint);
    if (granted) return Promise.resolve({ ...granted, state: 'approved' });
    const held = this.#reattach(request) ?? this.#create(request);
    return new Promise((resolve) => {
      const abort = () => this.#leave(held, waiter);
      const stop = clock.after(request.deadlineMs, () => this.#passDeadline(held, waiter));
      const waiter: Waiter = {
        since: clock.now(),
        answer: (approval) => {
          stop();
          request.signal?.removeEventListener('abort', abort);
          resolve(approval);
        },
      };
      request.signal?.addEventListener('abort', abort, { once: true });
      held.waiters.add(waiter);
      this.#update(held, { waiting: true, deadline: clock.now() + request.deadlineMs });
      if (request.signal?.aborted) abort();
    });
  }

  /** A person's decision. Throws `HeldError` if there is no such item, or if it is no longer open. */
  decide(id: string, approve: boolean, by: string): HeldItem {
    const held = this.#items.get(id);
    if (!held) throw new HeldError('unknown', `There is no held call "${id}". List them with: oktsec approvals`);
    const { state } = held.record.item;
    if (state !== 'pending') throw new HeldError('decided', `The held call "${id}" is already ${state}.`);
    const late = approve && held.waiters.size === 0;
    if (late) {
      held.record = { ...held.record, grantUntil: this.#options.clock.now() + this.#options.grantMs };
    }
    this.#end(held, approve ? 'approved' : 'rejected', by, this.#waited(held));
    if (late) this.#scheduleEnd(held);
    return held.record.item;
  }

  /** Uses up a late approval of exactly this call, if there is one. */
  consume(fingerprint: string): Approval | undefined {
    for (const held of this.#items.values()) {
      const { record } = held;
      if (record.fingerprint !== fingerprint || !isGranted(record, this.#options.clock.now())) continue;
      // What is not on record as used could be used again after a restart.
      const used = { ...record, item: { ...record.item, state: 'consumed' as const, waiting: false } };
      if (!this.#saved(used)) return undefined;
      return this.#end(held, 'consumed', record.by ?? '', 0);
    }
    return undefined;
  }

  /** Items that wait for a decision, oldest first; with `all`, also those lately decided. */
  list(all = false): HeldItem[] {
    const items = [...this.#items.values()].map(({ record }) => record.item);
    return all ? items : items.filter((item) => item.state === 'pending');
  }

  /** How many wait for a decision. */
  pending(): number {
    return this.list().length;
  }

  /** Stops all timers. Waiting callers are left waiting: the next engine takes their calls up again. */
  close(): void {
    this.#closed = true;
    for (const held of this.#items.values()) held.stop();
  }

  /** The undecided item of the same call, if it has one that is not being awaited by another. */
  #reattach({ key, fingerprint }: ParkRequest): Held | undefined {
    for (const held of this.#items.values()) {
      const { record } = held;
      if (record.item.state !== 'pending' || record.fingerprint !== fingerprint) continue;
      if (record.key === key || held.waiters.size === 0) return held;
    }
    return undefined;
  }

  #create({ key, fingerprint, item, deadlineMs }: ParkRequest): Held {
    const now = this.#options.clock.now();
    if (this.pending() >= MAX_PENDING) {
      const oldest = [...this.#items.values()].find((held) => isPending(held) && held.waiters.size === 0);
      if (oldest) this.#end(oldest, 'expired', 'deadline', this.#waited(oldest));
    }
    const expiresAt = now + Math.max(this.#options.inboxMs, deadlineMs);
    const created = {
      ...item,
      id: randomUUID(),
      state: 'pending',
      waiting: true,
      createdAt: now,
      deadline: now + deadlineMs,
      expiresAt,
    } as const;
    const held = this.#keep({ item: created, key, fingerprint });
    this.#scheduleEnd(held);
    return held;
  }

  #keep(record: HeldRecord): Held {
    const held: Held = { record, waiters: new Set(), stop: () => undefined };
    this.#items.set(record.item.id, held);
    return held;
  }

  /** When the item leaves the inbox, or its approval can no longer be used. */
  #scheduleEnd(held: Held): void {
    const { clock } = this.#options;
    const end = held.record.grantUntil ?? held.record.item.expiresAt;
    held.stop();
    held.stop = clock.after(Math.max(0, end - clock.now()), () => {
      if (isOpen(held.record)) this.#end(held, 'expired', 'deadline', this.#waited(held));
    });
  }

  #passDeadline(held: Held, waiter: Waiter): void {
    if (this.#closed || !held.waiters.delete(waiter)) return;
    if (held.waiters.size === 0) this.#update(held, { waiting: false });
    waiter.answer(this.#approval(held, 'expired', 'deadline', this.#options.clock.now() - waiter.since));
  }

  #leave(held: Held, waiter: Waiter): void {
    if (this.#closed || !held.waiters.delete(waiter)) return;
    const waited = this.#options.clock.now() - waiter.since;
    if (held.waiters.size === 0) {
      held.waiters.add(waiter);
      this.#end(held, 'cancelled', 'client', waited);
    } else {
      waiter.answer(this.#approval(held, 'cancelled', 'client', waited));
    }
  }

  /** Moves to a decided state, saves it, then answers whoever waits. */
  #end(held: Held, state: ApprovalState, by: string, waitedMs: number): Approval {
    held.stop();
    const waiters = [...held.waiters];
    held.waiters.clear();
    held.record = { ...held.record, by, item: { ...held.record.item, state, waiting: false } };
    this.#save(held);
    const approval = this.#approval(held, state, by, waitedMs);
    const now = this.#options.clock.now();
    this.#options.onTransition({ item: held.record.item, approval, answered: waiters.length > 0 });
    for (const { answer, since } of waiters) answer({ ...approval, waitedMs: Math.max(0, now - since) });
    this.#forgetOld();
    return approval;
  }

  #update(held: Held, change: Partial<HeldItem>): void {
    held.record = { ...held.record, item: { ...held.record.item, ...change } };
    this.#save(held);
    this.#options.onChange(held.record.item);
  }

  #approval(held: Held, state: ApprovalState, by: string, waitedMs: number): Approval {
    return { item: held.record.item.id, state, by, waitedMs: Math.max(0, waitedMs) };
  }

  #waited(held: Held): number {
    return Math.max(0, this.#options.clock.now() - held.record.item.createdAt);
  }

  #save(held: Held): void {
    this.#saved(held.record);
  }
  #saved(record: Held['record']): boolean {
    try {
      this.#options.store.save(record);
      return true;
    } catch (error) {
      this.#options.onStoreError(error);
      return false;
    }
  }

  #forgetOld(): void {
    const decided = [...this.#items].filter(([, held]) => !isOpen(held.record));
    for (const [id] of decided.slice(0, -MAX_DECIDED)) this.#items.delete(id);
  }
}

function isPending(held: Held): boolean {
  return held.record.item.state === 'pending';
}

/** Can something still come of it: a decision, or the use of a late approval? */
function isOpen({ item, grantUntil }: HeldRecord): boolean {
  return item.state === 'pending' || (item.state === 'approved' && grantUntil !== undefined);
}

function isGranted({ item, grantUntil }: HeldRecord, now: number): boolean {
  return item.state === 'approved' && grantUntil !== undefined && now < grantUntil;
}
