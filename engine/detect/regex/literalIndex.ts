/**
 * Aho-Corasick over all anchors of all patterns: one pass over a text names every anchor in it, overlapping
 * ones too. Letters are compared the way the `i` flag does, which never changes a length, so offsets hold.
 */
export interface LiteralIndex {
  /** Calls `found` for every occurrence: index of the literal, offset of its last character. */
  search(text: string, found: (literal: number, end: number) => void): void;
}

const ROOT = 0;

export function buildLiteralIndex(literals: readonly string[]): LiteralIndex {
  const classOf = new Uint16Array(65_536);
  let classes = 1;
  for (const unit of new Set(literals.join('').split(''))) classes = addClass(classOf, unit.charCodeAt(0), classes);

  const goto: Int32Array[] = [];
  const outputs: number[][] = [];
  const addState = () => {
    outputs.push([]);
    return goto.push(new Int32Array(classes).fill(-1)) - 1;
  };
  addState();
  literals.forEach((literal, index) => {
    let state = ROOT;
    for (let i = 0; i < literal.length; i++) {
      const symbol = classOf[literal.charCodeAt(i)] ?? 0;
      const row = goto[state];
      if (!row) break;
      if ((row[symbol] ?? -1) < 0) row[symbol] = addState();
      state = row[symbol] ?? ROOT;
    }
    outputs[state]?.push(index);
  });

  const next = link(goto, outputs, classes);
  const ends = outputs.map((list) => (list.length > 0 ? Int32Array.from(list) : undefined));
  return {
    search(text, found) {
      let state = ROOT;
      for (let i = 0; i < text.length; i++) {
        // Both tables cover every index that can arise here.
        state = next[state * classes + classOf[text.charCodeAt(i)]!]!;
        const here = ends[state];
        if (here !== undefined) for (const literal of here) found(literal, i);
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
function link(goto: readonly Int32Array[], outputs: number[][], classes: number): Int32Array {
  const next = new Int32Array(goto.length * classes);
  const suffix = new Int32Array(goto.length);
  const queue = [ROOT];
  for (const state of queue) {
    const fallback = suffix[state] ?? ROOT;
    if (state !== ROOT) outputs[state]?.push(...(outputs[fallback] ?? []));
    for (let symbol = 0; symbol < classes; symbol++) {
      const child = goto[state]?.[symbol] ?? -1;
      const elsewhere = state === ROOT ? ROOT : (next[fallback * classes + symbol] ?? ROOT);
      next[state * classes + symbol] = child >= 0 ? child : elsewhere;
      if (child < 0) continue;
      suffix[child] = elsewhere;
      queue.push(child);
    }
  }
  return next;
}
