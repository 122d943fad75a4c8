import { gunzipSync, inflateSync } from 'node:zlib';
import type { Field, Role } from '../../protocol/call.ts';
import { UNLIMITED, type Budget } from '../budget.ts';
import type { ScanInput } from '../types.ts';
import { searchSecrets } from '../secrets/findSecrets.ts';
import { decodeBase32 } from './base32.ts';
import { decipher } from './plainCiphers.ts';
import { encodedRuns, wrappedBase64, type EncodedRun } from './encodedRuns.ts';

const MAX_DEPTH = 3;
const MAX_BLOB = 64 * 1024;
const MAX_TOTAL = 256 * 1024;
/** What one text yields beyond this is dropped anyway, unless what came before was the same again and again. */
const MAX_DECODED = 4 * MAX_TOTAL;
const MIN_READABLE = 3;
/** Runs that look encoded are many in code; most turn out not to be. Each costs a few microseconds. */
const MAX_TRIES = 2000;
/** Of a long text this much tells whether it is made of letters. */
const SAMPLE = 4096;
/** Paths and URLs are decoded by their own parsers. */
const DECODED_ROLES: ReadonlySet<Role> = new Set([
  'command',
  'content',
  'query',
  'prompt',
  'message',
  'argument',
  'description',
  'result',
]);

interface Decoded {
  readonly by: string;
  readonly text: string;
}

/**
 * Text hidden in a field by base64 (also URL-safe, wrapped, compressed or UTF-16), base32, hex, percent signs,
 * `\u` and `\x` escapes or HTML entities, up to three layers deep. Each is a field of its own whose origin
 * tells how it was reached.
 */
export function decodedFields(field: Field, _input?: ScanInput, budget: Budget = UNLIMITED): readonly Field[] {
  if (!DECODED_ROLES.has(field.role)) return [];
  const first = decodeOnce(field.text, budget);
  if (first.length === 0) return NO_FIELDS;
  const found: Field[] = [];
  const seen = new Set<string>();
  let total = 0;
  let layer: readonly Field[] = [field];
  for (let depth = 0; depth < MAX_DEPTH && layer.length > 0; depth++) {
    const next: Field[] = [];
    for (const parent of layer) {
      for (const { by, text } of parent === field ? first : decodeOnce(parent.text, budget)) {
        if (text === field.text || seen.has(text) || total + text.length > MAX_TOTAL) continue;
        seen.add(text);
        total += text.length;
        // What a command carries encoded is data to it until its own parser says otherwise.
        const role = field.role === 'command' ? 'argument' : field.role;
        next.push({ role, text, origin: `${parent.origin} (${by})` });
      }
    }
    found.push(...next);
    layer = next;
  }
  return found;
}

const NO_FIELDS: readonly Field[] = [];

