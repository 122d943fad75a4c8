const MAX_WORDS = 20;
/** Shorter beginnings stand for too many words to look up. */
const MIN_PREFIX = 3;

/**
 * What people type as an expression of FTS4: all words must occur, a word with signs in it (`rm -rf`, `a.example.com`,
 * `src/main`) as its parts in order, `word*` as the start of a word. Undefined if there is no word in it.
 */
export function wordsExpression(typed: string): string | undefined {
  const phrases = typed.split(/\s+/).flatMap((word) => {
    const parts = word.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
    const last = parts.at(-1);
    if (last === undefined) return [];
    const open = word.endsWith('*') && last.length >= MIN_PREFIX ? '*' : '';
    return [`"${parts.join(' ')}${open}"`];
  });
  return phrases.length > 0 ? phrases.slice(0, MAX_WORDS).join(' ') : undefined;
}
