/**
 * Finds the words and short expressions of a lexicon in a text, in one pass and without allocation. Case and accents
 * do not count, apostrophes and combining marks are not seen. `ignor*` stands for every word that begins so. Scripts
 * that put no space between words are searched for their expressions at each character.
 */
export interface WordIndex {
  /** Calls `sentence` at the end of each sentence that holds words of the lexicon; it returns true to end the scan. */
  scan(text: string, sentence: (words: SentenceWords) => boolean): void;
}

/** The lexicon's words in one sentence, in text order. Valid only during the call. */
export interface SentenceWords {
  readonly count: number;
  /** Union of the classes of all words: bit c of `low` for class c, of `high` for class c + 32. */
  readonly low: number;
  readonly high: number;
  isOf(word: number, low: number, high: number): boolean;
  /** Number of the word among all words of the text. */
  ordinal(word: number): number;
  start(word: number): number;
  end(word: number): number;
}

export interface WordEntry {
  readonly text: string;
  /** 0 to 63. */
  readonly class: number;
}

const SEPARATOR = 0;
const UNSEEN = 0xffff;
const IDEOGRAPH = 0xfffe;

/** ASCII and Latin, marks, Greek and Cyrillic, Hebrew and Arabic, Devanagari and Bengali, Latin for Vietnamese. */
const SPACED_SCRIPTS = [
  [0x30, 0x24f],
  [0x300, 0x52f],
  [0x591, 0x6ff],
  [0x900, 0x9ff],
  [0x1e00, 0x1eff],
] as const;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const HIDDEN_MARK = /\p{Mn}/u;

/** Folded letter of each UTF-16 unit, or one of the three above. */
const FOLD = buildFold();

function buildFold(): Uint16Array {
  const fold = new Uint16Array(0x10000);
  for (const [from, to] of SPACED_SCRIPTS) {
    for (let code = from; code <= to; code++) {
      const char = String.fromCharCode(code);
      if (!LETTER.test(char)) continue;
      fold[code] = HIDDEN_MARK.test(char) ? UNSEEN : char.toLowerCase().normalize('NFD').charCodeAt(0);
    }
  }
  for (const [from, to] of [
    [0x0e00, 0x0eff], // Thai, Lao
    [0x1000, 0x109f], // Burmese
    [0x1780, 0x17ff], // Khmer
    [0x3040, 0x30ff], // Kana
    [0x3400, 0x9fff], // Han
    [0xac00, 0xd7a3], // Hangul, whose particles follow without a space
  ] as const)
    fold.fill(IDEOGRAPH, from, to + 1);
  for (const code of [0x27, 0x2019, 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) fold[code] = UNSEEN;
  fold[0x131] = 0x69; // ı
  fold[0x142] = 0x6c; // ł
  fold[0x111] = 0x64; // đ
  fold[0xf8] = 0x6f; // ø
  return fold;
}

/** Words of an entry, folded. */
function foldedWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (let i = 0; i <= text.length; i++) {
    const folded = i < text.length ? (FOLD[text.charCodeAt(i)] ?? SEPARATOR) : SEPARATOR;
    if (folded === UNSEEN) continue;
    if (folded !== SEPARATOR) word += folded === IDEOGRAPH ? text.charAt(i) : String.fromCharCode(folded);
    else if (text.charAt(i) === '*') words.push(`${word}*`);
    if (folded === SEPARATOR) {
      if (word !== '' && text.charAt(i) !== '*') words.push(word);
      word = '';
    }
  }
  return words;
}

/** FNV-1a over UTF-16 units. */
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const PREFIX_BITS = 0x3fff;
const MIN_PREFIX = 2;

function hashOf(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}

/** What follows a word in expressions of several words. Bits of its classes where an expression ends here. */
interface Node {
  low: number;
  high: number;
  next?: Map<number, Node>;
}

