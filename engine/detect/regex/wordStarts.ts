import { secondWordBit, wordBit } from './wordBits.ts';

/** What \w stands for. */
export function isWordCode(code: number): boolean {
  return wordBit(code) !== 0;
}

/** Does a word begin here? */
export function isWordStart(text: string, at: number): boolean {
  return isWordCode(text.charCodeAt(at)) && !isWordCode(text.charCodeAt(at - 1));
}

/** A power of two. */
const KEPT = 256;
/** The last so many characters hold no more word starts than are kept. */
const REACH = 2 * KEPT - 2;
const PAST_ALL = 0x3fff_ffff;

/** Where words begin in a text that is read from its beginning, and with what; only the last ones are kept. */
export class WordStarts {
  private readonly places = new Int32Array(KEPT);
  private readonly bits = new Int32Array(KEPT);
  private count = 0;
  private read = 0;

  /** Another text begins. */
  reset(): void {
    this.count = this.read = 0;
  }

  /** Reads up to `to`, and gives the number of the first word start from `from` on; -1 if that may have been dropped. */
  firstFrom(text: string, from: number, to: number): number {
    let inWord = this.read > 0 && isWordCode(text.charCodeAt(this.read - 1));
    for (; this.read <= to; this.read++) {
      const bit = wordBit(text.charCodeAt(this.read));
      if (bit !== 0 && !inWord) {
        const cell = this.count++ & (KEPT - 1);
        this.places[cell] = this.read;
        this.bits[cell] = bit;
      }
      inWord = bit !== 0;
    }
    if (this.read - from > REACH) return -1;
    let number = this.count;
    while (number > 0 && this.at(number - 1) >= from) number--;
    return number;
  }

  /** Beyond those that were read: past every place. A small integer, as all places are: anything else slows the loop that compares. */
  at(number: number): number {
    return number < this.count ? this.places[number & (KEPT - 1)]! : PAST_ALL;
  }

  /** The bit of one of the words that are kept. */
  bitOf(number: number): number {
    return this.bits[number & (KEPT - 1)]!;
  }

  /** The bit of the word behind it. */
  bitBehind(text: string, number: number): number {
    return number + 1 < this.count ? this.bitOf(number + 1) : secondWordBit(text, this.at(number));
  }
}
