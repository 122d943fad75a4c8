/** Words that orders are made of. `conversation` is not among them: `conservation` is another word. */
const WORDS =
  'ignore disregard forget override previous instruction instructions guidelines system prompt reveal secret secrets password passwords credential credentials delete execute command commands forward upload transfer restrictions exfiltrate'.split(
    ' ',
  );
const SHORTEST = Math.min(...WORDS.map((word) => word.length));
const LONGEST = Math.max(...WORDS.map((word) => word.length));

/** A slip of the fingers makes one such word; several close together are meant to be read and not to be found. */
const ENOUGH = 3;
const WITHIN = 160;

export interface Scrambled {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** A number for each letter, so that the sum of a word's does not depend on their order. */
const WEIGHTS = Uint32Array.from({ length: 26 }, (_, letter) => Math.imul(letter + 7, 0x9e3779b1) >>> 8);
const BY_SUM = new Map<number, readonly string[]>();
for (const word of WORDS) BY_SUM.set(sumOf(word), [...(BY_SUM.get(sumOf(word)) ?? []), word]);

function sumOf(word: string): number {
  let sum = 0;
  for (let i = 0; i < word.length; i++) sum += WEIGHTS[word.charCodeAt(i) - 97]!;
  return sum;
}

/** Letters out of order inside words, the first and the last in place, as people and models can still read. */
export function scrambledWords(text: string): Scrambled | undefined {
  const near: { word: string; start: number }[] = [];
  let letters = 0;
  let sum = 0;
  for (let i = 0; i <= text.length; i++) {
    // A small letter of either; anything else is out of range.
    const letter = i < text.length ? (text.charCodeAt(i) | 32) - 97 : -1;
    if (letter >= 0 && letter < 26) {
      letters++;
      sum += WEIGHTS[letter]!;
      continue;
    }
    if (letters >= SHORTEST && letters <= LONGEST) {
      const word = BY_SUM.has(sum) ? scrambled(text.slice(i - letters, i).toLowerCase(), sum) : undefined;
      if (word !== undefined && near.every((each) => each.word !== word)) near.push({ word, start: i - letters });
      while (near.length > 0 && near[0]!.start < i - WITHIN) near.shift();
      if (near.length >= ENOUGH) return { start: near[0]!.start, end: i, words: near.map((each) => each.word) };
    }
    letters = 0;
    sum = 0;
  }
  return undefined;
}

function scrambled(seen: string, sum: number): string | undefined {
  const words = BY_SUM.get(sum) ?? [];
  if (words.includes(seen)) return undefined;
  return words.find(
    (word) => word.startsWith(seen.charAt(0)) && word.at(-1) === seen.at(-1) && sorted(word) === sorted(seen),
  );
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
