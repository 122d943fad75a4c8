import type { Token } from './lexer.ts';

export const OPEN = /^[([{]$/;
export const CLOSE = /^[)\]}]$/;

/** A name without the mark that some languages put before variables. */
export function plain(name: string): string {
  const first = name.charCodeAt(0);
  if (first > 64 || first === 45 || first === 46) return name;
  return name.replace(/^[$@%&]+\{?|\}$/g, '') || name;
}

/** For each bracket the number of its partner, else -1. */
export function matchBrackets(tokens: readonly Token[]): { closing: Int32Array; opening: Int32Array } {
  const closing = new Int32Array(tokens.length).fill(-1);
  const opening = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'op') return;
    if (OPEN.test(token.text)) open.push(i);
    else if (CLOSE.test(token.text)) {
      const at = open.pop();
      if (at === undefined) return;
      closing[at] = i;
      opening[i] = at;
    }
  });
  return { closing, opening };
}
