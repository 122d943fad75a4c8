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
  const trie = buildTrie(literals, classOf, classes);
  const { next, firstEnd, ends } = compile(trie, classes);
  return {
    search(text, found, budget) {
      let state = 0;
      for (let from = 0; from < text.length; from += STRETCH) {
        if (from > 0 && budget?.spent()) return;
        const to = Math.min(text.length, from + STRETCH);
        for (let i = from; i < to; i++) {
          // Both tables cover every index that can arise here.
          state = next[state + classOf[text.charCodeAt(i)]!]!;
          if (state >= firstEnd) for (const literal of ends[(state - firstEnd) / classes]!) found(literal, i);
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

interface Trie {
  /** Row per state, a column per class: the child, 0 for none. */
  readonly children: Int32Array;
  readonly states: number;
  /** Literals that end in a state. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

function buildTrie(literals: readonly string[], classOf: Uint16Array, classes: number): Trie {
  const room = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
  const children = new Int32Array(room * classes);
  const outputs: (number[] | undefined)[] = [];
  let states = 1;
  literals.forEach((literal, index) => {
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const cell = state * classes + (classOf[literal.charCodeAt(i)] ?? 0);
      if (children[cell] === 0) children[cell] = states++;
      state = children[cell]!;
    }
    const here = outputs[state];
    if (here) here.push(index);
    else outputs[state] = [index];
  });
  return { children: children.subarray(0, states * classes), states, outputs };
}

/**
 * Completes the trie to an automaton, breadth first; a state also reports what its suffixes report. States are stored
 * as offsets of their rows, those that report something last, so that one comparison tells them from the others.
 */
function compile({ children, states, outputs }: Trie, classes: number) {
  const next = Int32Array.from(children);
  const suffix = new Int32Array(states);
  const reports: (readonly number[] | undefined)[] = Array.from({ length: states }, (_, state) => outputs[state]);
  const queue = new Int32Array(states);
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    const state = queue[head]!;
    const fallback = suffix[state]!;
    if (state !== 0) {
      const inherited = reports[fallback];
      if (inherited) reports[state] = [...(reports[state] ?? []), ...inherited];
    }
    for (let symbol = 0; symbol < classes; symbol++) {
      const child = children[state * classes + symbol]!;
      const beyond = state === 0 ? 0 : next[fallback * classes + symbol]!;
      if (child === 0) {
        // Where the trie ends, the automaton goes on as its longest suffix would.
        next[state * classes + symbol] = beyond;
      } else {
        suffix[child] = beyond;
        queue[tail++] = child;
      }
    }
  }
  const silent = reports.filter((report) => report === undefined).length;
  const place = new Int32Array(states);
  const ends: Int32Array[] = [];
  let quiet = 0;
  for (let state = 0; state < states; state++) {
    const report = reports[state];
    place[state] = report ? (silent + ends.push(Int32Array.from(report)) - 1) * classes : quiet++ * classes;
  }
  const rows = new Int32Array(states * classes);
  for (let state = 0; state < states; state++) {
    const row = place[state]!;
    for (let symbol = 0; symbol < classes; symbol++) rows[row + symbol] = place[next[state * classes + symbol]!]!;
  }
  return { next: rows, firstEnd: silent * classes, ends };
}
