import type { SignalGroup } from './signalRow.ts';
import type { WordClass } from './wordClasses.ts';

/**
 * What an order consists of: words of these classes near each other in one sentence. The first is the verb; others
 * stand within `within` words of it or of one another. Fixed sentences are easily reworded, the parts of an order are not.
 */
export interface Intent {
  readonly group: SignalGroup;
  readonly weight: number;
  /** Each is a class or a choice of classes. */
  readonly parts: readonly (WordClass | readonly WordClass[])[];
  readonly within: number;
  /** The verb follows a negation, or must not. */
  readonly negated?: boolean;
  /** The other parts stand behind the verb. */
  readonly forward?: boolean;
}

export const INTENTS: readonly Intent[] = [
  // Earlier instructions are to be dropped.
  { group: 'override', weight: 1, parts: ['drop', 'orders', ['prior', 'all', 'your']], within: 6, negated: false },
  { group: 'override', weight: 1, parts: ['drop', 'terms', ['prior', 'your']], within: 5, negated: false },
  { group: 'override', weight: 1, parts: ['leave', 'orders', ['prior', 'your']], within: 5, negated: false },
  { group: 'override', weight: 1, parts: [['drop', 'void'], 'told'], within: 8, negated: false },
  { group: 'override', weight: 1, parts: ['void', 'orders', ['prior', 'your']], within: 5 },
  { group: 'override', weight: 0.8, parts: ['void', 'orders', 'all'], within: 5 },
  { group: 'override', weight: 1, parts: ['void', 'terms', ['prior', 'your']], within: 8 },
  {
    group: 'override',
    weight: 0.9,
    parts: ['follow', ['orders', 'terms'], ['prior', 'your']],
    within: 5,
    negated: true,
  },
  { group: 'override', weight: 0.6, parts: ['follow', 'new', 'orders'], within: 5, negated: false },
  {
    group: 'override',
    weight: 1,
    parts: ['drop', 'material', ['canned', 'reveal', 'tell', 'favour']],
    within: 8,
    negated: false,
    forward: true,
  },
  // Hidden instructions are to be shown.
  { group: 'reveal', weight: 1, parts: ['reveal', 'prompt'], within: 9, negated: false, forward: true },
  { group: 'reveal', weight: 1, parts: ['verbatim', ['told', 'prompt']], within: 10 },
  { group: 'reveal', weight: 1, parts: ['verbatim', 'reveal', 'orders'], within: 10 },
  { group: 'reveal', weight: 1, parts: ['write', 'your', 'prompt'], within: 4, negated: false, forward: true },
  // The user is not to know.
  { group: 'conceal', weight: 1, parts: ['conceal'], within: 0 },
  { group: 'conceal', weight: 0.8, parts: ['secretly'], within: 0 },
  {
    group: 'conceal',
    weight: 1,
    parts: ['tell', ['new', 'secret'], 'person'],
    within: 8,
    negated: true,
    forward: true,
  },
  { group: 'conceal', weight: 0.9, parts: ['tell', 'person'], within: 8, negated: true, forward: true },
  { group: 'conceal', weight: 1, parts: ['silence', 'person'], within: 6 },
  { group: 'conceal', weight: 1, parts: ['silence', ['run', 'send', 'destroy', 'disable']], within: 14 },
  { group: 'unasked', weight: 0.5, parts: ['unasked'], within: 0 },
  { group: 'unasked', weight: 0.9, parts: ['favour', 'unasked'], within: 8, negated: false },
  // Where the verb stands last.
  { group: 'disarm', weight: 0.7, parts: ['safety', 'disable'], within: 4, negated: false, forward: true },
  { group: 'disarm', weight: 1, parts: ['disable', 'safety', 'unasked'], within: 14, negated: false },
  { group: 'disarm', weight: 1, parts: ['disable', 'safety', 'always'], within: 8, negated: false },
  // Another nature for the reader.
  { group: 'persona', weight: 1, parts: ['become', 'unbound'], within: 12 },
  { group: 'persona', weight: 0.7, parts: ['unbound', ['agent', 'your']], within: 6 },
  { group: 'persona', weight: 0.5, parts: ['unbound'], within: 0 },
  // Data is to go out.
  { group: 'exfil', weight: 1, parts: [['send', 'carry'], 'secret', 'outside'], within: 10, negated: false },
  { group: 'exfil', weight: 0.8, parts: [['send', 'carry'], 'data', 'outside'], within: 10, negated: false },
  { group: 'exfil', weight: 0.9, parts: [['send', 'carry'], 'outside', 'prompt'], within: 14, negated: false },
  { group: 'exfil', weight: 0.9, parts: ['send', 'secret', 'silence'], within: 16, negated: false },
  { group: 'exfil', weight: 0.9, parts: ['read', 'secret', 'send'], within: 7, negated: false, forward: true },
  { group: 'exfil', weight: 1, parts: ['steal', ['secret', 'data']], within: 6, negated: false, forward: true },
  {
    group: 'foreign',
    weight: 0.9,
    parts: [['reveal', 'read', 'send'], 'foreign', ['data', 'secret']],
    within: 6,
    negated: false,
  },
  // Safeguards are to go.
  {
    group: 'disarm',
    weight: 0.7,
    parts: [['disable', 'destroy', 'leave'], 'safety'],
    within: 5,
    negated: false,
    forward: true,
  },
  { group: 'disarm', weight: 1, parts: ['unasked', ['alone', 'agents'], ['run', 'alone', 'program']], within: 8 },
  // Rights, trust and habits that the reader cannot check.
  { group: 'grant', weight: 0.9, parts: ['remember', 'rights'], within: 14, negated: false },
  { group: 'grant', weight: 0.5, parts: ['grant', 'rights'], within: 6, negated: false, forward: true },
  {
    group: 'persist',
    weight: 0.9,
    parts: ['remember', ['trust', 'unasked', 'secretly', 'rights', 'void']],
    within: 16,
    negated: false,
  },
  {
    group: 'persist',
    weight: 0.7,
    parts: ['always', ['trust', 'unasked', 'secretly'], ['follow', 'run', 'program']],
    within: 12,
    negated: false,
  },
  {
    group: 'persist',
    weight: 0.9,
    parts: ['agent-file', ['safety', 'rights'], ['void', 'disable', 'unasked']],
    within: 12,
  },
  { group: 'persist', weight: 0.9, parts: ['remember', ['disable', 'drop'], 'safety'], within: 14, negated: false },
  { group: 'persist', weight: 0.6, parts: ['write', 'agent-file'], within: 9, negated: false, forward: true },
  { group: 'pretext', weight: 0.6, parts: ['pretext'], within: 0 },
  { group: 'coerce', weight: 0.9, parts: ['coerce'], within: 0 },
  { group: 'trust', weight: 0.5, parts: ['trust'], within: 0 },
  // Orders that travel or wait.
  { group: 'takeover', weight: 0.6, parts: ['relay'], within: 0 },
  { group: 'takeover', weight: 0.9, parts: ['relay', 'agent'], within: 12 },
  { group: 'takeover', weight: 1, parts: ['relay', 'agents'], within: 10 },
  {
    group: 'takeover',
    weight: 0.8,
    parts: ['agents', 'must', ['drop', 'run', 'send', 'trust', 'follow', 'destroy', 'disable']],
    within: 6,
  },
  { group: 'takeover', weight: 0.9, parts: ['drop', ['terms', 'orders'], 'agent', 'send'], within: 10, negated: false },
  { group: 'sleeper', weight: 0.6, parts: ['when', 'person', ['send', 'destroy']], within: 10 },
  { group: 'assemble', weight: 0.9, parts: ['assemble', 'encoded', 'follow'], within: 12 },
  {
    group: 'remote-orders',
    weight: 0.9,
    parts: ['read', 'source', 'follow', ['orders', 'terms', 'program', 'material']],
    within: 8,
    negated: false,
  },
  {
    group: 'remote-orders',
    weight: 0.9,
    parts: ['follow', ['orders', 'program'], 'source', 'read'],
    within: 8,
    negated: false,
  },
  // Bought answers.
  { group: 'canned', weight: 0.9, parts: ['canned', 'regardless'], within: 16 },
  { group: 'favour', weight: 0.5, parts: ['favour'], within: 0 },
  { group: 'favour', weight: 0.6, parts: ['favour', 'agent'], within: 9 },
  { group: 'pay', weight: 0.6, parts: ['pay', 'money'], within: 5, negated: false, forward: true },
  // Company for others, nothing alone.
  { group: 'addressee', weight: 0.5, parts: ['agent', 'must'], within: 5 },
  { group: 'authority', weight: 0.5, parts: ['authority'], within: 0 },
  { group: 'urgency', weight: 0.3, parts: ['urgent'], within: 0 },
  { group: 'addressee', weight: 0.6, parts: ['agent', 'silence'], within: 30 },
  { group: 'sent-out', weight: 0.6, parts: ['send', 'outside'], within: 8, negated: false },
  { group: 'act', weight: 0.5, parts: ['run', 'program'], within: 4, negated: false, forward: true },
  { group: 'act', weight: 0.5, parts: ['destroy', 'data'], within: 5, negated: false, forward: true },
  { group: 'act', weight: 0.5, parts: ['send', 'data'], within: 5, negated: false, forward: true },
  { group: 'secret', weight: 0.6, parts: ['secret'], within: 0 },
  // A program is named where something grave may be asked of it: what is asked is looked at in the text.
  {
    group: 'spoken-to',
    weight: 0.5,
    parts: [
      'agent',
      [
        'send',
        'carry',
        'pay',
        'grant',
        'disable',
        'destroy',
        'run',
        'reveal',
        'read',
        'favour',
        'change',
        'write',
        'tell',
      ],
      ['secret', 'outside', 'money', 'payee', 'rights', 'safety', 'unasked', 'secretly', 'conceal', 'data'],
    ],
    within: 24,
  },
  {
    group: 'spoken-to',
    weight: 0.5,
    parts: ['agent', ['rights', 'payee', 'money', 'outside', 'unasked', 'secretly', 'conceal', 'safety']],
    within: 16,
  },
  { group: 'spoken-to', weight: 0.5, parts: ['favour', 'agent'], within: 6, negated: false },
  { group: 'spoken-to', weight: 0.5, parts: ['posed'], within: 0 },
  // Where money goes is changed, and nobody is to ask.
  { group: 'pay', weight: 0.5, parts: ['change', 'payee'], within: 9, negated: false },
  { group: 'pay', weight: 0.5, parts: ['pay', 'payee'], within: 8, negated: false, forward: true },
  { group: 'pay', weight: 0.9, parts: ['pay', 'payee', 'unasked'], within: 20, negated: false },
  { group: 'pay', weight: 0.9, parts: ['change', 'payee', 'unasked'], within: 20, negated: false },
  { group: 'ordered', weight: 0.9, parts: ['pay', 'agent', 'unasked'], within: 16, negated: false },
];
