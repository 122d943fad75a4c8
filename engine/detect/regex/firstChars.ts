import type { RegexNode } from './syntax.ts';

/** Small letters and other characters with which a match can begin; undefined if they are many or it may be empty. */
export function firstChars(tree: RegexNode): string | undefined {
  const { chars, isEmpty } = firsts(tree);
  return chars === undefined || isEmpty ? undefined : [...chars].sort().join('');
}

interface Firsts {
  /** Undefined: many. */
  readonly chars: ReadonlySet<string> | undefined;
  /** Can the node match nothing, so that what follows it may come first? */
  readonly isEmpty: boolean;
}

function firsts(node: RegexNode): Firsts {
  switch (node.kind) {
    case 'char':
      return { chars: node.texts && new Set(node.texts.map((text) => text.charAt(0).toLowerCase())), isEmpty: false };
    case 'assertion':
      return { chars: new Set(), isEmpty: true };
    case 'sequence': {
      let all: Firsts = { chars: new Set(), isEmpty: true };
      for (const item of node.items) if (all.isEmpty) all = either(all, firsts(item), false);
      return all;
    }
    case 'choice':
      return node.options.map(firsts).reduce((all, option) => either(all, option, true));
    case 'repeat': {
      const { chars, isEmpty } = firsts(node.item);
      return { chars, isEmpty: isEmpty || node.min === 0 };
    }
  }
}

function either(a: Firsts, b: Firsts, isChoice: boolean): Firsts {
  return {
    chars: a.chars && b.chars && new Set([...a.chars, ...b.chars]),
    isEmpty: isChoice ? a.isEmpty || b.isEmpty : a.isEmpty && b.isEmpty,
  };
}
