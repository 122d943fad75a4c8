// Words as they are compared: in small letters, without accents, and their hashes.

export const SEPARATOR = 0;
export const UNSEEN = 0xffff;
export const IDEOGRAPH = 0xfffe;

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
export const FOLD = buildFold();

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
export function foldedWords(text: string): string[] {
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
export const SEED = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;
export function hashOf(word: string): number {
  let hash = SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}
