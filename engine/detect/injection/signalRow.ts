/** What a phrase does to a reader that obeys text. */
export const SIGNAL_GROUPS = [
  'override',
  'persona',
  'reveal',
  'conceal',
  'fake-role',
  'authority',
  'urgency',
  'addressee',
  'act',
  'secret',
  'unsafe',
  'takeover',
  'exfil',
  'disarm',
  'grant',
  'persist',
  'pretext',
  'coerce',
  'trust',
  'sleeper',
  'assemble',
  'unasked',
  'foreign',
  'favour',
  'canned',
  'pay',
  'remote-orders',
  'ordered',
  'sabotage',
  'sent-out',
  'secret-file',
  'spoken-to',
] as const;
export type SignalGroup = (typeof SIGNAL_GROUPS)[number];

/** Phrases of a group and their weight; see `signals.ts` for how they are written. */
export type Row = readonly [group: SignalGroup, weight: number, ...phrases: string[]];

/** What `_` stands for between two words: punctuation and space. */
export const GAP = '\\W{1,6}';
