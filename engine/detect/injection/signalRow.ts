/** What a phrase does to a reader that obeys text. */
export type SignalGroup =
  | 'override'
  | 'persona'
  | 'reveal'
  | 'conceal'
  | 'fake-role'
  | 'authority'
  | 'urgency'
  | 'addressee'
  | 'act'
  | 'secret'
  | 'unsafe'
  | 'takeover'
  | 'exfil'
  | 'disarm'
  | 'grant'
  | 'persist'
  | 'pretext'
  | 'coerce'
  | 'trust'
  | 'sleeper'
  | 'assemble'
  | 'unasked'
  | 'foreign'
  | 'favour'
  | 'canned'
  | 'pay'
  | 'remote-orders'
  | 'ordered'
  | 'sabotage';

/** Phrases of a group and their weight; see `signals.ts` for how they are written. */
export type Row = readonly [group: SignalGroup, weight: number, ...phrases: string[]];
