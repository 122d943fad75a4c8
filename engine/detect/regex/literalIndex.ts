import type { Budget } from '../budget.ts';
import { automatonBytes, readAutomaton, type LiteralAutomaton } from './storedAutomaton.ts';

/**
 * Aho-Corasick over all anchors of all patterns: one pass over a text names every anchor in it, overlapping
 * ones too. Letters are compared the way the `i` flag does, which never changes a length, so offsets hold.
 */
export interface LiteralIndex {
  /** Calls `found` for every occurrence: index of the literal, offset of its last character. Ends early once the budget is spent. */
  search(text: string, found: (literal: number, end: number) => void, budget?: Budget): void;
}

type Found = Parameters<LiteralIndex['search']>[1];

/** Characters between two looks at the budget. */
const STRETCH = 8192;

export function buildLiteralIndex(literals: readonly string[]): LiteralIndex {
  return indexOver(automata(literals));
}

/** The same index as bytes, to be kept and read with `readLiteralIndex`: to build it takes much longer. */
export function literalIndexBytes(literals: readonly string[]): Uint8Array {
  return Buffer.concat(automata(literals).map((each) => automatonBytes(each)));
}

/** `bytes` come from `literalIndexBytes`; they are used where they are. */
export function readLiteralIndex(bytes: Uint8Array): LiteralIndex {
  const ascii = readAutomaton(bytes, 0);
  return indexOver([ascii.automaton, readAutomaton(bytes, ascii.end).automaton]);
}

type Automata = readonly [ascii: LiteralAutomaton | undefined, foreign: LiteralAutomaton | undefined];

/** Letters of other scripts are many, and would make the table for all texts too large to stay at hand. */
function automata(literals: readonly string[]): Automata {
  const ascii = automatonOf(literals, (literal) => !NON_ASCII.test(literal));
  return [ascii, automatonOf(literals, (literal) => NON_ASCII.test(literal))];
}

function indexOver([ascii, foreign]: Automata): LiteralIndex {
  return {
    search(text, found, budget) {
      const seen = ascii ? searchAscii(ascii, text, found, budget) : MANY;
      if (foreign && seen >= ASCII) searchForeign(foreign, text, found, budget);
    },
  };
}

/**
 * An index that sees only the characters of its literals and reads over all others, as someone does who looks for words
 * whose letters stand apart. Characters that are alike, such as `1` for `i`, count as the first of their group. ASCII only.
 */
export function buildSpacedIndex(literals: readonly string[], alike: readonly string[]): LiteralIndex {
  const spaced = automatonOf(literals, () => true);
  if (!spaced) return { search: () => undefined };
  const { classOf, next, shift } = spaced;
  for (const [first = '', ...others] of alike)
    for (const other of others)
      for (const form of [other, other.toUpperCase()]) classOf[form.charCodeAt(0)] = classOf[first.charCodeAt(0)]!;
  for (let state = 0; state << shift < next.length; state++) next[state << shift] = state;
  return { search: (text, found, budget) => void searchAscii(spaced, text, found, budget) };
}

const ASCII = 128;
const NON_ASCII = /[^\0-\x7f]/;
const MANY = 0xffff;

/** Gives the bits of all characters that were seen. */
function searchAscii(
  { classOf, next, shift, firstEnd, endsAt, ends }: LiteralAutomaton,
  text: string,
  found: Found,
  budget: Budget | undefined,
): number {
  let state = 0;
  let seen = 0;
  for (let from = 0; from < text.length; from += STRETCH) {
    if (from > 0 && budget?.spent()) break;
    const to = Math.min(text.length, from + STRETCH);
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      seen |= code;
      // Both tables cover every index that can arise here.
      const symbol = code < ASCII ? classOf[code]! : 0;
      state = next[(state << shift) | symbol]!;
      if (state < firstEnd || symbol === 0) continue;
      const last = endsAt[state - firstEnd + 1]!;
      for (let at = endsAt[state - firstEnd]!; at < last; at++) found(ends[at]!, i);
    }
  }
  return seen;
}

/** For literals that each hold a letter beyond ASCII: only what stands around such letters is read. */
function searchForeign(automaton: LiteralAutomaton, text: string, found: Found, budget: Budget | undefined): void {
  const { classOf, next, shift, firstEnd, longest, endsAt, ends } = automaton;
  let state = 0;
  let i = 0;
  for (let at = firstForeign(text, 0); at >= 0; at = firstForeign(text, i)) {
    if (i < at - longest) {
      i = at - longest;
      state = 0;
    }
    // Behind the last one a literal may still go on.
    for (let to = at + longest; i < to && i < text.length; i++) {
      if (i % STRETCH === 0 && i > 0 && budget?.spent()) return;
      const code = text.charCodeAt(i);
      if (code >= ASCII) to = i + longest;
      state = next[(state << shift) | classOf[code]!]!;
      if (state < firstEnd) continue;
      const last = endsAt[state - firstEnd + 1]!;
      for (let end = endsAt[state - firstEnd]!; end < last; end++) found(ends[end]!, i);
    }
  }
}

const FOREIGN = /[^\0-\x7f]/g;

function firstForeign(text: string, from: number): number {
  FOREIGN.lastIndex = from;
  return FOREIGN.test(text) ? FOREIGN.lastIndex - 1 : -1;
}

