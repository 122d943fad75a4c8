import type { HeldItem } from './views.ts';

/** A held call as it is kept over a restart: what people see, and what it takes to give the answer to the right call. */
export interface HeldRecord {
  readonly item: HeldItem;
  /** Key of the call: the same call asking again takes its place. */
  readonly key: string;
  /** What an approval after the deadline is good for: this and no other call. */
  readonly fingerprint: string;
  /** Who decided: a window, `cli`, `deadline` or `client`. */
  readonly by?: string;
  /** Until when a late approval may be used, milliseconds since the epoch. */
  readonly grantUntil?: number;
}

/** Where held calls survive a restart. `save` is durable on return; `load` gives all that may still matter. */
export interface HeldStore {
  save(record: HeldRecord): void;
  load(): HeldRecord[];
}
