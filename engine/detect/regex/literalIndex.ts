import type { Budget } from '../budget.ts';

/**
 * Aho-Corasick over all anchors of all patterns: one pass over a text names every anchor in it, overlapping
 * ones too. Letters are compared the way the `i` flag does, which never changes a length, so offsets hold.
 */
export interface LiteralIndex {
  /** Calls `found` for every occurrence: index of the literal, offset of its last character. Ends early once the budget is spent. */
  search(text: string, found: (literal: number, end: number) => void, budget?: Budget): void;
}

const ROOT = 0;
/** Characters between two looks at the budget. */
const STRETCH = 8192;

export function buildLiteralIndex(literals: readonly string[]): LiteralIndex {
  const classOf = new Uint16Array(65_536);
  let classes = 1;
  for (const unit of new Set(literals.join('').split(''))) classes = addClass(classOf, unit.charCodeAt(0), classes);

  const children: Map<number, number>[] = [];
  const outputs: number[][] = [];
  const addState = () => {
    outputs.push([]);
    return children.push(new Map()) - 1;
  };
  addState();
  literals.forEach((literal, index) => {
    let state = ROOT;
    for (let i = 0; i < literal.length; i++) {
      const symbol = classOf[literal.charCodeAt(i)] ?? 0;
      const row = children[state];
      const known = row?.get(symbol);
      const child = known ?? addState();
      if (known === undefined) row?.set(symbol, child);
      state = child;
    }
    outputs[state]?.push(index);
  });

  const next = link(children, outputs, classes);
  const ends = outputs.map((list) => (list.length > 0 ? Int32Array.from(list) : undefined));
  return {
    search(text, found, budget) {
      let state = ROOT;
      for (let from = 0; from < text.length; from += STRETCH) {
        if (from > 0 && budget?.spent()) return;
        const to = Math.min(text.length, from + STRETCH);
        for (let i = from; i < to; i++) {
          // Both tables cover every index that can arise here.
          state = next[state * classes + classOf[text.charCodeAt(i)]!]!;
          const here = ends[state];
          if (here !== undefined) for (const literal of here) found(literal, i);
        }
      }
    },
  };
}

/** Gives a character and its other case one class; returns the number of classes. */
function addClass(classOf: Uint16Array, code: number, classes: number): number {
  if (classOf[code] !== 0) return classes;
  const char = String.fromCharCode(code);
  for (const form of [char, char.toUpperCase(), char.toLowerCase()]) {
    if (form.length === 1) classOf[form.charCodeAt(0)] = classes;
  }
  return classes + 1;
}

/** Completes the trie to an automaton, breadth first; a state also reports what its suffixes report. */
function link(children: readonly ReadonlyMap<number, number>[], outputs: number[][], classes: number): Int32Array {
  const next = new Int32Array(children.length * classes);
  const suffix = new Int32Array(children.length);
  const queue = [ROOT];
  for (const state of queue) {
    const fallback = suffix[state] ?? ROOT;
    const row = state * classes;
    if (state !== ROOT) {
      outputs[state]?.push(...(outputs[fallback] ?? []));
      // Where the trie ends, the automaton goes on as its longest suffix would.
      next.copyWithin(row, fallback * classes, (fallback + 1) * classes);
    }
    for (const [symbol, child] of children[state] ?? []) {
      suffix[child] = state === ROOT ? ROOT : (next[row + symbol] ?? ROOT);
      next[row + symbol] = child;
      queue.push(child);
    }
  }
  return next;
}
