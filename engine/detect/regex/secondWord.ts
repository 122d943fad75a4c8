import { foldCase, unit, WORD, type CharSet } from './charSet.ts';
import type { RegexNode } from './syntax.ts';
import { WORD_CHARS } from './wordBits.ts';

/** Where the end of a part of a match may lie. */
interface Places {
  /** In the match's first word. */
  readonly inFirst: boolean;
  /** Behind it, with no other word begun. */
  readonly behindFirst: boolean;
}

const NOWHERE: Places = { inFirst: false, behindFirst: false };

/** More letters than these keep hardly a match from being tried. */
const FEW = 16;

/**
 * Characters with which the second word of every match begins, in small letters, for a tree whose matches begin with a
 * word. Undefined if they are many, or if a match may end before one. Words are what `\w` stands for without the `u` flag.
 */
export function secondWordChars(tree: RegexNode): string | undefined {
  const set = secondWords(tree);
  if (set === undefined) return undefined;
  const folded = foldCase(set);
  const chars = [...WORD_CHARS].filter((char) => (folded & unit(char.charCodeAt(0))) !== 0n);
  return chars.length > 0 && chars.length <= FEW ? chars.join('') : undefined;
}

function secondWords(tree: RegexNode): CharSet | undefined {
  let chars: CharSet = 0n;

  const through = (node: RegexNode, from: Places): Places => {
    switch (node.kind) {
      case 'char':
        return throughChar(node.set, from);
      case 'assertion':
        return from;
      case 'sequence':
        return node.items.reduce((places, item) => through(item, places), from);
      case 'choice':
        return node.options.map((option) => through(option, from)).reduce(either);
      case 'repeat':
        return throughRepeat(node, from);
    }
  };

  const throughChar = (set: CharSet, from: Places): Places => {
    const isWord = (set & WORD) !== 0n;
    const isOther = (set & ~WORD) !== 0n;
    if (from.behindFirst) chars |= set & WORD;
    return { inFirst: from.inFirst && isWord, behindFirst: isOther && (from.inFirst || from.behindFirst) };
  };

  const throughRepeat = ({ item, min, max }: RegexNode & { kind: 'repeat' }, from: Places): Places => {
    let places = from;
    let all = min === 0 ? from : NOWHERE;
    // There are four states of places, so that what four rounds do not reach is never reached.
    for (let round = 1; round <= Math.min(max, min + 4); round++) {
      const next = through(item, places);
      if (round >= min) all = either(all, next);
      if (next.inFirst === places.inFirst && next.behindFirst === places.behindFirst) return either(all, next);
      places = next;
    }
    return all;
  };

  const end = through(tree, { inFirst: true, behindFirst: false });
  return end.inFirst || end.behindFirst ? undefined : chars;
}

function either(a: Places, b: Places): Places {
  return { inFirst: a.inFirst || b.inFirst, behindFirst: a.behindFirst || b.behindFirst };
}
