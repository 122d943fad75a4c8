import type { Field } from '../../protocol/call.ts';
import { UNLIMITED, type Budget } from '../budget.ts';
import type { ScanInput } from '../types.ts';
import { isAscii } from './ascii.ts';
import { CONFUSABLES } from './confusables.ts';
import { hiddenRuns } from './hiddenCharacters.ts';
import { hasLongRun } from './longRun.ts';

/** What had to be undone to make a text readable. */
export type Transform =
  | 'compatibility'
  | 'accents'
  | 'ignorable'
  | 'confusable'
  | 'escape-sequence'
  | 'spaced'
  | 'leet'
  | 'padding'
  | 'layout';

/** A readable form of a field's text. */
export interface TextView {
  readonly text: string;
  readonly transforms: ReadonlySet<Transform>;
  /** Offset in the field's own text for an offset in this one. */
  rawOffset(offset: number): number;
}

const NO_TRANSFORMS: ReadonlySet<Transform> = new Set();
/** Undoing costs more than reading; what lies beyond is only read as it stands. */
const MAX_NORMALISED = 128 * 1024;
const MAX_RESPELLED = 64 * 1024;

const IGNORABLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\udb40-\udb43][\udc00-\udfff]/g;
const ESCAPE_SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,512}(?:\x07|\x1b\\)|[@-Z\\-_])/g;
/** Single letters with the same separator between them: at least six. */
const SPACED = /(?<![A-Za-z])[A-Za-z](?:([ ._*|-])[A-Za-z])(?:\1[A-Za-z]){4,}(?![A-Za-z])/g;
const SPACED_SHORT = /(?<![A-Za-z])[A-Za-z](?:([ ._*|-])[A-Za-z])(?:\1[A-Za-z]){0,3}(?![A-Za-z])/g;
const LEET_WORD = /[A-Za-z0-9@$!]{3,24}/g;
const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The field's text as it stands and, where that differs, as a reader would understand it. */
export function textViews(field: Field, _input?: ScanInput, budget: Budget = UNLIMITED): readonly TextView[] {
  const raw: TextView = { text: field.text, transforms: NO_TRANSFORMS, rawOffset: (offset) => offset };
  const views = [raw];
  const readable = normalise(field.text.slice(0, MAX_NORMALISED), budget);
  if (readable) views.push(readable);
  const dense = withoutPadding(field.text);
  if (dense) views.push(dense);
  const plain = withoutLayout(field.text);
  if (plain) views.push(plain);
  return views;
}

