import { ANYTHING, complement, DOT, ESCAPE_SETS, range, unit, type CharSet } from './charSet.ts';

/**
 * The regular expressions that rules may use, as a tree. Look-around and back-references are not among them:
 * they cannot be bounded, and the linear engine cannot run them.
 */
export type RegexNode =
  | {
      readonly kind: 'char';
      readonly set: CharSet;
      /** The one or few texts that it matches, if few. */ readonly texts?: readonly string[];
    }
  | { readonly kind: 'assertion'; /** `\b` */ readonly isBoundary?: true }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number };

export class RegexSyntaxError extends Error {}

/** A class of at most this many members is followed as alternatives. */
const FEW = 6;

/**
 * Parses JavaScript regular-expression source (flag `u` allowed).
 * @throws RegexSyntaxError with the reason and the offset.
 */
export function parseRegex(source: string): RegexNode {
  let at = 0;

  const fail = (reason: string): never => {
    throw new RegexSyntaxError(`${reason} at offset ${at} of /${source}/`);
  };

  const choice = (): RegexNode => {
    const options = [sequence()];
    while (source[at] === '|') {
      at++;
      options.push(sequence());
    }
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  };

  const sequence = (): RegexNode => {
    const items: RegexNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(quantified(atom()));
    return { kind: 'sequence', items };
  };

  const quantified = (item: RegexNode): RegexNode => {
    const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at, at + 24));
    if (!match) return item;
    at += match[0].length;
    const [, sign, low, comma, high] = match;
    const min = sign ? (sign === '+' ? 1 : 0) : Number(low);
    const max = sign ? (sign === '?' ? 1 : Infinity) : comma ? (high ? Number(high) : Infinity) : min;
    return { kind: 'repeat', item, min, max };
  };

  const atom = (): RegexNode => {
    const char = source[at++] ?? fail('unexpected end');
    if (char === '(') return group();
    if (char === '[') return charClass();
    if (char === '.') return { kind: 'char', set: DOT };
    if (char === '^' || char === '$') return { kind: 'assertion' };
    if (char === '\\') return escape();
    return literal(char);
  };

  const group = (): RegexNode => {
    const head = /^\?(?::|<(?![=!])[^>]*>)/.exec(source.slice(at));
    if (head) at += head[0].length;
    else if (source[at] === '?') fail('look-around and inline flags cannot be used');
    const body = choice();
    if (source[at++] !== ')') fail('group is not closed');
    return body;
  };

  const escape = (): RegexNode => {
    const char = source[at++] ?? fail('unexpected end');
    if (char === 'b') return { kind: 'assertion', isBoundary: true };
    if (char === 'B') return { kind: 'assertion' };
    if (/[1-9k]/.test(char)) fail('back-references cannot be used');
    const set = ESCAPE_SETS[char];
    if (set !== undefined) return { kind: 'char', set };
    if (char === 'p' || char === 'P') return property();
    return literal(escapedChar(char));
  };

  const property = (): RegexNode => {
    const name = /^\{[^}]*\}/.exec(source.slice(at)) ?? fail('\\p needs {Name}');
    at += name[0].length;
    return { kind: 'char', set: ANYTHING };
  };

  /** The text of an escape that stands for one character; `at` is behind its letter. */
  const escapedChar = (char: string): string => {
    const simple = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }[char];
    if (simple !== undefined) return simple;
    const forms: Readonly<Record<string, RegExp>> = {
      x: /^([0-9a-f]{2})/i,
      u: /^(?:([0-9a-f]{4})|\{([0-9a-f]+)\})/i,
      c: /^([a-z])/i,
    };
    const hex = forms[char]?.exec(source.slice(at, at + 10));
    if (!hex) return char;
    at += hex[0].length;
    if (char === 'c') return String.fromCharCode((hex[1] ?? '').charCodeAt(0) % 32);
    return String.fromCodePoint(parseInt(hex[1] ?? hex[2] ?? '', 16));
  };

  const charClass = (): RegexNode => {
    const negated = source[at] === '^';
    if (negated) at++;
    let set: CharSet = 0n;
    let texts: string[] | undefined = [];
    while (source[at] !== ']') {
      const from = classMember();
      if (typeof from === 'bigint' || source[at] !== '-' || source[at + 1] === ']') {
        set |= typeof from === 'bigint' ? from : setOf(from);
        texts = typeof from === 'bigint' ? undefined : texts && [...texts, from];
        continue;
      }
      at++;
      const to = classMember();
      if (typeof to === 'bigint') fail('a range ends in a class');
      const [low, high] = [from.codePointAt(0) ?? 0, (to as string).codePointAt(0) ?? 0];
      set |= range(low, high);
      if (high - low >= FEW) texts = undefined;
      for (let code = low; texts && code <= high; code++) texts.push(String.fromCodePoint(code));
    }
    at++;
    const few = !negated && texts && texts.length > 0 && texts.length <= FEW;
    return { kind: 'char', set: negated ? complement(set) : set, ...(few && texts && { texts }) };
  };

  /** One member of a class: a character, or the set of an escape. */
  const classMember = (): string | CharSet => {
    const char = String.fromCodePoint(source.codePointAt(at) ?? fail('class is not closed'));
    at += char.length;
    if (char !== '\\') return char;
    const letter = source[at++] ?? fail('unexpected end');
    if (letter === 'b') return '\b';
    if (letter === 'p' || letter === 'P') return property().kind === 'char' ? ANYTHING : 0n;
    return ESCAPE_SETS[letter] ?? escapedChar(letter);
  };

  const tree = choice();
  if (at < source.length) fail('unexpected ")"');
  return tree;
}

function setOf(text: string): CharSet {
  return unit(text.charCodeAt(0));
}

function literal(text: string): RegexNode {
  return { kind: 'char', set: setOf(text), texts: [text] };
}
