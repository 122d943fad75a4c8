// Words are told apart by their first letter, as bits that can be compared at once.

/** What `\w` stands for without the `u` flag, in small letters. */
export const WORD_CHARS = '0123456789_abcdefghijklmnopqrstuvwxyz';

/** A bit for each letter, one for all digits, one for `_`, by ASCII code. */
const BIT_OF = new Int32Array(128);
for (const char of WORD_CHARS) {
  const bit = char >= 'a' ? char.charCodeAt(0) - 97 : char === '_' ? 26 : 27;
  for (const form of [char, char.toUpperCase()]) BIT_OF[form.charCodeAt(0)] = 1 << bit;
}
/** There is no second word. */
const NO_WORD = 1 << 28;
/** All of these. */
export const ANY_WORD = 0x1fff_ffff;

/** The bits of all words that begin with one of these characters; all bits without any. */
export function wordBits(chars: string | undefined): number {
  if (chars === undefined) return ANY_WORD;
  let bits = 0;
  for (const char of chars) bits |= BIT_OF[char.charCodeAt(0)]!;
  return bits;
}

/** The bit of a word that begins with this character. */
export function wordBit(code: number): number {
  return code < 128 ? BIT_OF[code]! : 0;
}

/** Characters that are passed to find the next word. */
const NEAR = 64;

/** The bit of the word behind the one that begins here; all bits if it is far away. */
export function secondWordBit(text: string, start: number): number {
  const to = start + NEAR;
  let i = start + 1;
  while (i < to && wordBit(text.charCodeAt(i)) !== 0) i++;
  for (; i < to; i++) {
    if (i >= text.length) return NO_WORD;
    const bit = wordBit(text.charCodeAt(i));
    if (bit !== 0) return bit;
  }
  return ANY_WORD;
}