/** `**each** **word**` and a word a line: what keeps the words of a sentence apart and is not read. */
const EMPHASIS = /(?<![\w*_])([*_]{1,3})([A-Za-z\d'\u2019-]{1,40})\1(?![\w*_])/g;
const BETWEEN_MARKS = ['* *', '_ _', '* _', '_ *', '*\t*', '_\t_', '*\t_', '_\t*'];
const EMPHASISED = /(?:^|\s)[*_]{1,3}[A-Za-z]{1,40}[*_]{1,3}[ \t][*_]{1,3}[A-Za-z]{1,40}[*_]{1,3}/;
const LINE_EACH = /(?<=[A-Za-z,])\n(?=[A-Za-z])/g;
const BLANKS_EACH = /(?<=[A-Za-z,.;:]) {2,8}(?=[A-Za-z])/g;
/** Columns of a table stand further apart or have marks between them; what is spread so is a sentence. */
const SPREAD = /[A-Za-z],? {2,8}[A-Za-z]{1,20},? {2,8}[A-Za-z]{1,20},? {2,8}[A-Za-z]/;
const BROKEN = /(?:^|\n)[A-Za-z]{1,20},?\n[A-Za-z]{1,20},?\n[A-Za-z]{1,20},?\n[A-Za-z]/;

/** Undefined where nothing of the kind is there. */
function withoutLayout(text: string): TextView | undefined {
  if (text.length > MAX_RESPELLED) return undefined;
  const emphasised = BETWEEN_MARKS.some((marks) => text.includes(marks)) && EMPHASISED.test(text);
  const pattern = emphasised
    ? EMPHASIS
    : text.includes('\n') && BROKEN.test(text)
      ? LINE_EACH
      : text.includes('  ') && SPREAD.test(text)
        ? BLANKS_EACH
        : undefined;
  if (!pattern) return undefined;
  const builder = new ViewBuilder();
  let from = 0;
  for (const { 0: run, 1: mark = '', 2: word, index } of text.matchAll(pattern)) {
    builder.copy(text.slice(from, index), from);
    builder.copy(word ?? ' ', index + mark.length);
    from = index + run.length;
  }
  builder.copy(text.slice(from), from);
  return { text: builder.text, transforms: LAYOUT_UNDONE, rawOffset: (offset) => builder.rawOffset(offset) };
}

const LAYOUT_UNDONE: ReadonlySet<Transform> = new Set(['layout']);

/** More blanks than anyone aligns text with: put between two words, they push them out of each other's reach. */
const PADDING_LENGTH = 200;
/** Begun only where a run begins: every shorter run would otherwise be read again from each of its characters. */
const PADDING = /(?<![ \t\r\n\f\v\u00a0\u2000-\u200a\u3000])[ \t\r\n\f\v\u00a0\u2000-\u200a\u3000]{200,}/g;
const PADDED = new RegExp(PADDING.source);

const mayBeBlank = (code: number): boolean => code <= 32 || code >= 0x80;

/** The text with each such run of blanks as one line break or space; undefined where there is none. */
function withoutPadding(text: string): TextView | undefined {
  if (!hasLongRun(text, PADDING_LENGTH, mayBeBlank) || !PADDED.test(text)) return undefined;
  const builder = new ViewBuilder();
  let from = 0;
  for (const { 0: run, index } of text.matchAll(PADDING)) {
    builder.copy(text.slice(from, index), from);
    builder.copy(run.includes('\n') ? '\n' : ' ', index);
    from = index + run.length;
  }
  builder.copy(text.slice(from), from);
  return { text: builder.text, transforms: PADDING_UNDONE, rawOffset: (offset) => builder.rawOffset(offset) };
}

const PADDING_UNDONE: ReadonlySet<Transform> = new Set(['padding']);

/** Undefined when there is nothing to undo. */
export function normalise(text: string, budget: Budget = UNLIMITED): TextView | undefined {
  const plain = isAscii(text) && !text.includes('\x1b');
  if (plain && !(text.length < MAX_RESPELLED && mayBeRespelled(text))) return undefined;
  const builder = new ViewBuilder();
  const transforms = new Set<Transform>();
  if (plain) builder.copy(text, 0);
  else undoUnicode(text, builder, transforms, budget);
  const readable = builder.text.length < MAX_RESPELLED ? respell(builder.text, transforms) : builder.text;
  if (transforms.size === 0) return undefined;
  if (!transforms.has('spaced'))
    return { text: readable, transforms, rawOffset: (offset) => builder.rawOffset(offset) };
  // Letters that were brought together left blanks behind, too many to be between two words.
  const close = new ViewBuilder();
  let from = 0;
  for (const { 0: run, index } of readable.matchAll(/ {2,}/g)) {
    close.copy(readable.slice(from, index + 1), from);
    from = index + run.length;
  }
  close.copy(readable.slice(from), from);
  return { text: close.text, transforms, rawOffset: (offset) => builder.rawOffset(close.rawOffset(offset)) };
}

/** Text built from pieces of another one; remembers where each piece came from. */
class ViewBuilder {
  text = '';
  /** Pairs of output and raw offsets, rising. */
  private readonly marks: number[] = [];

  copy(piece: string, rawStart: number): void {
    if (piece === '') return;
    this.marks.push(this.text.length, rawStart);
    this.text += piece;
  }

  rawOffset(offset: number): number {
    let low = 0;
    let high = this.marks.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle * 2] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.marks[low * 2 + 1] ?? 0) + offset - (this.marks[low * 2] ?? 0);
  }
}

/** Strips what is not seen, then writes look-alikes and variants as the letters they stand for. */
function undoUnicode(text: string, builder: ViewBuilder, transforms: Set<Transform>, budget: Budget): void {
  const dropped = text.includes('\x1b') ? [...text.matchAll(ESCAPE_SEQUENCE)] : [];
  if (dropped.length > 0) transforms.add('escape-sequence');
  const ignorable = [...text.matchAll(IGNORABLE)];
  // A variation selector belongs behind a picture, never between letters.
  if (ignorable.length > 0 && (/[A-Za-z][\ufe00-\ufe0f][A-Za-z]/.test(text) || !hiddenRuns(text).next().done))
    transforms.add('ignorable');
  const holes = [...dropped, ...ignorable].sort((a, b) => a.index - b.index);
  const latin = isMostlyAscii(text);
  let from = 0;
  for (const hole of holes) {
    if (hole.index < from) continue;
    if (budget.spent()) return;
    foldWords(text, from, hole.index, latin, builder, transforms);
    from = hole.index + hole[0].length;
  }
  foldWords(text, from, text.length, latin, builder, transforms);
}

function foldWords(
  text: string,
  start: number,
  end: number,
  latin: boolean,
  builder: ViewBuilder,
  transforms: Set<Transform>,
) {
  let done = start;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) < 0x80) continue;
    let wordStart = i;
    while (wordStart > done && i - wordStart < MAX_WORD && isWordCode(text.charCodeAt(wordStart - 1))) wordStart--;
    let wordEnd = i + 1;
    while (wordEnd < end && wordEnd - wordStart < MAX_WORD && isWordCode(text.charCodeAt(wordEnd))) wordEnd++;
    builder.copy(text.slice(done, wordStart), done);
    builder.copy(foldWord(text.slice(wordStart, wordEnd), latin, transforms), wordStart);
    done = wordEnd;
    i = wordEnd - 1;
  }
  builder.copy(text.slice(done, end), done);
}

/** A longer one is folded in pieces: what normalising costs grows faster than the word. */
const MAX_WORD = 128;

