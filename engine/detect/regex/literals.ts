import { maxLength, minLength } from './length.ts';
import type { RegexNode } from './syntax.ts';

const MAX_EXACT = 48;
const MAX_ANCHORS = 96;
/** Shorter literals are on every page. A letter outside ASCII is rare enough by itself. */
const MIN_ASCII_LENGTH = 3;

/** Characters that stand before something, at least and at most. */
export type Lead = readonly [least: number, most: number];

/** Texts of which every match contains one, with what stands before each. */
export interface Required {
  readonly texts: readonly string[];
  readonly leads: readonly Lead[];
}

interface Known {
  /** All texts that the node matches, when they are few. */
  readonly exact?: readonly string[];
  readonly needs?: Required;
}

/**
 * Literals (lower case) of which every match of the tree contains at least one; undefined if there are none of use.
 * `ofSet` is how many UTF-16 units a character of a set may take: one without the `u` flag.
 */
export function requiredLiterals(tree: RegexNode, ofSet = 2): Required | undefined {
  const { exact, needs } = known(tree, ofSet);
  const best = better(needs, usable(exact));
  if (!best) return undefined;
  // A literal that contains another one of the set adds nothing; but the other may stand further in.
  const texts = best.texts.filter((text) => !best.texts.some((other) => other !== text && text.includes(other)));
  const leads = texts.map((text) =>
    best.texts
      .flatMap((other, i): Lead[] => {
        const inside = other.indexOf(text);
        const [least, most] = best.leads[i]!;
        return inside < 0 ? [] : [[least + inside, most + inside]];
      })
      .reduce(wider),
  );
  return { texts, leads };
}

function wider(a: Lead, b: Lead): Lead {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

function known(node: RegexNode, ofSet: number): Known {
  switch (node.kind) {
    case 'char':
      return node.texts ? { exact: unique(node.texts.map((text) => text.toLowerCase())) } : {};
    case 'assertion':
      return { exact: [''] };
    case 'sequence':
      return knownSequence(node.items, ofSet);
    case 'choice':
      return knownChoice(node.options.map((option) => known(option, ofSet)));
    case 'repeat':
      return knownRepeat(known(node.item, ofSet), node.min, node.max);
  }
}

function knownSequence(items: readonly RegexNode[], ofSet: number): Known {
  let run: readonly string[] = [''];
  let whole = true;
  let best: Required | undefined;
  /** What stands before the item, and before the run. */
  let before: Lead = [0, 0];
  let runFrom = before;
  for (const item of items) {
    const { exact, needs } = known(item, ofSet);
    best = better(best, behind(needs, before));
    const joined = exact && cross(run, exact);
    const after: Lead = [before[0] + minLength(item), before[1] + maxLength(item, ofSet)];
    if (joined) run = joined;
    else {
      whole = false;
      best = better(best, behind(usable(run), runFrom));
      run = exact ?? [''];
      runFrom = exact ? before : after;
    }
    before = after;
  }
  best = better(best, behind(usable(run), runFrom));
  return { ...(whole && { exact: run }), ...(best && { needs: best }) };
}

function behind(needs: Required | undefined, [least, most]: Lead): Required | undefined {
  return needs && { texts: needs.texts, leads: needs.leads.map((lead): Lead => [least + lead[0], most + lead[1]]) };
}

function knownChoice(options: readonly Known[]): Known {
  const exact = options.every((option) => option.exact)
    ? unique(options.flatMap((option) => option.exact ?? []))
    : undefined;
  const needs = options.map((option) => better(option.needs, usable(option.exact)));
  const all = needs.every((each) => each !== undefined) ? needs : undefined;
  const leads = new Map<string, Lead>();
  for (const { texts, leads: each } of all ?? [])
    texts.forEach((text, i) => leads.set(text, wider(each[i]!, leads.get(text) ?? each[i]!)));
  return {
    ...(exact && exact.length <= MAX_EXACT && { exact }),
    ...(all && leads.size <= MAX_ANCHORS && { needs: { texts: [...leads.keys()], leads: [...leads.values()] } }),
  };
}

function knownRepeat({ exact, needs }: Known, min: number, max: number): Known {
  if (min === 0) return max === 1 && exact ? { exact: unique(['', ...exact]) } : {};
  const need = better(needs, usable(exact));
  const once = min === 1 && max === 1 && exact ? { exact } : {};
  return { ...once, ...(need && { needs: need }) };
}

/** Words that every English text is full of: to look around each of them costs more than the search for all other literals. */
const COMMON = new Set(
  'the and you your any all not its are for this that with will from have can should must please'.split(' '),
);
/** Words that texts about software are full of. */
const FREQUENT = new Set(
  (
    'use add set get put run let new call code when then also only note type name data file list copy make read open ' +
    'text user form here json http:// https:// http: https: string error value result return message request ' +
    'function command script system content response object agent assistant model'
  ).split(' '),
);
/** How often literals are met, by their length; longer ones are as rare as the last. */
const BY_LENGTH = [0, 400, 100, 24, 10, 5, 3, 2, 1];
/** A name with a colon is as rare as a word that is so much longer. */
const CALLED = /^[a-z]+ ?:$/;
const A_COLON = 3;
const IS_COMMON = 250;
const IS_FREQUENT = 40;
/** Places before an anchor that cost as much to look at as to note the anchor. */
const LOOKS = 16;
/** What an anchor costs whose match may start far before it. */
const FAR = 12;
const MAX_NEAR = 64;

/** The set that costs less to look for; of two that cost the same the one whose shortest literal is longer. */
function better(a: Required | undefined, b: Required | undefined): Required | undefined {
  if (!a || !b) return a ?? b;
  const difference = cost(a) - cost(b) || shortest(b) - shortest(a);
  return difference <= 0 ? a : b;
}

function shortest({ texts }: Required): number {
  return Math.min(...texts.map((text) => text.length));
}

function cost({ texts, leads }: Required): number {
  const places = Math.max(...leads.map(([least, most]) => most - least));
  const each = places < MAX_NEAR ? 1 + places / LOOKS : FAR;
  return texts.reduce((sum, text) => sum + frequency(text), 0) * each;
}

function frequency(text: string): number {
  if (COMMON.has(text)) return IS_COMMON;
  if (FREQUENT.has(text)) return IS_FREQUENT;
  const length = isAscii(text) ? text.length + (CALLED.test(text) ? A_COLON : 0) : text.length * 3;
  return BY_LENGTH[Math.min(BY_LENGTH.length - 1, length)]!;
}

function usable(exact: readonly string[] | undefined): Required | undefined {
  return exact?.every((text) => (isAscii(text) ? text.length >= MIN_ASCII_LENGTH : true))
    ? { texts: exact, leads: exact.map((): Lead => [0, 0]) }
    : undefined;
}

function cross(heads: readonly string[], tails: readonly string[]): readonly string[] | undefined {
  if (heads.length * tails.length > MAX_EXACT) return undefined;
  return unique(heads.flatMap((head) => tails.map((tail) => head + tail)));
}

function unique(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== undefined);
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
