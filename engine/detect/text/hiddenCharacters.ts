/** Kinds of characters that a reader does not see, or sees as something else. */
export type HiddenKind =
  | 'bidi'
  | 'tag'
  | 'zero-width'
  | 'variation-selector'
  | 'invisible-letter'
  | 'escape-sequence'
  | 'overwrite'
  | 'private-use';

/** A run of hidden characters of one kind. */
export interface HiddenRun {
  readonly kind: HiddenKind;
  readonly start: number;
  readonly end: number;
  /** Number of characters in the run. */
  readonly length: number;
  /** What the run spells once decoded, where it carries text. */
  readonly payload?: string;
}

/** Those of ASCII that can be part of a run, but for a `\r`: that ends every line of a text from Windows. */
const ASCII_SUSPECTS = ['\x1b', '\x07', '\x08', '\x7f'];
const LONE_RETURN = /\r(?!\n)/;
/** Units that every run begins with, but for a lone `\r`. */
const SUSPECTS = new Uint8Array(0x10000);
for (const [from, to = from] of [
  [0x9b],
  [0x9d],
  [0xad],
  [0x34f],
  [0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164],
  [0xdb40],
  [0xdb80, 0xdbbe],
  [0xe000, 0xf8ff],
  [0xfe00, 0xfe0f],
  [0xfeff],
  [0xffa0],
] as const)
  SUSPECTS.fill(1, from, to + 1);
for (const char of ASCII_SUSPECTS) SUSPECTS[char.charCodeAt(0)] = 1;
const BEYOND_ASCII = /[^\0-\x7f]+/g;
/** A text with more runs of them is read to its end without a pattern. */
const MANY_RUNS = 1000;
/** Everything that can be part of a run; what of it is harmless is decided below. */
const SUSPECT =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]+|(?:\udb40[\udc00-\udfff]){1,4096}|\x1b[[\]PX^_()c78=>]?|[\x07\x08\x7f\x9b\x9d]+|[^\n]\r(?!\n)|(?:[\udb80-\udbbe][\udc00-\udfff]|[\ue000-\uf8ff]){4,4096}/y;

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const ZERO_WIDTH = /[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff]/;
const SELECTOR = /[\ufe00-\ufe0f\u180b-\u180d]/;
const INVISIBLE_LETTER = /[\u115f\u1160\u3164\uffa0\u17b4\u17b5]/;

/** Can nothing be hidden in the text? True of nearly all. */
export function hidesNothing(text: string): boolean {
  if (ASCII_SUSPECTS.some((char) => text.includes(char))) return false;
  if (text.includes('\r') && LONE_RETURN.test(text)) return false;
  BEYOND_ASCII.lastIndex = 0;
  for (let runs = 1; ; runs++) {
    const run = BEYOND_ASCII.exec(text);
    if (!run) return true;
    const end = runs < MANY_RUNS ? BEYOND_ASCII.lastIndex : text.length;
    for (let at = run.index; at < end; at++) if (SUSPECTS[text.charCodeAt(at)] === 1) return false;
    if (end === text.length) return true;
  }
}

/** Runs of hidden characters in text order. */
export function* hiddenRuns(text: string): Generator<HiddenRun> {
  if (hidesNothing(text)) return;
  for (let at = nextSuspect(text, 0); at >= 0;) {
    SUSPECT.lastIndex = at;
    const seen = SUSPECT.exec(text)?.[0];
    const run = seen === undefined ? undefined : classify(text, seen, at);
    if (run) yield run;
    at = nextSuspect(text, at + (seen?.length ?? 1));
  }
}

/** Where the next run may begin; -1 if nowhere. A lone return writes over the character before it. */
function nextSuspect(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === RETURN) {
      if (at > from && text.charCodeAt(at + 1) !== NEWLINE && text.charCodeAt(at - 1) !== NEWLINE) return at - 1;
    } else if (SUSPECTS[code] === 1) return at;
  }
  return -1;
}

