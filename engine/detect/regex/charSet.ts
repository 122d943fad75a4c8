/** A set of UTF-16 code units, exact in ASCII and coarse above: one bit for each ASCII unit, one for all others. */
export type CharSet = bigint;

const OTHER = 1n << 128n;
export const ANYTHING: CharSet = (1n << 129n) - 1n;

export function unit(code: number): CharSet {
  return code < 128 ? 1n << BigInt(code) : OTHER;
}

export function range(from: number, to: number): CharSet {
  let set = to >= 128 ? OTHER : 0n;
  for (let code = from; code <= Math.min(to, 127); code++) set |= unit(code);
  return set;
}

const DIGIT = range(48, 57);
/** The set of `\w`. */
export const WORD = DIGIT | range(65, 90) | range(97, 122) | unit(95);
const SPACE = range(9, 13) | unit(32) | OTHER;

/** What a complement leaves out is not known above ASCII, so it keeps that bit. */
export function complement(set: CharSet): CharSet {
  return (ANYTHING & ~set) | OTHER;
}

/** The sets of `\d \w \s` and their opposites. */
export const ESCAPE_SETS: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
export const DOT: CharSet = complement(unit(10) | unit(13));

/** Adds the other case of every ASCII letter. */
export function foldCase(set: CharSet): CharSet {
  const upper = set & range(65, 90);
  const lower = set & range(97, 122);
  return set | (upper << 32n) | (lower >> 32n);
}
