import type { EntryRecord } from '../protocol/audit.ts';
import { VERDICTS } from '../protocol/verdict.ts';

/** What entries are found by. `at-least`: the verdict or a worse one, clean left out; `kind`: all but calls. */
export type TermField = 'client' | 'agent' | 'tool' | 'verdict' | 'at-least' | 'rule' | 'host' | 'kind';

export interface Term {
  readonly field: TermField;
  readonly value: string;
}

const MAX_TERM = 500;
const MAX_HOSTS = 20;
/** Of an entry's texts, what can be searched. */
const MAX_TEXT = 4096;

const PATH_NAMES: readonly string[] = ['file_path', 'filePath', 'notebook_path', 'path'];
const HOST = /\bhttps?:\/\/(?:[^\s/?#@'"]*@)?(\[[0-9a-f:.]+\]|[^\s/?#:'"`\\<>)]+)/gi;

/** What the entry can be found by. */
export function termsOf(record: EntryRecord): Term[] {
  const terms: Term[] = [
    { field: 'client', value: record.client },
    { field: 'tool', value: record.tool.name },
  ];
  if (record.agent.name) terms.push({ field: 'agent', value: record.agent.name });
  for (let worst = record.verdict ? VERDICTS.indexOf(record.verdict) : 0; worst > 0; worst--) {
    terms.push({ field: 'at-least', value: VERDICTS[worst] ?? '' });
  }
  for (const rule of new Set(record.findings?.map((finding) => finding.rule)))
    terms.push({ field: 'rule', value: rule });
  for (const value of hostsOf(record)) terms.push({ field: 'host', value });
  return terms.map(({ field, value }) => ({ field, value: value.slice(0, MAX_TERM) }));
}

/** Files that the entry is about, as far as its arguments name them. */
export function pathsOf({ args }: EntryRecord): string[] {
  if (typeof args !== 'object' || args === null) return [];
  return PATH_NAMES.flatMap((name) => {
    const value: unknown = Reflect.get(args, name);
    return typeof value === 'string' ? [value.slice(0, MAX_TERM)] : [];
  });
}

/** Hosts of the addresses in the entry's arguments, in lower case. */
export function hostsOf({ args }: EntryRecord): string[] {
  if (typeof args !== 'object' || args === null) return [];
  const hosts = new Set<string>();
  for (const text of textsOf(args)) {
    if (!text.includes('://')) continue;
    for (const [, host] of text.matchAll(HOST)) if (host && hosts.size < MAX_HOSTS) hosts.add(host.toLowerCase());
  }
  return [...hosts];
}

/** What is counted: calls, and other events that were judged worse than clean. A later decision repeats its call. */
export function isCounted({ kind, verdict }: EntryRecord): boolean {
  if (verdict === undefined || kind === 'approval') return false;
  return kind === 'call' || verdict !== 'clean';
}

/** What a search for words looks through. Reasoning is not among it: it can be deleted, words in an index could not. */
export function searchText(record: EntryRecord): string {
  const parts = [record.summary, record.tool.name, record.reason ?? '', ...textsOf(record.args)];
  for (const { rule, excerpt } of record.findings ?? []) parts.push(rule, excerpt);
  let text = '';
  for (const part of parts) {
    if (text.length >= MAX_TEXT) break;
    text += `${part.slice(0, MAX_TEXT - text.length)}\n`;
  }
  return text;
}

/** All texts in a JSON value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