/** The automaton of some of the literals, which are still named by their places in the list; undefined without any. */
function automatonOf(
  literals: readonly string[],
  isWanted: (literal: string) => boolean,
): LiteralAutomaton | undefined {
  const { classOf, classes } = classify(literals.filter(isWanted));
  if (classes === 1) return undefined;
  const longest = Math.max(...literals.filter(isWanted).map((literal) => literal.length));
  return { classOf, longest, ...compile(buildTrie(literals, isWanted, classOf), classes) };
}

/** The most frequent first: what is looked up together lies together. */
const FREQUENT = 'etaoinsrhldcumpfgybwvk-_./:"=xjqz';

/** Gives every character of the literals, with its other case, a class of its own; class 0 is everything else. */
function classify(literals: readonly string[]): { readonly classOf: Uint16Array; readonly classes: number } {
  const units = new Set(literals.join('').toLowerCase());
  const ordered = [...[...FREQUENT].filter((char) => units.has(char)), ...new Set(literals.join(''))];
  const classOf = new Uint16Array(literals.some((literal) => NON_ASCII.test(literal)) ? 65_536 : ASCII);
  let classes = 1;
  for (const unit of ordered) {
    for (let i = 0; i < unit.length; i++) {
      const code = unit.charCodeAt(i);
      if (classOf[code] !== 0) continue;
      const char = String.fromCharCode(code);
      for (const form of [char, char.toUpperCase(), char.toLowerCase()]) {
        if (form.length === 1) classOf[form.charCodeAt(0)] = classes;
      }
      classes++;
    }
  }
  return { classOf, classes };
}

/** States are numbered as they arise, so that a state's number is above that of the one it grew from. */
interface Trie {
  /** Per state: the last class that leads on, 0 for none; each child names the class before it. */
  readonly lastChild: Int32Array;
  readonly siblingBefore: Int32Array;
  /** The class that leads to a state. */
  readonly symbolOf: Uint16Array;
  readonly states: number;
  /** Literals that end in a state. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

function buildTrie(literals: readonly string[], isWanted: (literal: string) => boolean, classOf: Uint16Array): Trie {
  const room = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
  const lastChild = new Int32Array(room);
  const siblingBefore = new Int32Array(room);
  const symbolOf = new Uint16Array(room);
  const outputs: (number[] | undefined)[] = [];
  let states = 1;
  literals.forEach((literal, index) => {
    if (!isWanted(literal)) return;
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const symbol = classOf[literal.charCodeAt(i)]!;
      let child = lastChild[state]!;
      while (child !== 0 && symbolOf[child] !== symbol) child = siblingBefore[child]!;
      if (child === 0) {
        child = states++;
        symbolOf[child] = symbol;
        siblingBefore[child] = lastChild[state]!;
        lastChild[state] = child;
      }
      state = child;
    }
    const here = outputs[state];
    if (here) here.push(index);
    else outputs[state] = [index];
  });
  return { lastChild, siblingBefore, symbolOf, states, outputs };
}

/**
 * Completes the trie to an automaton. States that report something are numbered last, so that one comparison tells them
 * from the others, and within that breadth first, so that those which texts are mostly in lie together.
 */
function compile(trie: Trie, classes: number): Omit<LiteralAutomaton, 'classOf' | 'longest'> {
  const { states, outputs, lastChild, siblingBefore, symbolOf } = trie;
  const { order, suffix } = suffixes(trie);
  const reports: (readonly number[] | undefined)[] = Array.from({ length: states }, (_, state) => outputs[state]);
  let silent = 0;
  for (const state of order) {
    // A state also reports what its suffix reports.
    const inherited = state === 0 ? undefined : reports[suffix[state]!];
    if (inherited) reports[state] = [...(reports[state] ?? []), ...inherited];
    if (!reports[state]) silent++;
  }
  const place = new Int32Array(states);
  const endsAt: number[] = [];
  const ends: number[] = [];
  let quiet = 0;
  for (const state of order) {
    const report = reports[state];
    place[state] = report ? silent + endsAt.push(ends.length) - 1 : quiet++;
    if (report) ends.push(...report);
  }
  endsAt.push(ends.length);
  const shift = 32 - Math.clz32(classes - 1);
  const next = states <= 0xffff ? new Uint16Array(states << shift) : new Int32Array(states << shift);
  for (const state of order) {
    const row = place[state]! << shift;
    // Where the trie ends, the automaton goes on as its longest suffix would.
    const like = place[suffix[state]!]! << shift;
    if (state !== 0) next.copyWithin(row, like, like + classes);
    for (let child = lastChild[state]!; child !== 0; child = siblingBefore[child]!) {
      next[row + symbolOf[child]!] = place[child]!;
    }
  }
  return { next, shift, firstEnd: silent, endsAt: Int32Array.from(endsAt), ends: Int32Array.from(ends) };
}

/** The states breadth first, and for each the state of its longest proper suffix. */
function suffixes({ lastChild, siblingBefore, symbolOf, states }: Trie) {
  const order = new Int32Array(states);
  const suffix = new Int32Array(states);
  const childOf = (state: number, symbol: number): number => {
    let child = lastChild[state]!;
    while (child !== 0 && symbolOf[child] !== symbol) child = siblingBefore[child]!;
    return child;
  };
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const state = order[head]!;
    for (let child = lastChild[state]!; child !== 0; child = siblingBefore[child]!) {
      order[tail++] = child;
      if (state === 0) continue;
      let fallback = suffix[state]!;
      let found = childOf(fallback, symbolOf[child]!);
      while (found === 0 && fallback !== 0) {
        fallback = suffix[fallback]!;
        found = childOf(fallback, symbolOf[child]!);
      }
      suffix[child] = found;
    }
  }
  return { order, suffix };
}
