import type { Budget } from './budget.ts';
import type { AnchorIndex, CompiledPattern } from './pack.ts';
import { buildLiteralIndex, type LiteralIndex } from './regex/literalIndex.ts';
import { ANY_WORD, secondWordBit, wordBit, wordBits } from './regex/wordBits.ts';
import { isWordCode, isWordStart, WordStarts } from './regex/wordStarts.ts';

/**
 * Longer texts are matched in pieces of so many characters, so that a pattern's cost is bounded. A match lies around its
 * anchor, so the piece in which the anchor ends, with as much on both sides as a match can be long, holds all of it.
 */
export const PIECE = 2048;
/** Characters that a piece has in common with the next. */
export const OVERLAP = 512;
/** The longest text that is matched in one. */
export const WHOLE = PIECE + OVERLAP;

export interface LoadedPattern {
  readonly source: CompiledPattern;
  /** Position of the group that it belongs to. */
  readonly position: number;
  readonly anchored: boolean;
  /** Matches are tried where anchors say that they may start, and nowhere else. */
  readonly byStart: boolean;
  regex: RegExp | undefined;
  /** Of the text at hand, while its anchors are looked for. */
  places: number[] | undefined;
}

/** Where a pattern is looked for: from these places on if it is tried by its starts, around them if it has a reach, else in pieces, by number. */
export type Candidates = ReadonlyMap<LoadedPattern, readonly number[]>;

const NO_CANDIDATES: Candidates = new Map();
const NO_LEAD = [0, 0] as const;
/** Places for a match's start that are looked at one by one. */
const FEW_PLACES = 4;

/** A pattern that an anchor calls for. */
interface Owner {
  readonly pattern: LoadedPattern;
  /** Characters between the start of a match and the anchor. */
  readonly least: number;
  readonly most: number;
}

/** Numbers that are kept of each literal, side by side: they are read at every anchor of a text. */
const LENGTH = 0;
/** Owners whose match begins with the anchor and with a word come first; whether one begins there is asked once for all. */
const FIRST_OWNER = 1;
const BEHIND_WORDS = 2;
const BEHIND_OWNERS = 3;
/** Bits of the words that may follow in a match of the first owners. */
const SECONDS = 4;
const OF_LITERAL = 5;

/** Numbers that are kept of each owner. */
const PATTERN = 0;
/** Characters between the start of a match and the anchor; `most` is negative where matches are not tried by their starts. */
const LEAST = 1;
const MOST = 2;
const AROUND = -1;
const IN_PIECE = -2;
/** Bits of the words with which a match may begin, and of those which may be its second; the first 0 if it may begin otherwise. */
const FIRST = 3;
const SECOND = 4;
const OF_OWNER = 5;

/** What the patterns of a lane are looked for by. */
export interface Anchors {
  readonly patterns: readonly LoadedPattern[];
  readonly literals: Int32Array;
  readonly owners: Int32Array;
  /** For patterns that need not begin with a word: 1 for each ASCII character that a match can begin with. */
  readonly firsts: readonly Uint8Array[];
  /** Over the first `indexed` literals. */
  readonly made: LiteralIndex | undefined;
  readonly indexed: number;
  /** Over the others. */
  readonly rest: LiteralIndex | undefined;
}

/** The anchors of these patterns; `made` is an index over some of them, and maybe over others. */
export function anchorsOf(patterns: readonly LoadedPattern[], made: AnchorIndex | undefined): Anchors {
  const indexed = made?.literals ?? [];
  const byAnchor = new Map(indexed.map((literal): [string, Owner[]] => [literal, []]));
  for (const pattern of patterns) {
    const { anchors = [], leads } = pattern.source;
    anchors.forEach((anchor, i) => {
      const [least, most] = leads?.[i] ?? NO_LEAD;
      let owners = byAnchor.get(anchor);
      if (!owners) byAnchor.set(anchor, (owners = []));
      owners.push({ pattern, least, most });
    });
  }
  const others = [...byAnchor.keys()].slice(indexed.length);
  return {
    ...tables(patterns, byAnchor),
    patterns,
    firsts: patterns.map(({ source }) => firstTable(source.first)),
    made: made?.index,
    indexed: indexed.length,
    rest: others.length > 0 ? buildLiteralIndex(others) : undefined,
  };
}

function tables(patterns: readonly LoadedPattern[], byAnchor: ReadonlyMap<string, readonly Owner[]>) {
  const numbers = new Map(patterns.map((pattern, number) => [pattern, number]));
  const literals = new Int32Array(byAnchor.size * OF_LITERAL);
  const rows: number[] = [];
  let at = 0;
  for (const [anchor, owners] of byAnchor) {
    const atWord = owners.filter(beginsWord);
    const rest = owners.filter((owner) => !beginsWord(owner));
    literals[at + LENGTH] = anchor.length;
    literals[at + FIRST_OWNER] = rows.length;
    literals[at + BEHIND_WORDS] = rows.length + atWord.length * OF_OWNER;
    literals[at + BEHIND_OWNERS] = rows.length + owners.length * OF_OWNER;
    for (const { pattern, least, most } of [...atWord, ...rest]) {
      const { reach, word, first, second } = pattern.source;
      const far = pattern.byStart ? most : reach === undefined ? IN_PIECE : AROUND;
      rows.push(numbers.get(pattern)!, least, far, word ? wordBits(first) : 0, wordBits(second));
    }
    literals[at + SECONDS] = atWord.reduce((bits, { pattern }) => bits | wordBits(pattern.source.second), 0);
    at += OF_LITERAL;
  }
  return { literals, owners: Int32Array.from(rows) };
}

