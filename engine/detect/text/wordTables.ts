import { FOLD, foldedWords, hashOf, IDEOGRAPH } from './foldWords.ts';

export interface WordEntry {
  readonly text: string;
  /** 0 to 95. */
  readonly class: number;
}

/** Bit c & 31 of number c >> 5 for class c. */
export type ClassNumbers = readonly [number, number, number];

/**
 * A lexicon as plain JSON: made when the product is built, because reading thousands of expressions takes longer than
 * an engine may take for its first text. Numbers are 32-bit, in base64.
 */
export interface WordTables {
  /** Hash of each word, by its number less one. */
  readonly words: string;
  /** 1-based numbers of the words that stand for all that begin so, with the hash of their first letters. */
  readonly prefixes: string;
  /** Expressions as a tree: for each node but the root its parent and the word that leads to it. */
  readonly nodes: string;
  /** Node and class of each expression that ends. */
  readonly ends: string;
  /** Expressions of scripts without spaces, with the bits of their classes. */
  readonly joined: readonly (readonly [text: string, ...bits: ClassNumbers])[];
}

/** Letters that a beginning of a word has at least. */
export const MIN_PREFIX = 2;

export function compileWords(entries: readonly WordEntry[]): WordTables {
  const numbers = new Map<string, number>();
  const prefixes: number[] = [];
  const children = new Map<string, number>();
  const nodes: number[] = [];
  const ends: number[] = [];
  const joined = new Map<string, [number, number, number]>();

  const numberOf = (word: string): number => {
    let number = numbers.get(word);
    if (number !== undefined) return number;
    numbers.set(word, (number = numbers.size + 1));
    if (word.endsWith('*')) {
      if (word.length <= MIN_PREFIX) throw new Error(`"${word}" stands for too many words`);
      prefixes.push(number, hashOf(word.slice(0, MIN_PREFIX)));
    }
    return number;
  };
  const childOf = (node: number, word: number): number => {
    const key = `${node} ${word}`;
    let child = children.get(key);
    if (child === undefined) children.set(key, (child = nodes.push(node, word) / 2));
    return child;
  };
  for (const { text, class: kind } of entries) {
    const words = foldedWords(text);
    if (words[0] === undefined) throw new Error(`"${text}" has no word`);
    if (FOLD[words[0].charCodeAt(0)] === IDEOGRAPH) {
      const bits = joined.get(text) ?? [0, 0, 0];
      bits[kind >> 5]! |= 1 << (kind & 31);
      joined.set(text, bits);
    } else
      ends.push(
        words.reduce((node, word) => childOf(node, numberOf(word)), 0),
        kind,
      );
  }
  const hashes = [...numbers.keys()].map((word) => hashOf(word.replace(/\*$/, '')));
  return {
    words: encode(hashes),
    prefixes: encode(prefixes),
    nodes: encode(nodes),
    ends: encode(ends),
    joined: [...joined].map(([text, bits]) => [text, ...bits] as const),
  };
}

function encode(numbers: readonly number[]): string {
  return Buffer.from(Int32Array.from(numbers).buffer).toString('base64');
}

function decode(text: string): Int32Array {
  // Copied, because the bytes of a pooled buffer may begin anywhere.
  return new Int32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);
}

/** Open addressing: a key to a number above zero. */
class HashTable {
  private readonly keys: Int32Array;
  private readonly values: Int32Array;
  private readonly mask: number;

  constructor(most: number) {
    let size = 64;
    while (size < most * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
  }

  set(key: number, value: number): void {
    let slot = this.slot(key);
    while (this.values[slot] !== 0) slot = (slot + 1) & this.mask;
    this.keys[slot] = key;
    this.values[slot] = value;
  }

  /** Zero if there is none. */
  get(key: number): number {
    for (let slot = this.slot(key); ; slot = (slot + 1) & this.mask) {
      const value = this.values[slot]!;
      if (value === 0 || this.keys[slot] === key) return value;
    }
  }

  private slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 12) & this.mask;
  }
}

/** Bits of a prefix's hash that are looked at before the table is. */
export const PREFIX_BITS = 0x3fff;

/** A lexicon ready to be looked up. */
export interface Lexicon {
  /** Number of a word by its hash. */
  readonly whole: HashTable;
  readonly beginnings: HashTable;
  /** Where a prefix may end, and what its first two letters may be: bits of their hash. */
  readonly prefixEnds: Uint8Array;
  readonly prefixStarts: Uint8Array;
  /** By node: bits of the classes of the expression that ends there. The root is 0. */
  readonly low: Int32Array;
  readonly mid: Int32Array;
  readonly high: Int32Array;
  /** 1 for a node that others follow. */
  readonly goesOn: Uint8Array;
  /** The node that a word leads to; 0 if there is none. */
  next(node: number, word: number): number;
  /** Expressions of scripts without spaces by their first unit. */
  readonly joined: ReadonlyMap<number, readonly JoinedEntry[]>;
}

export interface JoinedEntry {
  readonly text: string;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export function loadWords(tables: WordTables): Lexicon {
  const hashes = decode(tables.words);
  const prefixes = decode(tables.prefixes);
  const nodes = decode(tables.nodes);
  const ends = decode(tables.ends);
  const isPrefix = new Uint8Array(hashes.length + 1);
  const prefixEnds = new Uint8Array(PREFIX_BITS + 1);
  const prefixStarts = new Uint8Array(PREFIX_BITS + 1);
  const beginnings = new HashTable(prefixes.length / 2);
  for (let i = 0; i < prefixes.length; i += 2) {
    const number = prefixes[i]!;
    isPrefix[number] = 1;
    prefixEnds[hashes[number - 1]! & PREFIX_BITS] = 1;
    prefixStarts[prefixes[i + 1]! & PREFIX_BITS] = 1;
    beginnings.set(hashes[number - 1]!, number);
  }
  const whole = new HashTable(hashes.length);
  for (let i = 0; i < hashes.length; i++) if (isPrefix[i + 1] === 0) whole.set(hashes[i]!, i + 1);

  const count = nodes.length / 2 + 1;
  const stride = hashes.length + 1;
  const edges = new HashTable(count);
  const goesOn = new Uint8Array(count);
  for (let child = 1; child < count; child++) {
    const parent = nodes[child * 2 - 2]!;
    goesOn[parent] = 1;
    edges.set(parent * stride + nodes[child * 2 - 1]!, child);
  }
  const low = new Int32Array(count);
  const mid = new Int32Array(count);
  const high = new Int32Array(count);
  for (let i = 0; i < ends.length; i += 2) {
    const kind = ends[i + 1]!;
    const bits = kind < 32 ? low : kind < 64 ? mid : high;
    bits[ends[i]!]! |= 1 << (kind & 31);
  }
  const joined = new Map<number, JoinedEntry[]>();
  for (const [text, ...bits] of tables.joined) {
    const sharing = joined.get(text.charCodeAt(0)) ?? [];
    joined.set(text.charCodeAt(0), sharing);
    sharing.push({ text, low: bits[0], mid: bits[1], high: bits[2] });
  }
  return {
    whole,
    beginnings,
    prefixEnds,
    prefixStarts,
    low,
    mid,
    high,
    goesOn,
    next: (node, word) => (word === 0 ? 0 : edges.get(node * stride + word)),
    joined,
  };
}
