/** Characters that may stand in a word without quotes; patterns and `~` are left for the shell to expand. */
const PLAIN = /^[\w./:=@%+,~*-]+$/;

/** A word as a shell reads it back, in quotes where it needs them. */
export function quotedWord(word: string, plain = PLAIN): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Words in one line, each of them quoted where it needs it. */
export function quotedLine(words: readonly string[]): string {
  return words.map((word) => quotedWord(word)).join(' ');
}
