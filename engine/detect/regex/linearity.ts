import { foldCase, type CharSet } from './charSet.ts';
import type { RegexNode } from './syntax.ts';

/** Ways in which one start position may be split over neighbouring repeats before a pattern is refused. */
export type Ways = number;
/** For our own rules, which are measured, and those that users choose for themselves. */
export const BUILTIN_WAYS: Ways = 1_100_000;
/** For rules that come with a project: on the worst text one pattern then takes a fraction of a second. */
export const PROJECT_WAYS: Ways = 100_000;
/** What an unbounded repeat counts for: text is searched in pieces of at most a few thousand characters. */
const UNBOUNDED = 1024;
const MAX_CLASS_REPEAT = 1024;
const MAX_GROUP_REPEAT = 64;

/** A variable repeat that can still hand characters to what follows it. */
interface Open {
  readonly set: CharSet;
  readonly ways: number;
}

interface Limits {
  readonly unbounded: number;
  readonly maxWays: Ways;
}

class Refused extends Error {}

/**
 * Says why a pattern may take super-linear time in a backtracking engine, or undefined if it cannot
 * to a harmful degree. Conservative: some harmless patterns are refused. `unbounded` is the length of the texts it will see.
 */
export function linearityFault(tree: RegexNode, maxWays: Ways, unbounded = UNBOUNDED): string | undefined {
  try {
    follow(tree, [], { unbounded, maxWays });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** Walks the tree in matching order; returns the repeats that are still open behind it. */
function follow(node: RegexNode, open: readonly Open[], limits: Limits): readonly Open[] {
  switch (node.kind) {
    case 'assertion':
      return open;
    case 'char':
      return open.filter(({ set }) => (set & foldCase(node.set)) !== 0n);
    case 'sequence':
      return node.items.reduce((before, item) => follow(item, before, limits), open);
    case 'choice':
      return mergeOpen(node.options.map((option) => follow(option, open, limits)));
    case 'repeat':
      return followRepeat(node, open, limits);
  }
}

function followRepeat(node: RegexNode & { kind: 'repeat' }, open: readonly Open[], limits: Limits): readonly Open[] {
  const { item, min, max } = node;
  if (min !== max && max > MAX_CLASS_REPEAT && max !== Infinity)
    throw new Refused(`a repeat of up to ${max} is too long`);
  if (item.kind === 'char') {
    const set = foldCase(item.set);
    const still = min > 0 ? follow(item, open, limits) : open;
    if (min === max) return still;
    const ways = max === Infinity ? limits.unbounded : max - min + 1;
    if (ways <= 2) return still;
    const touching = still.filter((each) => (each.set & set) !== 0n);
    const product = touching.reduce((all, each) => all * each.ways, ways);
    if (product > limits.maxWays) throw new Refused('several repeats can match the same text (polynomial time)');
    return [...still, { set, ways }];
  }
  if (max <= 1) return min === 0 ? mergeOpen([open, follow(item, open, limits)]) : follow(item, open, limits);
  if (max !== Infinity && max > MAX_GROUP_REPEAT) throw new Refused(`a group is repeated up to ${max} times`);
  if (isNullable(item)) throw new Refused('a repeated group can match nothing');
  if (item.kind === 'choice' && max > 8) refuseAmbiguous(item.options);
  const once = follow(item, open, limits);
  // A repeat inside the group that is still open when the group comes round again can be split between the rounds.
  const own = follow(item, [], limits);
  if (follow(item, own, { ...limits, maxWays: Infinity }).length > own.length) {
    const ways = own.reduce((product, each) => product * each.ways, 1) ** max;
    if (ways > limits.maxWays) throw new Refused('a repeat inside a repeat can match the same text (exponential time)');
  }
  return min === 0 ? mergeOpen([open, once]) : once;
}

/** Two options of a repeated choice that can match the same text make exponentially many splits. */
function refuseAmbiguous(options: readonly RegexNode[]): void {
  const starts = options.map(prefix);
  for (const [i, a] of starts.entries()) {
    for (const b of starts.slice(i + 1)) {
      const common = Math.min(a.length, b.length);
      const overlap = common > 0 && a.slice(0, common).every((set, k) => (set & (b[k] ?? 0n)) !== 0n);
      if (overlap) throw new Refused('options of a repeated choice can match the same text (exponential time)');
    }
  }
}

/** Sets of the fixed characters that a node begins with. */
function prefix(node: RegexNode): readonly CharSet[] {
  switch (node.kind) {
    case 'char':
      return [foldCase(node.set)];
    case 'assertion':
      return [];
    case 'sequence': {
      const sets: CharSet[] = [];
      for (const item of node.items) {
        if (item.kind !== 'char' && item.kind !== 'assertion') return [...sets, ...prefix(item)];
        sets.push(...prefix(item));
      }
      return sets;
    }
    case 'choice':
      return [node.options.map((option) => prefix(option)[0] ?? 0n).reduce((all, set) => all | set, 0n)];
    case 'repeat':
      return prefix(node.item).slice(0, 1);
  }
}

function isNullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'char':
      return false;
    case 'assertion':
      return true;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.options.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.item);
  }
}

/** Branches do not happen together: per character set the worst one counts. */
function mergeOpen(branches: readonly (readonly Open[])[]): readonly Open[] {
  const worst = new Map<CharSet, Open[]>();
  for (const branch of branches) {
    const bySet = new Map<CharSet, Open[]>();
    for (const each of branch) bySet.set(each.set, [...(bySet.get(each.set) ?? []), each]);
    for (const [set, list] of bySet) {
      if (list.length > (worst.get(set)?.length ?? 0)) worst.set(set, list);
    }
  }
  return [...worst.values()].flat();
}
