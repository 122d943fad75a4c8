import { hasLongRun } from './longRun.ts';
import { MORSE_LETTERS } from './morse.ts';

/** Ways to write a text that a model reads as easily as letters, and that no person reads at a glance. */

export interface Deciphered {
  readonly by: string;
  readonly text: string;
}

/** Eight binary digits a letter, at least five of them. */
const BINARY = /(?<![\w.])(?:[01]{8}[\s,]{1,2}){4,600}[01]{8}(?![\w.])|(?<![\w.])[01]{40,4800}(?![\w.])/g;
/** Character codes in decimal. */
const DECIMAL =
  /(?<![\w.,])(?:(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])[\s,]{1,2}){9,600}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?![\w.,])/g;
const MORSE = /(?<![\w.-])(?:[.-]{1,5}(?:[ ]|\s?\/\s?)){11,800}[.-]{1,5}(?![\w.-])/g;
/** Words that orders are made of. Under a shift of the alphabet, or backwards, no language has them. */
const ORDER_WORDS = 'ignore disregard instruction previous reveal password execute system prompt secret'.split(' ');
const SHIFTS = 26;
const MAY_BE_SHIFTED = /[a-z]{6,13}/gi;
const BACKWARDS = /\b(?:erongi|dragersid|snoitcurtsni|suoiverp|tpmorp metsys|laever|drowssap|slaitnederc|etucexe)\b/gi;
/** By how much each shifted word was moved. */
const MOVED: ReadonlyMap<string, number> = new Map(
  ORDER_WORDS.flatMap((word) =>
    Array.from({ length: SHIFTS - 1 }, (_, i): [string, number] => [rotated(word, i + 1), i + 1]),
  ),
);
/** Each text under a shift, or backwards, has one of these, in small letters. */
export const TURNED_WORDS: readonly string[] = [
  ...MOVED.keys(),
  ...'erongi|dragersid|snoitcurtsni|suoiverp|tpmorp metsys|laever|drowssap|slaitnederc|etucexe'.split('|'),
];
/** One of these is in every text that digits or Morse signs are in. */
const SIGN = /[01]{8}|\d{2}[\s,]{1,2}\d{2}|[.-]{2} [.-]/;
/** The shortest of such writings, and what all of them consist of. */
const MIN_SIGNS = 23;
const IS_SIGN = Uint8Array.from({ length: 128 }, (_, code) => (/[\d\s.,/-]/.test(String.fromCharCode(code)) ? 1 : 0));
const MAX_TEXT = 32_768;

/** What such writing in a text says. `turned`: one of {@link TURNED_WORDS} is in it. */
export function decipher(text: string, turned: boolean): readonly Deciphered[] {
  if (text.length > MAX_TEXT) return NONE;
  const signs = hasLongRun(text, MIN_SIGNS, isSign);
  if (!signs && !turned) return NONE;
  const found: Deciphered[] = [];
  const keep = (by: string, plain: string): void => {
    if (/[a-z]{3}/i.test(plain)) found.push({ by, text: plain });
  };
  if (signs && SIGN.test(text)) {
    for (const hit of text.matchAll(BINARY)) keep('binary', fromBits(hit[0]));
    for (const hit of text.matchAll(DECIMAL)) keep('decimal', fromCodes(hit[0]));
    for (const hit of text.matchAll(MORSE)) keep('morse', fromMorse(hit[0]));
  }
  if (turned) {
    for (const shift of shiftsOf(text)) keep(`rot${shift}`, rotated(text, SHIFTS - shift));
    if (several(text, BACKWARDS)) keep('backwards', [...text].reverse().join(''));
  }
  return found;
}

const NONE: readonly Deciphered[] = [];

const isSign = (code: number): boolean => code >= 128 || IS_SIGN[code] === 1;

/** One such word may be a name; two are none by chance. */
function several(text: string, words: RegExp): boolean {
  return (text.match(words)?.length ?? 0) >= 2;
}

function fromBits(run: string): string {
  const bits = run.replace(/[\s,]/g, '');
  return (bits.match(/[01]{8}/g) ?? []).map((each) => String.fromCharCode(Number.parseInt(each, 2))).join('');
}

function fromCodes(run: string): string {
  return (run.match(/\d+/g) ?? []).map((each) => String.fromCharCode(Number(each))).join('');
}

function fromMorse(run: string): string {
  return run
    .split(/\s?\/\s?|\s{3,}/)
    .map((word) =>
      word
        .trim()
        .split(/\s+/)
        .map((each) => MORSE_LETTERS.get(each) ?? '')
        .join(''),
    )
    .join(' ');
}

/** Shifts under which a text has several words of an order. One may be a name; two are none by chance. */
function shiftsOf(text: string): readonly number[] {
  const words = new Array<number>(SHIFTS).fill(0);
  for (const [word] of text.toLowerCase().matchAll(MAY_BE_SHIFTED)) {
    const shift = MOVED.get(word) ?? MOVED.get(word.slice(0, -1)) ?? 0;
    words[shift]!++;
  }
  return words.flatMap((count, shift) => (shift > 0 && count >= 2 ? [shift] : []));
}

function rotated(text: string, by: number): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter < 'a' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + by) % 26) + base);
  });
}
