import type { Entry, EntryKind } from './audit.ts';
import type { Verdict } from './verdict.ts';

/** Which entries are meant: those to which all that is given applies. */
export interface EntryFilter {
  /** Not before, and before this time, in milliseconds since the epoch. */
  readonly since?: number;
  readonly until?: number;
  readonly kind?: EntryKind;
  readonly client?: string;
  readonly agent?: string;
  /** Name of the tool as the client says it. */
  readonly tool?: string;
  readonly verdict?: Verdict;
  /** This verdict or a worse one. */
  readonly atLeast?: Verdict;
  readonly rule?: string;
  readonly session?: string;
  /** Part of a file's path or of a host's name, in any case. */
  readonly place?: string;
  /** Words that all occur in summary, arguments, reason or excerpts; `word*` is the start of one. */
  readonly text?: string;
}

/** One page of a question. `after` and `before` are sequence numbers, exclusive. */
export interface EntryQuery extends EntryFilter {
  /** The newest first unless `oldest`. */
  readonly order?: 'newest' | 'oldest';
  readonly after?: number;
  readonly before?: number;
  /** At most 1,000. */
  readonly limit?: number;
  /** Also hashes, signature and proof of each entry, as in an export. */
  readonly proofs?: boolean;
}

/** An entry of a page: what is on record, and the rest if it was asked for. */
export type PageEntry = Pick<Entry, 'record' | 'attachments'> & Partial<Entry>;

export interface EntryPage {
  /** May hold fewer than asked, even none, and still not be the last. */
  readonly entries: readonly PageEntry[];
  /** Where to go on: `before` (or `after`, oldest first) of the next page. Absent: that was all. */
  readonly next?: number;
}

export interface CountsQuery {
  /** Whole hours that the range touches are counted. */
  readonly since?: number;
  readonly until?: number;
  /** How many agents, tools and rules; the most frequent first. */
  readonly limit?: number;
}

export interface Count {
  readonly value: string;
  readonly entries: number;
}

/** Numbers of judged calls, and of other events that were judged worse than clean. */
export interface AuditCounts {
  /** Hours with entries, oldest first. `hour` is its start, in milliseconds since the epoch. */
  readonly hours: readonly ({ readonly hour: number } & Readonly<Record<Verdict, number>>)[];
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly clients: readonly Count[];
  readonly agents: readonly Count[];
  readonly tools: readonly Count[];
  readonly rules: readonly Count[];
}