// Long runs are read in pieces: an unbounded repeat of a group keeps a way back for each of its turns.
const ESCAPES = /(?:\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}){3,500}/g;
const PERCENT = /(?:%[0-9a-fA-F]{2}[^%\s]{0,24}){3,500}/g;
const ENTITIES =
  /(?:&#(?:x[0-9a-fA-F]{1,6}|\d{1,7});|&(?:lt|gt|amp|quot|apos|nbsp|lpar|rpar|colon|sol|period|Tab|NewLine);){3,500}/g;

const ENTITY_LETTER = /&#(?:x[46][1-9a-f]|x[57][0-9a]|6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2]);/gi;

const NONE: readonly Decoded[] = [];

function decodeOnce(text: string, budget: Budget): readonly Decoded[] {
  const runs = encodedRuns(text, budget);
  const plain = decipher(text, searchSecrets(text, budget).turned);
  const spelled = text.includes('\\') || text.includes('%') || (text.includes('&') && text.includes(';'));
  // Most texts hide nothing.
  if (runs.length === 0 && plain.length === 0 && !spelled) return NONE;
  const results: Decoded[] = [];
  let tries = 0;
  let room = MAX_DECODED;
  const keep = (by: string, decoded: string | undefined) => {
    if (!decoded) return;
    room -= decoded.length;
    results.push({ by, text: decoded });
  };
  const each = (by: string, found: Iterable<string>, decode: (run: string) => string | undefined) => {
    for (const run of found) {
      if (++tries > MAX_TRIES || room < 0 || budget.spent()) return;
      keep(by, decode(run));
    }
  };
  // Spelled-out characters stand between plain ones, so they are read in their place.
  const inPlace = (by: string, pattern: RegExp, decode: (run: string) => string) => {
    if (text.length > MAX_BLOB) return each(by, matchesOf(text, pattern), decode);
    const decoded = text.replace(pattern, decode);
    if (decoded !== text) results.push({ by, text: decoded });
  };
  let wholeLine = false;
  for (const { kind, start, end } of runs) {
    wholeLine ||= end - start >= 60;
    if (++tries > MAX_TRIES || room < 0 || budget.spent()) break;
    keep(kind, DECODERS[kind](text.slice(start, Math.min(end, start + 2 * MAX_BLOB))));
  }
  tries = 0;
  if (wholeLine) each('base64', wrappedBase64(text), decodeBase64);
  results.push(...plain);
  if (!spelled) return results;
  if (text.includes('\\')) inPlace('escapes', ESCAPES, decodeEscapes);
  if (text.includes('%')) inPlace('percent', PERCENT, decodePercent);
  if (text.includes('&#')) {
    // A letter has no need to be spelled; a few of them are spelled to break the words that they stand in.
    const letters = text.match(ENTITY_LETTER)?.length ?? 0;
    if (letters >= 3) inPlace('entities', ENTITY_LETTER, decodeEntities);
  }
  if (text.includes('&')) inPlace('entities', ENTITIES, decodeEntities);
  return results;
}

function* matchesOf(text: string, pattern: RegExp): Generator<string> {
  for (const [match] of text.matchAll(pattern)) yield match;
}

const DECODERS: Readonly<Record<EncodedRun['kind'], (run: string) => string | undefined>> = {
  base64: decodeBase64,
  base32: (run) => {
    const bytes = decodeBase32(run);
    return bytes && (readable(bytes) ?? decompressed(bytes));
  },
  hex: (run) => readable(Buffer.from(run, 'hex')),
};

function decodeBase64(run: string): string | undefined {
  // A slash-separated path is no base64.
  if (run.includes('/') && run.split('/').length > run.length / 12 + 2) return undefined;
  const bytes = Buffer.from(run, 'base64');
  return readable(bytes) ?? decompressed(bytes);
}

function decompressed(bytes: Buffer): string | undefined {
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const zlib = bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1] ?? 0);
  if (!gzip && !zlib) return undefined;
  try {
    return readable((gzip ? gunzipSync : inflateSync)(bytes, { maxOutputLength: MAX_BLOB }));
  } catch {
    return undefined; // The first bytes looked like a header by chance, or the content is larger than a blob may be.
  }
}

/** The bytes as text, if that is what they are: valid UTF-8 or UTF-16LE, printable throughout. */
function readable(bytes: Buffer): string | undefined {
  if (bytes.length < MIN_READABLE) return undefined;
  const cut = bytes.subarray(0, MAX_BLOB);
  const wide = cut.length % 2 === 0 && cut[1] === 0 && cut.every((byte, i) => i % 2 === 0 || byte === 0);
  const text = cut.toString(wide ? 'utf16le' : 'utf8');
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/.test(text)) return undefined;
  // Random bytes that happen to be valid UTF-8 are mostly not letters.
  const sample = text.slice(0, SAMPLE);
  const plain = sample.match(/[\p{L}\p{N}\s.,:;/'"()=_-]/gu)?.length ?? 0;
  return plain >= sample.length * 0.75 ? text : undefined;
}

function decodeEscapes(run: string): string {
  return run.replace(
    /\\u\{([0-9a-fA-F]+)\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-3][0-7]{2})/g,
    (_, ...groups) => {
      const [braced, wide, hex, octal] = groups as (string | undefined)[];
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      return codePoint(parseInt(braced ?? wide ?? hex ?? '', 16));
    },
  );
}

function decodePercent(run: string): string {
  const bytes = run.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return readable(Buffer.from(bytes, 'latin1')) ?? run;
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lpar: '(',
  rpar: ')',
  colon: ':',
  sol: '/',
  period: '.',
  Tab: '\t',
  NewLine: '\n',
};

function decodeEntities(run: string): string {
  return run.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name?: string) =>
    name === undefined ? codePoint(hex ? parseInt(hex, 16) : Number(decimal)) : (NAMED[name] ?? ''),
  );
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