function beginsWord({ pattern, most }: Owner): boolean {
  return pattern.byStart && pattern.source.word === true && most === 0;
}

/** Looks for the anchors of a text and notes at their patterns where these may match. */
export class AnchorSearch {
  private readonly wordStarts = new WordStarts();
  private readonly touched: LoadedPattern[] = [];

  candidates(anchors: Anchors, text: string, budget: Budget): Candidates {
    const { touched, wordStarts } = this;
    const { patterns, literals, owners, firsts, made, indexed, rest } = anchors;
    // Not at the end: nothing may be left of a search that threw.
    for (const pattern of touched) pattern.places = undefined;
    touched.length = 0;
    wordStarts.reset();
    const whole = text.length <= WHOLE;
    const keep = (pattern: LoadedPattern, place: number) => {
      const { places } = pattern;
      if (!places) {
        pattern.places = [place];
        touched.push(pattern);
      } else if (places[places.length - 1] !== place) places.push(place);
    };
    const note = (literal: number, end: number) => {
      const row = literal * OF_LITERAL;
      const anchor = end + 1 - literals[row + LENGTH]!;
      const behindWords = literals[row + BEHIND_WORDS]!;
      const seconds = literals[row + SECONDS]!;
      if (seconds !== 0 && (anchor === 0 || !isWordCode(text.charCodeAt(anchor - 1)))) {
        const second = secondWordBit(text, anchor);
        if ((seconds & second) !== 0)
          for (let owner = literals[row + FIRST_OWNER]!; owner < behindWords; owner += OF_OWNER)
            if ((owners[owner + SECOND]! & second) !== 0) keep(patterns[owners[owner + PATTERN]!]!, anchor);
      }
      const behind = literals[row + BEHIND_OWNERS]!;
      for (let owner = behindWords; owner < behind; owner += OF_OWNER) {
        const most = owners[owner + MOST]!;
        if (most >= 0) noteStarts(owner, Math.max(0, anchor - most), anchor - owners[owner + LEAST]!);
        else keep(patterns[owners[owner + PATTERN]!]!, whole ? 0 : most === AROUND ? end : Math.floor(end / PIECE));
      }
    };
    /** Notes where a match may start between two places. */
    const noteStarts = (owner: number, from: number, to: number) => {
      const number = owners[owner + PATTERN]!;
      const pattern = patterns[number]!;
      const first = owners[owner + FIRST]!;
      if (first === 0) {
        const table = firsts[number]!;
        for (let start = from; start <= to; start++) {
          const code = text.charCodeAt(start);
          if (code >= ASCII || table[code] === 1) keep(pattern, start);
        }
        return;
      }
      const second = owners[owner + SECOND]!;
      // Of many places only those are looked at where a word begins.
      let word = to - from > FEW_PLACES ? wordStarts.firstFrom(text, from, to) : -1;
      if (word < 0) {
        for (let start = from; start <= to; start++)
          if ((wordBit(text.charCodeAt(start)) & first) !== 0 && isWordStart(text, start))
            if (second === ANY_WORD || (secondWordBit(text, start) & second) !== 0) keep(pattern, start);
        return;
      }
      for (let start = wordStarts.at(word); start <= to; start = wordStarts.at(++word))
        if ((wordStarts.bitOf(word) & first) !== 0 && (wordStarts.bitBehind(text, word) & second) !== 0)
          keep(pattern, start);
    };
    made?.search(text, note, budget);
    rest?.search(text, indexed > 0 ? (literal, end) => note(literal + indexed, end) : note, budget);
    if (touched.length === 0) return NO_CANDIDATES;
    const found = new Map<LoadedPattern, readonly number[]>();
    for (const pattern of touched) found.set(pattern, pattern.places!);
    return found;
  }
}

const ASCII = 128;

/** Many patterns begin with the same characters. */
const firstTables = new Map<string, Uint8Array>();

function firstTable(first: string | undefined): Uint8Array {
  if (first === undefined) return ANY_FIRST;
  const known = firstTables.get(first);
  if (known) return known;
  const table = new Uint8Array(ASCII);
  for (const char of first)
    for (const form of [char, char.toUpperCase()]) if (form < '\x80') table[form.charCodeAt(0)] = 1;
  firstTables.set(first, table);
  return table;
}

const ANY_FIRST = new Uint8Array(ASCII).fill(1);
