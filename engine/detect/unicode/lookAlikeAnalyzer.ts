import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { isAscii } from '../text/ascii.ts';
import { CONFUSABLES } from '../text/confusables.ts';
import type { Budget } from '../budget.ts';
import type { Analyzer, Match, ScanInput } from '../types.ts';

const schema = z.strictObject({});

/** Words that mix ASCII letters with letters of another script that look the same, and hosts written in such letters. */
export const lookAlikeAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'look-alike-letters',
  roles: ['command', 'path', 'url', 'content', 'query', 'prompt', 'message', 'argument', 'description', 'result'],
  schema,
  compile: () => (facts, field) => facts.of(field, lookAlikes),
};

/** Scripts with look-alikes, and letters that are ASCII letters in another shape: full-width, small capitals, mathematical. */
const FOREIGN =
  /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a\u1d00-\u1d2b]|\ud835[\udc00-\udfff]/g;
/** All that a word is made of which holds such a letter. */
const LETTERS =
  /(?:[A-Za-z\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a\u1d00-\u1d2b]|\ud835[\udc00-\udfff]){3,64}/y;
/** Of a longer word so much is looked at before the letter. */
const BEFORE = 32;
/** Hosts are looked for in what a person could read. */
const MAX_HOST_TEXT = 16 * 1024;
const HOST =
  /\b(?:[a-z0-9-]{1,63}\.){0,4}[a-z0-9-]{0,63}[\u0370-\u03ff\u0400-\u052f\u0530-\u058f]{1,63}[a-z0-9\u0370-\u03ff\u0400-\u052f-]{0,63}\.(?:com|org|net|io|dev|app|ai|co|sh|gov|edu)\b/i;

const NONE: readonly Match[] = [];

function lookAlikes(field: Field, _input: ScanInput, budget: Budget): readonly Match[] {
  const { text, replaces } = field;
  if (isAscii(text)) return NONE;
  const found: Match[] = [];
  let looked = 0;
  let behind = 0;
  for (;;) {
    FOREIGN.lastIndex = behind;
    const foreign = FOREIGN.exec(text);
    if (!foreign) break;
    if (++looked % 256 === 0 && budget.spent()) return found;
    const start = asciiStart(text, Math.max(behind, foreign.index - BEFORE), foreign.index);
    LETTERS.lastIndex = start;
    const word = LETTERS.exec(text)?.[0] ?? '';
    behind = Math.max(foreign.index + foreign[0].length, start + word.length);
    if (!isDisguised(word) || replaces?.includes(word)) continue;
    found.push(asMatch(field, word, start));
    if (found.length >= 3) return found;
  }
  if (looked === 0) return NONE;
  const host = found.length === 0 ? HOST.exec(text.slice(0, MAX_HOST_TEXT)) : null;
  if (host && [...host[0]].filter((char) => char > '\x7f').every((char) => CONFUSABLES.has(char))) {
    found.push(asMatch(field, host[0], host.index));
  }
  return found;
}

/** Where the ASCII letters that stand right before a place begin, from `first` on. */
function asciiStart(text: string, first: number, place: number): number {
  let at = place;
  while (at > first && isAsciiLetter(text.charCodeAt(at - 1))) at--;
  return at;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Mixed in one word, every foreign letter an ASCII look-alike. Units (`µs`), Greek maths and hyphenated terms are not. */
function isDisguised(word: string): boolean {
  const letters = [...word];
  const foreign = letters.filter((letter) => letter > '\x7f');
  const ascii = letters.length - foreign.length;
  if (foreign.length === 0 || ascii < 2) return false;
  return foreign.every((letter) => asciiOf(letter) !== undefined);
}

/** The ASCII letter that it looks like or is a variant of. */
function asciiOf(letter: string): string | undefined {
  const known = CONFUSABLES.get(letter);
  if (known !== undefined) return known;
  const plain = letter.normalize('NFKC');
  return /^[A-Za-z]$/.test(plain) ? plain : undefined;
}

function asMatch(field: Field, seen: string, start: number): Match {
  const read = [...seen].map((char) => (char > '\x7f' ? (asciiOf(char) ?? char) : char)).join('');
  const odd = [...new Set(seen)].filter((char) => char > '\x7f').map((char) => `U+${codeOf(char)}`);
  return {
    field,
    span: [start, start + seen.length],
    detail: `"${seen}" reads as "${read}" but holds ${odd.join(', ')}`,
  };
}

function codeOf(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