/** Open addressing: hash of a word to its number. */
class HashTable {
  private readonly keys: Int32Array;
  private readonly values: Int32Array;
  private readonly mask: number;
  constructor(words: ReadonlyMap<number, number>) {
    let size = 64;
    while (size < words.size * 4) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
    for (const [key, value] of words) {
      let slot = this.slot(key);
      while (this.values[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      this.values[slot] = value;
    }
  }
  /** Number of the word, 0 if there is none. */
  get(hash: number): number {
    for (let slot = this.slot(hash); ; slot = (slot + 1) & this.mask) {
      const value = this.values[slot]!;
      if (value === 0 || this.keys[slot] === hash) return value;
    }
  }
  private slot(hash: number): number {
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}

/** A longer sentence is judged in parts. */
const MAX_WORDS = 256;

class Found implements SentenceWords {
  count = 0;
  low = 0;
  high = 0;
  private readonly cells = new Int32Array(MAX_WORDS * 5);

  add(low: number, high: number, ordinal: number, start: number, end: number): void {
    const at = this.count++ * 5;
    this.cells[at] = low;
    this.cells[at + 1] = high;
    this.cells[at + 2] = ordinal;
    this.cells[at + 3] = start;
    this.cells[at + 4] = end;
    this.low |= low;
    this.high |= high;
  }
  /** An expression says what its words do not say by themselves: "password reset" holds no password. */
  dropFrom(start: number): void {
    while (this.count > 0 && this.start(this.count - 1) >= start) this.count--;
  }
  clear(): void {
    this.count = this.low = this.high = 0;
  }
  isOf(word: number, low: number, high: number): boolean {
    return (this.cells[word * 5]! & low) !== 0 || (this.cells[word * 5 + 1]! & high) !== 0;
  }
  ordinal(word: number): number {
    return this.cells[word * 5 + 2]!;
  }
  start(word: number): number {
    return this.cells[word * 5 + 3]!;
  }
  end(word: number): number {
    return this.cells[word * 5 + 4]!;
  }
}

/** Left by the last scan for the next one: most texts are shorter than what it takes to make one. */
let spare: Found | undefined;

/** Ends a sentence wherever it stands. */
const IS_STOP = new Uint8Array(0x10000);
for (const char of '!?;。！？；।؟…') IS_STOP[char.charCodeAt(0)] = 1;
const NEWLINE = 10;
const SPACE = 32;
const AT = 64;
const DOT = 46;

interface Joined {
  readonly text: string;
  low: number;
  high: number;
}

interface Lexicon {
  readonly whole: HashTable;
  readonly beginnings: HashTable;
  /** Where a prefix may end, and what its first two letters may be: bits of their hash. */
  readonly prefixEnds: Uint8Array;
  readonly prefixStarts: Uint8Array;
  readonly first: readonly (Node | undefined)[];
  /** Expressions of scripts without spaces by their first unit. */
  readonly joined: ReadonlyMap<number, readonly Joined[]>;
  readonly absorbing: ClassBits;
  readonly mail: ClassBits;
}

/** Bit c of `low` for class c, of `high` for class c + 32. */
export interface ClassBits {
  readonly low: number;
  readonly high: number;
}

export interface WordIndexOptions {
  /** Expressions of these classes take their words away from all other classes. */
  readonly absorbing?: ClassBits;
  /** Classes of an `@` between letters, as in a mail address. */
  readonly mail?: ClassBits;
}

const NO_CLASS: ClassBits = { low: 0, high: 0 };

export function buildWordIndex(entries: readonly WordEntry[], options: WordIndexOptions = {}): WordIndex {
  const lexicon = { ...load(entries), absorbing: options.absorbing ?? NO_CLASS, mail: options.mail ?? NO_CLASS };
  return { scan: (text, sentence) => new Scanner(lexicon, text, sentence).run() };
}

function load(entries: readonly WordEntry[]): Omit<Lexicon, 'absorbing' | 'mail'> {
  const numbers = new Map<number, number>();
  const prefixes = new Map<number, number>();
  const prefixEnds = new Uint8Array(PREFIX_BITS + 1);
  const prefixStarts = new Uint8Array(PREFIX_BITS + 1);
  const first: Node[] = [];
  const joined = new Map<number, Joined[]>();

  const numberOf = (word: string): number => {
    const isPrefix = word.endsWith('*');
    const hash = hashOf(isPrefix ? word.slice(0, -1) : word);
    const table = isPrefix ? prefixes : numbers;
    if (isPrefix) {
      if (word.length <= MIN_PREFIX) throw new Error(`"${word}" stands for too many words`);
      prefixEnds[hash & PREFIX_BITS] = 1;
      prefixStarts[hashOf(word.slice(0, MIN_PREFIX)) & PREFIX_BITS] = 1;
    }
    const number = table.get(hash) ?? numbers.size + prefixes.size + 1;
    table.set(hash, number);
    return number;
  };
  for (const { text, class: kind } of entries) {
    const low = kind < 32 ? 1 << kind : 0;
    const high = kind < 32 ? 0 : 1 << (kind - 32);
    const words = foldedWords(text);
    if (words[0] === undefined) throw new Error(`"${text}" has no word`);
    let end: { low: number; high: number };
    if (FOLD[words[0].charCodeAt(0)] === IDEOGRAPH) end = joinedEntry(joined, text);
    else {
      const [start, ...rest] = words.map(numberOf) as [number, ...number[]];
      let node = (first[start] ??= { low: 0, high: 0 });
      for (const number of rest) {
        const following: Map<number, Node> = (node.next ??= new Map<number, Node>());
        let next = following.get(number);
        if (!next) following.set(number, (next = { low: 0, high: 0 }));
        node = next;
      }
      end = node;
    }
    end.low |= low;
    end.high |= high;
  }
  return {
    whole: new HashTable(numbers),
    beginnings: new HashTable(prefixes),
    prefixEnds,
    prefixStarts,
    first,
    joined,
  };
}

function joinedEntry(joined: Map<number, Joined[]>, text: string): Joined {
  const sharing = joined.get(text.charCodeAt(0)) ?? [];
  joined.set(text.charCodeAt(0), sharing);
  let entry = sharing.find((each) => each.text === text);
  if (!entry) sharing.push((entry = { text, low: 0, high: 0 }));
  return entry;
}

/** Expressions that may still go on. */
interface Open {
  readonly node: Node;
  readonly start: number;
}

const NONE: readonly Open[] = [];

/** One pass over one text. */
class Scanner {
  private readonly found: Found;
  private ordinal = 0;
  private open: readonly Open[] = NONE;

  constructor(
    private readonly lexicon: Lexicon,
    private readonly text: string,
    private readonly sentence: (words: SentenceWords) => boolean,
  ) {
    this.found = spare ?? new Found();
    spare = undefined;
  }

  run(): void {
    this.read();
    this.found.clear();
    spare = this.found;
  }

  private read(): void {
    const { text } = this;
    const { prefixEnds, prefixStarts, beginnings, whole } = this.lexicon;
    const { length } = text;
    let hash = SEED;
    let letters = 0;
    let start = 0;
    let last = 0;
    let prefix = 0;
    let mayBegin = false;
    for (let i = 0; i <= length; i++) {
      const code = i < length ? text.charCodeAt(i) : NEWLINE;
      const folded = FOLD[code]!;
      if (folded === UNSEEN) continue;
      if (folded !== SEPARATOR && folded !== IDEOGRAPH) {
        if (letters++ === 0) start = i;
        last = i;
        hash = Math.imul(hash ^ folded, PRIME);
        if (letters === MIN_PREFIX) mayBegin = prefixStarts[hash & PREFIX_BITS] === 1;
        if (mayBegin && prefixEnds[hash & PREFIX_BITS] === 1) prefix = beginnings.get(hash) || prefix;
        continue;
      }
      if (letters > 0) {
        this.ordinal++;
        const exact = whole.get(hash);
        if (exact !== 0 || prefix !== 0) this.known(exact, prefix, start, last + 1);
        else if (this.open.length > 0) this.open = NONE;
        hash = SEED;
        letters = 0;
        prefix = 0;
        mayBegin = false;
      }
      if (code === SPACE) continue;
      if (code === AT && last === i - 1) this.mailAddress(i);
      if (folded === IDEOGRAPH) this.ideograph(code, i);
      else if (this.found.count > 0 && (this.isEnd(code, i) || this.found.count > MAX_WORDS - 16)) {
        this.open = NONE;
        if (this.sentence(this.found)) return;
        this.found.clear();
      }
    }
  }

  /** A word of the lexicon. Of the expressions that end here the longest says most. */
  private known(exact: number, prefix: number, start: number, end: number): void {
    const { first } = this.lexicon;
    let low = 0;
    let high = 0;
    let from = start;
    const going: Open[] = [];
    for (const each of this.open) {
      for (let i = 0; i < 2; i++) {
        const node = each.node.next?.get(i === 0 ? exact : prefix);
        if (!node) continue;
        if ((low | high) === 0 && (node.low | node.high) !== 0) {
          from = each.start;
          low = node.low;
          high = node.high;
        }
        if (node.next) going.push({ node, start: each.start });
      }
    }
    const alone = (low | high) === 0;
    for (let i = 0; i < 2; i++) {
      const node = first[i === 0 ? exact : prefix];
      if (!node) continue;
      if (alone) {
        low |= node.low;
        high |= node.high;
      }
      if (node.next) going.push({ node, start });
    }
    this.open = going.length > 0 ? going : NONE;
    if ((low | high) === 0) return;
    if (from < start && ((low & this.lexicon.absorbing.low) | (high & this.lexicon.absorbing.high)) !== 0)
      this.found.dropFrom(from);
    this.found.add(low, high, this.ordinal, from, end);
  }

  private mailAddress(at: number): void {
    const { low, high } = this.lexicon.mail;
    const next = FOLD[this.text.charCodeAt(at + 1)] ?? SEPARATOR;
    if ((low | high) !== 0 && next !== SEPARATOR) this.found.add(low, high, this.ordinal, at, at + 1);
  }

  /** Two of them count as a word. */
  private ideograph(code: number, at: number): void {
    this.ordinal += at & 1;
    for (const each of this.lexicon.joined.get(code) ?? [])
      if (this.found.count < MAX_WORDS && this.text.startsWith(each.text, at))
        this.found.add(each.low, each.high, this.ordinal, at, at + each.text.length);
  }

  private isEnd(code: number, at: number): boolean {
    if (IS_STOP[code] === 1) return true;
    if (code === DOT) return isSpace(this.text.charCodeAt(at + 1));
    return code === NEWLINE && endsParagraph(this.text, at);
  }
}

function isSpace(code: number): boolean {
  return Number.isNaN(code) || code <= 32 || code === 34 || code === 41;
}

/** A line break inside a wrapped sentence is followed by a small letter. */
function endsParagraph(text: string, newline: number): boolean {
  let i = newline + 1;
  while (i < newline + 12 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const code = text.charCodeAt(i);
  return !(code >= 97 && code <= 122);
}
