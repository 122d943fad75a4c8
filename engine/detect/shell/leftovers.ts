import type { Function as FunctionNode } from 'unbash';
import { labels, type Data, type Labels } from './labels.ts';

/** What a call leaves behind that later calls of its session can run, send or use. */
export interface Leftovers {
  /** By canonical path. */
  readonly files: ReadonlyMap<string, Data>;
  /** Canonical paths that are gone, or hold nothing of interest any more. */
  readonly removed: readonly string[];
  readonly variables: ReadonlyMap<string, Data>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, FunctionNode['body']>;
}

export const NO_LEFTOVERS: Leftovers = {
  files: new Map(),
  removed: [],
  variables: new Map(),
  aliases: new Map(),
  functions: new Map(),
};

/** What earlier calls have left; the same without what is gone. */
export type EarlierCalls = Omit<Leftovers, 'removed'>;

/** Kinds of data that matter in a later call: foreign code, and what must not leave. */
const KEPT: Labels = labels(
  'secret',
  'key-file',
  'env-file',
  'environment',
  'credential',
  'issued-token',
  'stored-secret',
  'known-token',
  'history',
  'account-file',
  'home',
  'workspace',
  'database',
  'capture',
  'download',
  'drop-download',
  'cleartext-download',
  'decoded',
  'cloned',
  'unknown-host',
  'socket',
);
const EARLIER = labels('earlier');
const MAX_TEXT = 16_384;
const SCRIPT_NAME =
  /\.(?:sh|bash|zsh|ksh|fish|py|js|mjs|cjs|ts|rb|pl|php|lua|ps1|bat|cmd|awk|mk|go|rs|c|cc|cpp|java|env)$|(?:^|\/)(?:makefile|gnumakefile|[\w-]+)$/i;

/** The part of what is in a file that is worth keeping in mind; undefined when there is none. */
export function kept(path: string, data: Data): Data | undefined {
  const text =
    data.text !== undefined && data.text !== '' && data.text.length <= MAX_TEXT && SCRIPT_NAME.test(path)
      ? data.text
      : undefined;
  const found = data.labels & KEPT;
  return found === 0 && text === undefined ? undefined : { labels: found, ...(text !== undefined && { text }) };
}

/** Data of an earlier call, marked as such. */
export function fromEarlier(data: Data): Data {
  return { labels: data.labels | EARLIER, text: data.text };
}

export const MUST_NOT_LEAVE: Labels = labels(
  'secret',
  'key-file',
  'env-file',
  'environment',
  'credential',
  'known-token',
  'database',
);