/** An ASCII letter or digit, or anything beyond ASCII. */
function isWordCode(code: number): boolean {
  return code >= 0x80 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function foldWord(word: string, latin: boolean, transforms: Set<Transform>): string {
  const compatible = word.normalize('NFKC');
  if (compatible !== word.normalize('NFC')) transforms.add('compatibility');
  const bare = withoutMarks(compatible);
  if (bare !== compatible) transforms.add('accents');
  const letters = [...bare];
  const foreign = letters.filter((letter) => letter > '\x7f');
  if (foreign.length === 0 || !foreign.every((letter) => CONFUSABLES.has(letter))) return bare;
  if (foreign.length === letters.length && !latin) return bare;
  transforms.add('confusable');
  return letters.map((letter) => CONFUSABLES.get(letter) ?? letter).join('');
}

/** `é` as `e`, but not the letters of other scripts: `й` is no `и`. */
function withoutMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/([A-Za-z])[\u0300-\u036f\u0489]+/g, '$1')
    .normalize('NFC');
}

/** A whole word of another script is a disguise only among ASCII text. */
function isMostlyAscii(text: string): boolean {
  const sample = text.slice(0, 8192);
  const ascii = sample.match(/[A-Za-z]/g)?.length ?? 0;
  return ascii > (sample.match(/[^\0-\x7f]/g)?.length ?? 0) * 2;
}

const LETTER = 1;
const LOWER = 2;
const SEPARATOR = 4;
const APART = LETTER | SEPARATOR;
const DIGIT_LETTER = 8;
const SPELLING = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/.test(char)) return LETTER | LOWER;
  if (/[A-Z]/.test(char)) return LETTER;
  if (/[ ._*|-]/.test(char)) return SEPARATOR;
  return /[013457@$]/.test(char) ? DIGIT_LETTER : 0;
});
const SPACED_LETTERS = 6;
const LEET_WORDS = 2;

/** A digit for a letter, with letters around. */
const LEET_LETTER = /[013457@$](?<=[A-Za-z].)[013457@$]{0,2}[a-z]/;
/** One in so many characters is looked at for letters that stand apart: the shortest run of them is longer. */
const APART_STEP = 8;

/** Can letters stand apart in the text, or digits for letters? Most texts are passed over in two looks. */
function mayBeRespelled(text: string): boolean {
  return (lettersApart(text) || LEET_LETTER.test(text)) && isRespelled(text);
}

/** Is there a letter between separators, or a separator between letters and these between separators? */
function lettersApart(text: string): boolean {
  for (let at = APART_STEP; at < text.length; at += APART_STEP) {
    const kind = spellingAt(text, at) & APART;
    if (kind === 0) continue;
    const other = kind ^ APART;
    if ((spellingAt(text, at - 1) & other) === 0 || (spellingAt(text, at + 1) & other) === 0) continue;
    // One of the two next characters is still within the run.
    if ((spellingAt(text, at - 2) & kind) !== 0 || (spellingAt(text, at + 2) & kind) !== 0) return true;
  }
  return false;
}

function spellingAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? SPELLING[code]! : 0;
}

/** One pass; what passes is looked at with care. */
function isRespelled(text: string): boolean {
  let before = 0;
  let apart = 0;
  let digits = 0;
  let leet = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? SPELLING[code]! : 0;
    if ((kind & LETTER) !== 0) {
      apart = (before & SEPARATOR) !== 0 ? apart + 1 : (before & LETTER) !== 0 ? 0 : 1;
      if (apart >= SPACED_LETTERS) return true;
      if (digits > 0 && digits <= 3 && (kind & LOWER) !== 0 && ++leet >= LEET_WORDS) return true;
      digits = 0;
    } else if (kind === DIGIT_LETTER) {
      digits = digits > 0 || (before & LETTER) !== 0 ? digits + 1 : 0;
      apart = 0;
    } else {
      digits = 0;
      if (kind !== SEPARATOR || (before & LETTER) === 0) apart = 0;
    }
    before = kind;
  }
  return false;
}

/** Writes out `i g n o r e` and `1gn0r3`, padded so that every length stays. */
function respell(text: string, transforms: Set<Transform>): string {
  if (!mayBeRespelled(text)) return text;
  const together = (run: string) => run.replace(/[^A-Za-z]/g, '').padEnd(run.length);
  let joined = text.replace(SPACED, (run) => {
    transforms.add('spaced');
    return together(run);
  });
  // Short words stand apart like the long ones beside them.
  if (transforms.has('spaced')) joined = joined.replace(SPACED_SHORT, together);
  const suspicious = joined.match(/[A-Za-z][013457@$]{1,3}[a-z]/g);
  if (!suspicious || suspicious.length < 2) return joined;
  return joined.replace(LEET_WORD, (word) => {
    const letters = word.match(/[A-Za-z]/g)?.length ?? 0;
    const digits = word.length - letters;
    if (digits === 0 || letters < 2 || digits > letters + 1 || /\d{3}/.test(word)) return word;
    transforms.add('leet');
    return word.replace(/[013457@$!]/g, (char) => LEET[char] ?? char);
  });
}
