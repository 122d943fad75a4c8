import { maxLength, minLength } from './length.ts';
import type { RegexNode } from './syntax.ts';

const MAX_EXACT = 48;
const MAX_ANCHORS = 96;
/** Shorter literals are on every page. A letter outside ASCII is rare enough by itself. */
const MIN_ASCII_LENGTH = 3;

/** Texts of which every match contains one, with the characters that stand before it at least and at most. */
export interface Required {
  readonly texts: readonly string[];
  readonly lead: readonly [least: number, most: number];
}

interface Known {
  /** All texts that the node matches, when they are few. */
  readonly exact?: readonly string[];
  readonly needs?: Required;
}

/** Literals (lower case) of which every match of the tree contains at least one; undefined if there are none of use. */
export function requiredLiterals(tree: RegexNode): Required | undefined {
  const { exact, needs } = known(tree);
  const best = better(needs, usable(exact));
  if (!best) return undefined;
  // A literal that contains another one of the set adds nothing; but the other may stand further in.
  const texts = best.texts.filter((text) => !best.texts.some((other) => other !== text && text.includes(other)));
  const dropped = best.texts.filter((text) => !texts.includes(text));
  const further = Math.max(
    0,
    ...dropped.flatMap((text) => texts.filter((kept) => text.includes(kept)).map((kept) => text.indexOf(kept))),
  );
  return { texts, lead: [best.lead[0], best.lead[1] + further] };
}

function known(node: RegexNode): Known {
  switch (node.kind) {
    case 'char':
      return node.texts ? { exact: unique(node.texts.map((text) => text.toLowerCase())) } : {};
    case 'assertion':
      return { exact: [''] };
    case 'sequence':
      return knownSequence(node.items);
    case 'choice':
      return knownChoice(node.options.map(known));
    case 'repeat':
      return knownRepeat(known(node.item), node.min, node.max);
  }
}

function knownSequence(items: readonly RegexNode[]): Known {
  let run: readonly string[] = [''];
  let whole = true;
  let best: Required | undefined;
  /** What stands before the item, and before the run. */
  let before: Required['lead'] = [0, 0];
  let runFrom = before;
  for (const item of items) {
    const { exact, needs } = known(item);
    best = better(best, behind(needs, before));
    const joined = exact && cross(run, exact);
    const after: Required['lead'] = [before[0] + minLength(item), before[1] + maxLength(item)];
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

function behind(needs: Required | undefined, [least, most]: Required['lead']): Required | undefined {
  return needs && { texts: needs.texts, lead: [least + needs.lead[0], most + needs.lead[1]] };
}

function knownChoice(options: readonly Known[]): Known {
  const exact = options.every((option) => option.exact)
    ? unique(options.flatMap((option) => option.exact ?? []))
    : undefined;
  const needs = options.map((option) => better(option.needs, usable(option.exact)));
  const all = needs.every((each) => each !== undefined) ? needs : undefined;
  const texts = unique(all?.flatMap((each) => each.texts) ?? []);
  const lead: Required['lead'] = [
    Math.min(...(all ?? []).map((each) => each.lead[0])),
    Math.max(...(all ?? []).map((each) => each.lead[1])),
  ];
  return {
    ...(exact && exact.length <= MAX_EXACT && { exact }),
    ...(all && texts.length <= MAX_ANCHORS && { needs: { texts, lead } }),
  };
}

function knownRepeat({ exact, needs }: Known, min: number, max: number): Known {
  if (min === 0) return max === 1 && exact ? { exact: unique(['', ...exact]) } : {};
  const need = better(needs, usable(exact));
  const once = min === 1 && max === 1 && exact ? { exact } : {};
  return { ...once, ...(need && { needs: need }) };
}

/** The set whose shortest literal is longer is the rarer one. */
function better(a: Required | undefined, b: Required | undefined): Required | undefined {
  if (!a || !b) return a ?? b;
  const [rareA, rareB] = [shortest(a.texts), shortest(b.texts)];
  return rareA > rareB || (rareA === rareB && a.texts.length <= b.texts.length) ? a : b;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => (isAscii(text) ? text.length : text.length * 3)));
}

function usable(exact: readonly string[] | undefined): Required | undefined {
  return exact?.every((text) => (isAscii(text) ? text.length >= MIN_ASCII_LENGTH : true))
    ? { texts: exact, lead: [0, 0] }
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
