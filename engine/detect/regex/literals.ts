import type { RegexNode } from './syntax.ts';

const MAX_EXACT = 48;
const MAX_ANCHORS = 96;
/** Shorter literals are on every page. A letter outside ASCII is rare enough by itself. */
const MIN_ASCII_LENGTH = 3;

interface Known {
  /** All texts that the node matches, when they are few. */
  readonly exact?: readonly string[];
  /** Every match contains one of these. */
  readonly needs?: readonly string[];
}

/** Literals (lower case) of which every match of the tree contains at least one; undefined if there are none of use. */
export function requiredLiterals(tree: RegexNode): readonly string[] | undefined {
  const { exact, needs } = known(tree);
  const best = better(needs, usable(exact));
  // A literal that contains another one of the set adds nothing.
  return best?.filter((text) => !best.some((other) => other !== text && text.includes(other)));
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
  let run: readonly string[] | undefined = [''];
  let whole = true;
  let best: readonly string[] | undefined;
  for (const item of items) {
    const { exact, needs } = known(item);
    best = better(best, needs);
    const joined: readonly string[] | undefined = exact && cross(run ?? [''], exact);
    if (joined) {
      run = joined;
      continue;
    }
    whole = false;
    best = better(best, usable(run));
    run = exact ?? [''];
  }
  best = better(best, usable(run));
  return { ...(whole && run && { exact: run }), ...(best && { needs: best }) };
}

function knownChoice(options: readonly Known[]): Known {
  const exact = options.every((option) => option.exact)
    ? unique(options.flatMap((option) => option.exact ?? []))
    : undefined;
  const needs = options.map((option) => better(option.needs, usable(option.exact)));
  const all = needs.every((each) => each !== undefined) ? unique(needs.flat()) : undefined;
  return {
    ...(exact && exact.length <= MAX_EXACT && { exact }),
    ...(all && all.length <= MAX_ANCHORS && { needs: all }),
  };
}

function knownRepeat({ exact, needs }: Known, min: number, max: number): Known {
  if (min === 0) return max === 1 && exact ? { exact: unique(['', ...exact]) } : {};
  const need = better(needs, usable(exact));
  const once = min === 1 && max === 1 && exact ? { exact } : {};
  return { ...once, ...(need && { needs: need }) };
}

/** The set whose shortest literal is longer is the rarer one. */
function better(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (!a || !b) return a ?? b;
  const [rareA, rareB] = [shortest(a), shortest(b)];
  return rareA > rareB || (rareA === rareB && a.length <= b.length) ? a : b;
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => (isAscii(text) ? text.length : text.length * 3)));
}

function usable(exact: readonly string[] | undefined): readonly string[] | undefined {
  return exact?.every((text) => (isAscii(text) ? text.length >= MIN_ASCII_LENGTH : true)) ? exact : undefined;
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
