import type { Budget } from '../budget.ts';

/**
 * Aho-Corasick over all anchors of all patterns: one pass over a text names every anchor in it, overlapping
 * ones too. Letters are compared the way the `i` flag does, which never changes a length, so offsets hold.
 */
export interface LiteralIndex {
  /** Calls `found` for every occurrence: index of the literal, offset of its last character. Ends early once the budget is spent. */
  search(text: string, found: (literal: number, end: number) => void, budget?: Budget): void;
}

/** Characters between two looks at the budget. */
const STRETCH = 8192;

export function buildLiteralIndex(literals: readonly string[]): LiteralIndex {
  const { classOf, classes } = classify(literals);
  return indexOf(classOf, compile(buildTrie(literals, classOf), classes));
}

/**
 * An index that sees only the characters of its literals and reads over all others, as someone does who looks for words
 * whose letters stand apart. Characters that are alike, such as `1` for `i`, count as the first of their group.
 */
export function buildSpacedIndex(literals: readonly string[], alike: readonly string[]): LiteralIndex {
  const { classOf, classes } = classify(literals);
  for (const [first = '', ...others] of alike)
    for (const other of others)
      for (const form of [other, other.toUpperCase()]) classOf[form.charCodeAt(0)] = classOf[first.charCodeAt(0)]!;
  const automaton = compile(buildTrie(literals, classOf), classes);
  const { next } = automaton;
  for (let row = 0; row < next.length; row += classes) next[row] = row;
  return indexOf(classOf, automaton);
}

function indexOf(classOf: Uint16Array, { next, classes, firstEnd, ends }: Automaton): LiteralIndex {
  return {
    search(text, found, budget) {
      let state = 0;
      for (let from = 0; from < text.length; from += STRETCH) {
        if (from > 0 && budget?.spent()) return;
        const to = Math.min(text.length, from + STRETCH);
        for (let i = from; i < to; i++) {
          // Both tables cover every index that can arise here.
          const symbol = classOf[text.charCodeAt(i)]!;
          state = next[state + symbol]!;
          if (state < firstEnd || symbol === 0) continue;
          for (const literal of ends[(state - firstEnd) / classes]!) found(literal, i);
        }
      }
    },
  };
}

/** Gives every character of the literals, with its other case, a class of its own; class 0 is everything else. */
function classify(literals: readonly string[]): { readonly classOf: Uint16Array; readonly classes: number } {
  const classOf = new Uint16Array(65_536);
  let classes = 1;
  for (const unit of new Set(literals.join(''))) {
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

function buildTrie(literals: readonly string[], classOf: Uint16Array): Trie {
  const room = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
  const lastChild = new Int32Array(room);
  const siblingBefore = new Int32Array(room);
  const symbolOf = new Uint16Array(room);
  const outputs: (number[] | undefined)[] = [];
  let states = 1;
  literals.forEach((literal, index) => {
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

interface Automaton {
  /** By state and class: the state that follows. */
  readonly next: Int32Array;
  readonly classes: number;
  /** The first state that reports something. */
  readonly firstEnd: number;
  /** What the states from there on report. */
  readonly ends: readonly Int32Array[];
}

/**
 * Completes the trie to an automaton. States are stored as offsets of their rows, those that report something last, so
 * that one comparison tells them from the others.
 */
function compile(trie: Trie, classes: number): Automaton {
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
  const ends: Int32Array[] = [];
  let quiet = 0;
  for (let state = 0; state < states; state++) {
    const report = reports[state];
    place[state] = report ? (silent + ends.push(Int32Array.from(report)) - 1) * classes : quiet++ * classes;
  }
  const next = new Int32Array(states * classes);
  for (const state of order) {
    const row = place[state]!;
    // Where the trie ends, the automaton goes on as its longest suffix would.
    const like = place[suffix[state]!]!;
    if (state !== 0) next.copyWithin(row, like, like + classes);
    for (let child = lastChild[state]!; child !== 0; child = siblingBefore[child]!) {
      next[row + symbolOf[child]!] = place[child]!;
    }
  }
  return { next, classes, firstEnd: silent * classes, ends };
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
