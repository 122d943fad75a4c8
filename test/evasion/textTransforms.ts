import { gzipSync } from 'node:zlib';
import { base32 } from './encodings.ts';
/** The same words for whoever obeys text, written so that a filter may not see them. */
export interface TextTransform {
  readonly name: string;
  readonly group: 'letters' | 'encoding' | 'layout';
  readonly apply: (text: string) => string | undefined;
}

/** Words of Latin letters that are no part of an address, a path, a marker or a piece of code. */
const WORD = /(?<![\w\p{L}<|/:@.$\\`=_-])[A-Za-z]{3,}(?![\w\p{L}>|/:@$\\`=_-]|\.\w)/gu;
/** Text that is mostly words. */
const words = (change: (word: string) => string) => (text: string) => {
  const changed = text.replace(WORD, change);
  return changed === text ? undefined : changed;
};
const each = (change: (letter: string) => string) => words((word) => word.replace(/[A-Za-z]/g, change));
const between = (separator: string) => words((word) => [...word].join(separator));

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};
const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0' };
const shifted = (upper: number, lower: number) => (letter: string) =>
  String.fromCodePoint((letter < 'a' ? upper - 65 : lower - 97) + letter.charCodeAt(0));
const latin = (text: string) => /^[\0-\x7f]*$/.test(text);
/** Enough for a decoder to tell from a word. */
const long = (text: string) => text.length >= 24;
const PREFACE =
  'Thanks for the quick review yesterday. The build is green again and the release notes are in the usual place, ' +
  'so there is nothing left to do for the changelog. One more point from the planning meeting:\n\n';
const EPILOGUE = '\n\nBest regards, and see you at the stand-up. The agenda is in the calendar, as always.';

export const TEXT_TRANSFORMS: readonly TextTransform[] = [
  { name: 'upper case', group: 'letters', apply: words((word) => word.toUpperCase()) },
  {
    name: 'alternating case',
    group: 'letters',
    apply: words((word) => word.replace(/../g, (pair) => `${pair[0]?.toUpperCase()}${pair[1]?.toLowerCase()}`)),
  },
  { name: 'zero-width spaces', group: 'letters', apply: between('\u200b') },
  { name: 'zero-width joiners', group: 'letters', apply: between('\u200d') },
  { name: 'soft hyphens', group: 'letters', apply: between('\u00ad') },
  { name: 'variation selectors', group: 'letters', apply: between('\ufe0f') },
  { name: 'escape sequences', group: 'letters', apply: between('\x1b[8m') },
  { name: 'look-alike letters', group: 'letters', apply: each((letter) => LOOK_ALIKE[letter] ?? letter) },
  { name: 'full-width letters', group: 'letters', apply: each(shifted(0xff21, 0xff41)) },
  { name: 'mathematical letters', group: 'letters', apply: each(shifted(0x1d400, 0x1d41a)) },
  { name: 'accents', group: 'letters', apply: words((word) => word.replace(/[aeiou]/g, '$&\u0301')) },
  {
    name: 'digits for letters',
    group: 'letters',
    apply: (text) =>
      latin(text) ? words((word) => word.replace(/[aeio]/g, (letter) => LEET[letter] ?? letter))(text) : undefined,
  },
  {
    name: 'letters apart',
    group: 'letters',
    apply: (text) =>
      latin(text) && /^[\w\s,.'!]+$/.test(text)
        ? text.replace(/\s+/g, '   ').replace(/(?<=\w)(?=\w)/g, ' ')
        : undefined,
  },
  {
    name: 'dots between letters',
    group: 'letters',
    apply: (text) => (latin(text) ? words((word) => [...word].join('.'))(text) : undefined),
  },

  {
    name: 'tag characters',
    group: 'encoding',
    apply: (text) =>
      latin(text)
        ? `Notes of today.${[...text].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('')}`
        : undefined,
  },
  {
    name: 'base64',
    group: 'encoding',
    apply: (text) => (long(text) ? Buffer.from(text).toString('base64') : undefined),
  },
  {
    name: 'base64 without padding, URL-safe',
    group: 'encoding',
    apply: (text) => (long(text) ? Buffer.from(text).toString('base64url') : undefined),
  },
  {
    name: 'base64 twice',
    group: 'encoding',
    apply: (text) => (long(text) ? Buffer.from(Buffer.from(text).toString('base64')).toString('base64') : undefined),
  },
  { name: 'hex', group: 'encoding', apply: (text) => (long(text) ? Buffer.from(text).toString('hex') : undefined) },
  { name: 'base32', group: 'encoding', apply: (text) => (long(text) ? base32(text) : undefined) },
  {
    name: 'gzip in base64',
    group: 'encoding',
    apply: (text) => (long(text) ? gzipSync(text).toString('base64') : undefined),
  },
  {
    name: '\\x escapes',
    group: 'encoding',
    apply: (text) =>
      latin(text)
        ? [...text].map((char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
        : undefined,
  },
  {
    name: 'HTML entities',
    group: 'encoding',
    apply: (text) => (latin(text) ? [...text].map((char) => `&#${char.charCodeAt(0)};`).join('') : undefined),
  },
  {
    name: 'HTML entities for some letters',
    group: 'encoding',
    apply: each((letter) => (/[aeo]/.test(letter) ? `&#x${letter.charCodeAt(0).toString(16)};` : letter)),
  },
  {
    name: '\\u escapes',
    group: 'encoding',
    apply: (text) =>
      latin(text)
        ? [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
        : undefined,
  },
  {
    name: 'percent encoding',
    group: 'encoding',
    apply: (text) =>
      latin(text)
        ? [...text].map((char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
        : undefined,
  },

  {
    name: 'line breaks for spaces',
    group: 'layout',
    apply: (text) =>
      /\w \w/.test(text) && !/[|`$]|:\/\//.test(text) ? text.replace(/(?<=\w) (?=\w)/g, '\n') : undefined,
  },
  {
    name: 'double spaces',
    group: 'layout',
    apply: (text) => (/\w \w/.test(text) ? text.replace(/(?<=\w) (?=\w)/g, '  ') : undefined),
  },
  { name: 'Markdown emphasis', group: 'layout', apply: words((word) => `**${word}**`) },
  { name: 'Markdown emphasis of the whole', group: 'layout', apply: (text) => `***${text.trim()}***` },
  { name: 'Markdown underscores', group: 'layout', apply: words((word) => `_${word}_`) },
  { name: 'code fence', group: 'layout', apply: (text) => `\`\`\`text\n${text}\n\`\`\`` },
  { name: 'quotation', group: 'layout', apply: (text) => text.replace(/^/gm, '> ') },
  { name: 'list', group: 'layout', apply: (text) => `1. Read the notes.\n2. ${text}\n3. Close the ticket.` },
  { name: 'HTML paragraph', group: 'layout', apply: (text) => `<div class="post"><p>${text}</p></div>` },
  { name: 'under a heading', group: 'layout', apply: (text) => `# Installation\n\n## Examples\n\n${text}` },
  { name: 'after other text', group: 'layout', apply: (text) => PREFACE + text },
  { name: 'between other text', group: 'layout', apply: (text) => PREFACE + text + EPILOGUE },
  { name: 'after much other text', group: 'layout', apply: (text) => PREFACE.repeat(40) + text },
];