const RETURN = 13;
const NEWLINE = 10;

function classify(text: string, run: string, start: number): HiddenRun | undefined {
  const end = start + run.length;
  const first = run.charCodeAt(0);
  if (first === 0x1b || first === 0x9b || first === 0x9d) return { kind: 'escape-sequence', start, end, length: 1 };
  if (first === 0x08 || first === 0x7f) return { kind: 'overwrite', start, end, length: run.length };
  if (run.endsWith('\r')) return { kind: 'overwrite', start: end - 1, end, length: 1 };
  if (first === 0x07) return undefined;
  if (first === 0xdb40) return classifyPlane14(text, run, start, end);
  if ((first >= 0xdb80 && first <= 0xdbbe) || (first >= 0xe000 && first <= 0xf8ff)) {
    return { kind: 'private-use', start, end, length: [...run].length };
  }
  const kind = kindOf(run);
  return kind && { kind, start, end, length: run.length, ...payloadOf(kind, run) };
}

function kindOf(run: string): HiddenKind | undefined {
  if (BIDI.test(run)) return 'bidi';
  if (INVISIBLE_LETTER.test(run)) return 'invisible-letter';
  if (ZERO_WIDTH.test(run)) return 'zero-width';
  // One selector after a character is how emoji are written.
  return SELECTOR.test(run) && run.length > 1 ? 'variation-selector' : undefined;
}

function payloadOf(kind: HiddenKind, run: string): { payload?: string } {
  if (kind === 'variation-selector') return { payload: decodeSelectors(run) };
  const bits = kind === 'zero-width' && run.length >= 16 ? decodeBits(run) : '';
  return bits === '' ? {} : { payload: bits };
}

/** Two invisible characters can stand for zero and one, in either order, with or without a third between letters. */
function decodeBits(run: string): string {
  const kinds = [...new Set(run)].sort((a, b) => run.split(b).length - run.split(a).length).slice(0, 2);
  const [one, other] = kinds;
  if (one === undefined || other === undefined) return '';
  const digits = [...run].filter((char) => char === one || char === other);
  for (const zero of [one, other]) {
    const bits = digits.map((char) => (char === zero ? '0' : '1')).join('');
    const text = (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(parseInt(byte, 2))).join('');
    if (text.length > 1 && /^[\x20-\x7e\n]+$/.test(text)) return text;
  }
  return '';
}

/** Tag characters spell ASCII; supplementary variation selectors carry bytes. A flag emoji's tags are neither. */
function classifyPlane14(text: string, run: string, start: number, end: number): HiddenRun | undefined {
  const codes = [...run].map((char) => char.codePointAt(0) ?? 0);
  if (codes.some((code) => code >= 0xe0100)) {
    const before = text[start - 1];
    const alone = codes.length === 1 && before !== undefined && /[^\0-\x7f]/.test(before);
    return alone
      ? undefined
      : { kind: 'variation-selector', start, end, length: codes.length, payload: decodeSelectors(run) };
  }
  const isFlag = text.slice(start - 2, start) === '\u{1f3f4}' && codes.at(-1) === 0xe007f && codes.length <= 7;
  if (isFlag) return undefined;
  const payload = codes
    .map((code) => (code >= 0xe0020 && code < 0xe007f ? String.fromCharCode(code - 0xe0000) : ''))
    .join('');
  return { kind: 'tag', start, end, length: codes.length, payload };
}

/** Selectors 1 to 16 and 17 to 256 stand for the bytes 0 to 255. */
function decodeSelectors(run: string): string {
  const bytes = [...run].flatMap((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xfe00 && code <= 0xfe0f) return [code - 0xfe00];
    return code >= 0xe0100 && code <= 0xe01ef ? [code - 0xe0100 + 16] : [];
  });
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/[^\x20-\x7e\n]/g, '');
}
