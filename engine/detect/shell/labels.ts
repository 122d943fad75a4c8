/** Where data came from, as a set of bits: data that meets is of all its kinds. */
export type Labels = number;

export const LABEL_NAMES = [
  'secret',
  'key-file',
  'env-file',
  'environment',
  'credential',
  /** A login of a known service, fresh from its own program. */
  'issued-token',
  /** From a store that keeps secrets of any service. */
  'stored-secret',
  'secret-variable',
  'known-token',
  'history',
  'account-file',
  'home',
  'workspace',
  'local-file',
  'archive',
  'database',
  'download',
  'vendor-download',
  'drop-download',
  'cleartext-download',
  'decoded',
  'unpacked',
  /** Brought in by a clone of, or an archive from, a host of no known owner. */
  'cloned',
  /** Printed by a program of a package that was fetched for it. */
  'package-output',
  'socket',
  'remote-output',
  'shell-output',
  'capture',
  'host-facts',
  /** Left behind by an earlier call of the session. */
  'earlier',
  /** Fetched from a host of no known owner. */
  'unknown-host',
] as const;
export type LabelName = (typeof LABEL_NAMES)[number];

const bits = new Map(LABEL_NAMES.map((name, i) => [name, 1 << i]));

/** The bit of one or the union of several labels. */
export function labels(...names: readonly LabelName[]): Labels {
  return names.reduce((set, name) => set | (bits.get(name) ?? 0), 0);
}

export function labelNames(set: Labels): LabelName[] {
  return LABEL_NAMES.filter((name) => set & labels(name));
}

/** Data on its way: what it came from and, where the script itself spells it, its text. */
export interface Data {
  readonly labels: Labels;
  readonly text?: string | undefined;
}

export const NOTHING: Data = { labels: 0, text: '' };
export const UNKNOWN: Data = { labels: 0 };

/** Longer text is no longer followed, only where it came from. */
const MAX_TEXT = 65_536;

/** Both, one after the other. */
export function join(first: Data, second: Data): Data {
  if (second === NOTHING) return first;
  if (first === NOTHING) return second;
  const both = first.labels | second.labels;
  if (first.text === undefined || second.text === undefined) return { labels: both };
  return first.text.length + second.text.length > MAX_TEXT
    ? { labels: both }
    : { labels: both, text: first.text + second.text };
}

/** What must not be run: anything that the script did not spell itself. */
export const FOREIGN: Labels = labels(
  'download',
  'vendor-download',
  'drop-download',
  'cleartext-download',
  'decoded',
  'unpacked',
  'cloned',
  'package-output',
  'remote-output',
  'socket',
);
const EARLIER = labels('earlier');

/** The foreign part of what reaches an interpreter, and whether it came by an earlier call; 0: there is none. */
export function foreignIn(set: Labels): Labels {
  return set & FOREIGN ? set & (FOREIGN | EARLIER) : 0;
}
