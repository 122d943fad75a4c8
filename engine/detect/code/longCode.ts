import { buildLiteralIndex } from '../regex/literalIndex.ts';
import { onFirstUse } from '../remembered.ts';
import { TRIGGER_WORDS } from './triggerWords.ts';

/** A program up to this length is read in whole. */
const WHOLE = 40_000;
/** What is read of a longer one in any case. */
const HEAD = 16_000;
/** Characters around a word that acts: many while few such words are in the program, so that padding hides none of them. */
const AROUND = [1500, 400, 120] as const;
/** Characters that are read of a long program besides its head, if it has fewer of the words than would fill it. */
const ENOUGH = 24_000;

/** Words nearer to the last one are in its part. */
const APART = 40;

const IMPORT = /^[ \t]*(?:import|from|use|using|require|#include|(?:const|let|var)\s[^\n;]{1,120}\brequire)\b/gm;

const index = onFirstUse(() => buildLiteralIndex([...TRIGGER_WORDS.keys()]));

/** The parts of a program that can do anything, in order and apart; undefined for one that is read in whole. */
export function actingParts(code: string): readonly (readonly [from: number, to: number])[] | undefined {
  if (code.length <= WHOLE) return undefined;
  const places: number[] = [];
  index().search(code, (_, end) => {
    if (end >= HEAD && end - (places.at(-1) ?? 0) > APART) places.push(end);
  });
  const imports = Array.from(code.matchAll(IMPORT), ({ index: at }) => [at, endOfLine(code, at)] as const);
  let parts: (readonly [number, number])[] = [];
  for (const around of AROUND) {
    parts = places.map((place) => [startOfLine(code, place - around), endOfLine(code, place + around)] as const);
    parts = joined([[0, endOfLine(code, HEAD)], ...imports, ...parts]);
    if (parts.reduce((sum, [from, to]) => sum + to - from, -HEAD) <= ENOUGH) break;
  }
  return parts;
}

function joined(parts: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const apart: (readonly [number, number])[] = [];
  for (const [from, to] of [...parts].sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last && from <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], to)];
    else apart.push([from, to]);
  }
  return apart;
}

/** A longer line is cut in the middle: a bundle is one long line, and its ends are not looked for. */
const LONGEST_LINE = 400;

function startOfLine(text: string, at: number): number {
  const from = Math.max(0, at - LONGEST_LINE);
  const lineBreak = text.slice(from, Math.max(0, at)).lastIndexOf('\n');
  return lineBreak >= 0 ? from + lineBreak + 1 : Math.max(0, at);
}

function endOfLine(text: string, at: number): number {
  const lineBreak = text.slice(at, at + LONGEST_LINE).indexOf('\n');
  return Math.min(text.length, lineBreak >= 0 ? at + lineBreak : at);
}

/** A piece of a script costs more for each of its characters; so many are read. */
const PIECE = 12_288;
const MAX_PIECES = 8;

/** A long script in pieces that end, where they can, with a paragraph. `isRead` says of which pieces there is something to learn. */
export function scriptPieces(script: string, isRead: (piece: string) => boolean): readonly string[] {
  if (script.length <= PIECE) return [script];
  const pieces: string[] = [];
  for (let from = 0; from < script.length && pieces.length < MAX_PIECES;) {
    const to = pieceEnd(script, from);
    const piece = script.slice(from, to);
    if (isRead(piece)) pieces.push(piece);
    from = to;
  }
  return pieces;
}

/** Two line breaks before what is not indented: a function, a loop or a text is not cut in two, unless it is long. */
function pieceEnd(script: string, from: number): number {
  const most = from + PIECE;
  if (most >= script.length) return script.length;
  for (let at = script.lastIndexOf('\n\n', most); at > from + PIECE / 2; at = script.lastIndexOf('\n\n', at - 1))
    if (!/\s/.test(script.charAt(at + 2))) return at + 2;
  const line = script.lastIndexOf('\n', most);
  return line > from ? line + 1 : most;
}
