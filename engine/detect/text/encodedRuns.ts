import type { Budget } from '../budget.ts';

/** A stretch of a text that consists of the characters of an encoding. */
export interface EncodedRun {
  readonly kind: 'base64' | 'base32' | 'hex';
  readonly start: number;
  readonly end: number;
}

/** Bits of a character's class. */
const BASE64 = 1;
const UPPER = 2;
const LOWER = 4;
const HEX = 8;
const BASE32 = 16;

const CLASS_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  let bits = 0;
  if (/[A-Za-z0-9+/_-]/.test(char)) bits |= BASE64;
  if (/[A-Z]/.test(char)) bits |= UPPER;
  if (/[a-z]/.test(char)) bits |= LOWER;
  if (/[0-9a-fA-F]/.test(char)) bits |= HEX;
  if (/[A-Z2-7]/.test(char)) bits |= BASE32;
  return bits;
});

const MIN_BASE64 = 20;
const MIN_HEX = 24;
/** Capitals alone make words and constants too; none are this long without a break. */
const MIN_BASE32 = 40;
const EQUALS = 61;
/** Characters after which the budget is looked at again. */
const STRETCH = 0x4000;

/**
 * Stretches that may be base64 (both cases of letters occur, as they do not in words and identifiers), base32 or hex, in text
 * order. By hand, because a regular expression keeps a way back for every character of a long run. Only one character in
 * twenty of ordinary text is looked at: a run that is long enough covers one of them.
 */
export function encodedRuns(text: string, budget: Budget): readonly EncodedRun[] {
  let found: EncodedRun[] | undefined;
  let looked = STRETCH;
  for (let at = MIN_BASE64 - 1; at < text.length; at += MIN_BASE64) {
    if (at >= looked) {
      if (budget.spent()) break;
      looked = at + STRETCH;
    }
    if ((classAt(text, at) & BASE64) === 0) continue;
    const start = runStart(text, at);
    const end = runEnd(text, at);
    if (end - start >= MIN_BASE64) readRun(text, start, end, (found ??= []));
    // The next run begins behind the character that ended this one.
    at = end;
  }
  return found ?? NO_RUNS;
}

const NO_RUNS: readonly EncodedRun[] = [];

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? CLASS_OF[code]! : 0;
}

function runStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && (classAt(text, start - 1) & BASE64) !== 0) start--;
  return start;
}

function runEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && (classAt(text, end) & BASE64) !== 0) end++;
  return end;
}

/** A run of base64's alphabet, of which hex's is a part. */
function readRun(text: string, start: number, end: number, found: EncodedRun[]): void {
  let seen = 0;
  let common = BASE32;
  let hexStart = start;
  for (let i = start; i <= end; i++) {
    const bits = i < end ? classAt(text, i) : 0;
    seen |= bits;
    if (i < end) common &= bits;
    if ((bits & HEX) !== 0) continue;
    if (i - hexStart >= MIN_HEX) found.push({ kind: 'hex', start: hexStart, end: hexStart + ((i - hexStart) & ~1) });
    hexStart = i + 1;
  }
  if (common !== 0 && end - start >= MIN_BASE32) found.push({ kind: 'base32', start, end });
  if ((seen & UPPER) === 0 || (seen & LOWER) === 0) return;
  let padded = end;
  while (padded < end + 2 && text.charCodeAt(padded) === EQUALS) padded++;
  found.push({ kind: 'base64', start, end: padded });
}

/** Lines of mail and PEM: one value, cut after 60 to 76 characters. */
const WRAPPED = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,76}\r?\n){1,1000}[A-Za-z0-9+/]{1,76}={0,2}/y;
const FIRST_LINE = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{60,76}$/;
const SHORTEST_LINE = 60;
const LONGEST_LINE = 76;
const CARRIAGE_RETURN = 13;

/** Values of base64 over several lines. Looked for from the ends of lines, because nearly none is one of such a value. */
export function* wrappedBase64(text: string): Generator<string> {
  let from = 0;
  for (let at = text.indexOf('\n', SHORTEST_LINE); at >= 0; at = text.indexOf('\n', at + 1)) {
    const end = text.charCodeAt(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
    if (!isBase64(text, end - 1) || !isBase64(text, end - 30) || !isBase64(text, end - SHORTEST_LINE)) continue;
    const line = FIRST_LINE.exec(text.slice(Math.max(from, end - LONGEST_LINE - 1), end));
    if (!line) continue;
    WRAPPED.lastIndex = end - line[0].length;
    const [value] = WRAPPED.exec(text) ?? [];
    if (value === undefined) continue;
    yield value;
    from = WRAPPED.lastIndex;
    at = from - 1;
  }
}

function isBase64(text: string, at: number): boolean {
  return (classAt(text, at) & BASE64) !== 0;
}
