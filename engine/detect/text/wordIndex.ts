import { FOLD, IDEOGRAPH, PRIME, SEED, SEPARATOR, UNSEEN } from './foldWords.ts';
import { compileWords, loadWords, MIN_PREFIX, PREFIX_BITS, type WordEntry, type WordTables } from './wordTables.ts';
import type { Lexicon } from './wordTables.ts';

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
  /** Union of the classes of all words. */
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  isOf(word: number, classes: ClassBits): boolean;
  /** Number of the word among all words of the text. */
  ordinal(word: number): number;
  start(word: number): number;
  end(word: number): number;
}

const MAX_WORDS = 256;
/** A sentence with more words is judged in parts. One step may add a few. */
const FULL = MAX_WORDS - 16;
/** Words that two parts have in common, so that no order is cut in two. */
const SHARED = 16;
/** Numbers kept of each word. */
const OF_WORD = 6;

class Found implements SentenceWords {
  count = 0;
  low = 0;
  mid = 0;
  high = 0;
  private readonly cells = new Int32Array(MAX_WORDS * OF_WORD);

  add({ low, mid, high }: ClassBits, ordinal: number, start: number, end: number): void {
    const at = this.count++ * OF_WORD;
    this.cells[at] = low;
    this.cells[at + 1] = mid;
    this.cells[at + 2] = high;
    this.cells[at + 3] = ordinal;
    this.cells[at + 4] = start;
    this.cells[at + 5] = end;
    this.low |= low;
    this.mid |= mid;
    this.high |= high;
  }
  /** An expression says what its words do not say by themselves: "password reset" holds no password. */
  dropFrom(start: number): void {
    while (this.count > 0 && this.start(this.count - 1) >= start) this.count--;
  }
  clear(): void {
    this.count = this.low = this.mid = this.high = 0;
  }
  keepLast(words: number): void {
    const { cells, count } = this;
    this.clear();
    cells.copyWithin(0, (count - words) * OF_WORD, count * OF_WORD);
    for (; this.count < words; this.count++) {
      const at = this.count * OF_WORD;
      this.low |= cells[at]!;
      this.mid |= cells[at + 1]!;
      this.high |= cells[at + 2]!;
    }
  }
  isOf(word: number, { low, mid, high }: ClassBits): boolean {
    const at = word * OF_WORD;
    return ((this.cells[at]! & low) | (this.cells[at + 1]! & mid) | (this.cells[at + 2]! & high)) !== 0;
  }
  ordinal(word: number): number {
    return this.cells[word * OF_WORD + 3]!;
  }
  start(word: number): number {
    return this.cells[word * OF_WORD + 4]!;
  }
  end(word: number): number {
    return this.cells[word * OF_WORD + 5]!;
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
const QUOTE = 34;
const COMMA = 44;
const DOT = 46;

/** Bit c of `low` for class c, of `mid` for class c + 32, of `high` for class c + 64. */
export interface ClassBits {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export function classBits(classes: readonly number[]): ClassBits {
  const bits: [number, number, number] = [0, 0, 0];
  for (const each of classes) bits[each >> 5]! |= 1 << (each & 31);
  return { low: bits[0], mid: bits[1], high: bits[2] };
}

export function hasAny(of: ClassBits, { low, mid, high }: ClassBits): boolean {
  return ((of.low & low) | (of.mid & mid) | (of.high & high)) !== 0;
}

export interface WordIndexOptions {
  /** Expressions of these classes take their words away from all other classes. */
  readonly absorbing?: ClassBits;
  /** Classes of an `@` between letters, as in a mail address. */
  readonly mail?: ClassBits;
}

const NO_CLASS: ClassBits = { low: 0, mid: 0, high: 0 };

/** A lexicon with what its classes mean to a scan. */
type Vocabulary = Lexicon & Required<WordIndexOptions>;

/** For few words, or for tests: reads the entries at once. */
export function buildWordIndex(entries: readonly WordEntry[], options: WordIndexOptions = {}): WordIndex {
  return readWordIndex(compileWords(entries), options);
}

export function readWordIndex(tables: WordTables, options: WordIndexOptions = {}): WordIndex {
  const { absorbing = NO_CLASS, mail = NO_CLASS } = options;
  const vocabulary: Vocabulary = { ...loadWords(tables), absorbing, mail };
  return { scan: (text, sentence) => new Scanner(vocabulary, text, sentence).run() };
}

/** Expressions that may still go on. */
interface Open {
  readonly node: number;
  readonly start: number;
}

const NONE: readonly Open[] = [];

/** One pass over one text. */
class Scanner {
  private readonly found: Found;
  private ordinal = 0;
  private open: readonly Open[] = NONE;

  constructor(
    private readonly lexicon: Vocabulary,
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
      if (this.found.count > FULL && this.endPart()) return;
      if (code === SPACE) continue;
      if (code === AT && last === i - 1) this.mailAddress(i);
      if (folded === IDEOGRAPH) this.ideograph(code, i);
      else if (this.found.count > 0 && this.isEnd(code, i) && this.endSentence()) return;
    }
  }

  /** True if the scan is to end. */
  private endSentence(): boolean {
    this.open = NONE;
    const isLast = this.sentence(this.found);
    this.found.clear();
    return isLast;
  }

  private endPart(): boolean {
    const isLast = this.sentence(this.found);
    this.found.keepLast(SHARED);
    return isLast;
  }

  /** A word of the lexicon. Of the expressions that end here the longest says most. */
  private known(exact: number, prefix: number, start: number, end: number): void {
    const { lexicon } = this;
    let low = 0;
    let mid = 0;
    let high = 0;
    let from = start;
    let going: Open[] | undefined;
    for (const each of this.open) {
      for (let i = 0; i < 2; i++) {
        const node = lexicon.next(each.node, i === 0 ? exact : prefix);
        if (node === 0) continue;
        if ((low | mid | high) === 0 && (lexicon.low[node]! | lexicon.mid[node]! | lexicon.high[node]!) !== 0) {
          from = each.start;
          low = lexicon.low[node]!;
          mid = lexicon.mid[node]!;
          high = lexicon.high[node]!;
        }
        if (lexicon.goesOn[node] === 1) (going ??= []).push({ node, start: each.start });
      }
    }
    const alone = (low | mid | high) === 0;
    for (let i = 0; i < 2; i++) {
      const node = lexicon.next(0, i === 0 ? exact : prefix);
      if (node === 0) continue;
      if (alone) {
        low |= lexicon.low[node]!;
        mid |= lexicon.mid[node]!;
        high |= lexicon.high[node]!;
      }
      if (lexicon.goesOn[node] === 1) (going ??= []).push({ node, start });
    }
    this.open = going ?? NONE;
    if ((low | mid | high) === 0) return;
    const classes = { low, mid, high };
    if (from < start && hasAny(classes, this.lexicon.absorbing)) this.found.dropFrom(from);
    this.found.add(classes, this.ordinal, from, end);
  }

  private mailAddress(at: number): void {
    const { mail } = this.lexicon;
    if ((mail.low | mail.mid | mail.high) === 0) return;
    MAIL_HOST.lastIndex = at + 1;
    if (MAIL_HOST.test(this.text)) this.found.add(mail, this.ordinal, at, at + 1);
  }

  /** Two of them count as a word. */
  private ideograph(code: number, at: number): void {
    this.ordinal += at & 1;
    for (const each of this.lexicon.joined.get(code) ?? [])
      if (this.found.count < MAX_WORDS && this.text.startsWith(each.text, at))
        this.found.add(each, this.ordinal, at, at + each.text.length);
  }

  private isEnd(code: number, at: number): boolean {
    if (IS_STOP[code] === 1) return true;
    if (code === DOT) return isSpace(this.text.charCodeAt(at + 1));
    if (code === QUOTE) return endsValue(this.text, at);
    return code === NEWLINE && endsParagraph(this.text, at);
  }
}

/** `action@v4` and `package@latest` are versions: what mail goes to has a name with a dot, and no number at its end. */
const MAIL_HOST = /[^\s@"'<>()[\]{}:;,/]{1,63}\.[^\s@"'<>()[\]{}:;,/\d]{2}/y;

/** A value of JSON that another key follows: the two are no sentence. */
const NEXT_KEY = /"\s{0,2},\s{0,40}"[^"\\\n]{1,80}"\s{0,2}:/y;

function endsValue(text: string, quote: number): boolean {
  const next = text.charCodeAt(quote + 1);
  if (next !== COMMA && next !== SPACE) return false;
  NEXT_KEY.lastIndex = quote;
  return NEXT_KEY.test(text);
}

function isSpace(code: number): boolean {
  return Number.isNaN(code) || code <= 32 || code === 34 || code === 41;
}

/** The first word of a line in a log of commits. */
const COMMIT = /[a-f][0-9a-f]{0,6}\d[0-9a-f]{0,33}\b/y;

/** A line break inside a wrapped sentence is followed by a small letter. */
function endsParagraph(text: string, newline: number): boolean {
  let i = newline + 1;
  while (i < newline + 12 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const code = text.charCodeAt(i);
  if (!(code >= 97 && code <= 122)) return true;
  COMMIT.lastIndex = i;
  if (COMMIT.test(text)) return true;
  if (i > newline + 1) {
    KEY.lastIndex = i;
    if (KEY.test(text)) return true;
  }
  return text.charCodeAt(newline - 1) === CLOSING_BRACE || endsComment(text, newline);
}

/** A key of YAML or of settings, on a line of its own: `    repo_token: ...`. */
const KEY = /[\w.-]{1,40}:(?:\s|$)/y;
const CLOSING_BRACE = 125;
const HASH = 35;
const SLASH = 47;
const MAX_LINE = 200;

/** The last line of a comment: the code behind it does not go on with its sentence. What goes on bears the mark again. */
function endsComment(text: string, newline: number): boolean {
  const from = Math.max(0, newline - MAX_LINE);
  let i = text.lastIndexOf('\n', newline - 1) + 1;
  if (i < from) return false;
  while (i < newline && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const code = text.charCodeAt(i);
  return code === HASH || (code === SLASH && text.charCodeAt(i + 1) === SLASH);
}
