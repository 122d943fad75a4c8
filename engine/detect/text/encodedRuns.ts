import type { Budget } from '../budget.ts';

/** A stretch of a text that consists of the characters of an encoding. */
export interface EncodedRun {
  readonly kind: 'base64' | 'hex';
  readonly start: number;
  readonly end: number;
}

/** Bits of a character's class. */
const BASE64 = 1;
const UPPER = 2;
const LOWER = 4;
const HEX = 8;

const CLASS_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  let bits = 0;
  if (/[A-Za-z0-9+/_-]/.test(char)) bits |= BASE64;
  if (/[A-Z]/.test(char)) bits |= UPPER;
  if (/[a-z]/.test(char)) bits |= LOWER;
  if (/[0-9a-fA-F]/.test(char)) bits |= HEX;
  return bits;
});

const MIN_BASE64 = 20;
const MIN_HEX = 24;
const EQUALS = 61;
/** The budget is looked at where these bits of the offset are all zero. */
const STRETCH = 0x3fff;

/**
 * Stretches that may be base64 (both cases of letters occur, as they do not in words and identifiers) or hex, in text
 * order. By hand, because a regular expression keeps a way back for every character of a long run.
 */
export function* encodedRuns(text: string, budget: Budget): Generator<EncodedRun> {
  let start = 0;
  let hexStart = 0;
  let seen = 0;
  for (let i = 0; i <= text.length; i++) {
    if ((i & STRETCH) === 0 && budget.spent()) return;
    const code = i < text.length ? text.charCodeAt(i) : 0;
    const bits = code < 128 ? (CLASS_OF[code] ?? 0) : 0;
    if ((bits & HEX) === 0) {
      if (i - hexStart >= MIN_HEX) yield { kind: 'hex', start: hexStart, end: hexStart + ((i - hexStart) & ~1) };
      hexStart = i + 1;
    }
    if ((bits & BASE64) !== 0) {
      seen |= bits;
      continue;
    }
    if (i - start >= MIN_BASE64 && (seen & UPPER) !== 0 && (seen & LOWER) !== 0) {
      let end = i;
      while (end < i + 2 && text.charCodeAt(end) === EQUALS) end++;
      yield { kind: 'base64', start, end };
    }
    start = i + 1;
    seen = 0;
  }
}
