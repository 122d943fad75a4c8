const CODE =
  'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- x-..- y-.-- z--..';
/** Which letter a sign stands for, in dots and dashes. */
export const MORSE_LETTERS: ReadonlyMap<string, string> = new Map(
  CODE.split(' ').map((each) => [each.slice(1), each.slice(0, 1)]),
);
/** A dozen signs in a row: a rule of dashes is one sign, and an ellipsis another. */
const RUN = /(?:[.\u00b7\u2022_\u2013\u2212-]{1,5}[ /|]{1,3}){12,2000}[.\u00b7\u2022_\u2013\u2212-]{1,5}/;

/** The letters of a text in Morse code, without spaces; undefined if there is none. */
export function morseLetters(text: string): string | undefined {
  const run = RUN.exec(text)?.[0];
  if (run === undefined) return undefined;
  const signs = run
    .replace(/[\u00b7\u2022]/g, '.')
    .replace(/[_\u2013\u2212]/g, '-')
    .split(/[ /|]+/);
  const letters = signs.map((sign) => MORSE_LETTERS.get(sign));
  return letters.every((letter) => letter !== undefined) ? letters.join('') : undefined;
}
