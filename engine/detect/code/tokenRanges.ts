import { CLOSE, matchBrackets, OPEN, plain } from './brackets.ts';
import type { Language } from './language.ts';
import type { Token } from './lexer.ts';

/** Part of a program, as token numbers; `to` is behind it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface CallArg extends Range {
  /** Of a named argument. */
  readonly key: string | undefined;
}

export const SEPARATOR = /^(?:\.|::|->|\?\.)$/;
/** Tokens of one expression that are looked at. */
export const MAX_RANGE = 600;
/** Words that a statement begins with, not calls. */
export const KEYWORDS =
  /^(?:if|elif|else|elsif|while|for|foreach|in|not|and|or|return|const|let|var|my|our|local|def|end|do|then|class|function|import|from|as|new|await|async|try|catch|finally|with|yield|throw|raise|case|when|unless|until|begin|rescue|puts|print|echo|public|private|protected|static|final|void|int|char|string|String|bool|byte|unsigned|struct|func|fn|pub|mut|match|switch|break|continue|typeof|delete|lambda|pass|global|nonlocal|use|package|using|namespace|param|process|auto|Dim|Set|sub)$/;

/** Where the parts of a program's text begin and end: arguments, statements, names. */
export class TokenRanges {
  readonly tokens: readonly Token[];
  /** For each bracket the number of its partner, else -1. */
  readonly closing: Int32Array;
  readonly opening: Int32Array;
  readonly language: Language;

  constructor(tokens: readonly Token[], language: Language) {
    this.tokens = tokens;
    this.language = language;
    ({ closing: this.closing, opening: this.opening } = matchBrackets(tokens));
  }

  isKey(i: number): boolean {
    const next = this.tokens[i + 1];
    return (
      next?.kind === 'op' &&
      ((next.text === ':' && this.language !== 'lua') || next.text === '=' || next.text === '=>') &&
      this.tokens[i + 2]?.text !== ':'
    );
  }

  valueEnd(from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const token = this.tokens[i];
      if (token?.kind !== 'op') continue;
      // A bracket that is never closed is passed over as any other sign.
      if (OPEN.test(token.text)) i = Math.max(i, this.closing[i] ?? -1);
      else if (token.text === ',' || CLOSE.test(token.text)) return i;
    }
    return to;
  }

  /** Names of the parameters, where an argument is a function. */
  parameters({ from, to }: Range): string[] {
    const first = this.tokens[from];
    const at = first?.text === 'async' ? from + 1 : from;
    const token = this.tokens[at];
    if (token?.kind === 'word' && this.tokens[at + 1]?.text === '=>') return [plain(token.text)];
    const open = token?.text === 'function' ? this.nextOpen(at, to) : token?.text === '(' ? at : -1;
    if (open < 0) return [];
    const close = this.closing[open] ?? -1;
    if (close < 0 || close > to) return [];
    const after = this.tokens[close + 1]?.text;
    if (after !== '=>' && after !== '{' && token?.text !== 'function') return [];
    return this.namesIn({ from: open + 1, to: close });
  }

  nextOpen(from: number, to: number): number {
    for (let i = from; i < Math.min(to, from + 4); i++) if (this.tokens[i]?.text === '(') return i;
    return -1;
  }

  args(from: number, to: number): CallArg[] {
    return this.split(from, to).map(({ from: start, to: end }) => {
      const first = this.tokens[start];
      const named =
        first?.kind === 'word' &&
        (this.tokens[start + 1]?.text === '=' || (this.tokens[start + 1]?.text === ':' && this.language !== 'js'));
      return { from: start, to: end, key: named ? first.text : undefined };
    });
  }

  split(from: number, to: number): Range[] {
    const parts: Range[] = [];
    let start = from;
    for (let i = from; i <= to && parts.length < 40; i++) {
      const token = this.tokens[i];
      if (i < to && token?.kind === 'op' && OPEN.test(token.text)) {
        const close = this.closing[i] ?? -1;
        i = close > i && close < to ? close : i;
      } else if (i === to || (token?.kind === 'op' && token.text === ',')) {
        while (this.tokens[start]?.kind === 'line') start++;
        if (i > start) parts.push({ from: start, to: i });
        start = i + 1;
      }
    }
    return parts;
  }

  target(at: number): string | undefined {
    let i = at - 1;
    if (this.tokens[i]?.text === ']') i = (this.opening[i] ?? 0) - 1;
    const token = this.tokens[i];
    if (token?.kind !== 'word') return undefined;
    // `name: Type = value`
    const typed =
      this.tokens[i - 1]?.text === ':' && this.tokens[i - 2]?.kind === 'word' ? this.tokens[i - 2] : undefined;
    return plain((typed ?? token).text);
  }

  skipPrefix(from: number, to: number): number {
    let i = from;
    while (
      i < to &&
      /^(?:new|await|async|&|\*|\(|\$|mut|my|\[|New-Object|-|TypeName)$/.test(this.tokens[i]?.text ?? '')
    )
      i++;
    return i;
  }

  /** Number of the token behind the statement that begins at `from`. */
  statementEnd(from: number, command: boolean, most = MAX_RANGE): number {
    for (let i = from; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (!token || i - from > most) return i;
      if (token.kind === 'line') {
        const next = this.tokens[i + 1];
        const goesOn =
          i === from ||
          (next?.kind === 'op' && /^(?:\.|\?\.|\+|->|&&|\|\|)$/.test(next.text)) ||
          (this.tokens[i - 1]?.kind === 'op' && /^(?:\+|,|=|\\|&&|\|\||\()$/.test(this.tokens[i - 1]?.text ?? ''));
        if (!goesOn) return i;
      } else if (token.kind === 'op') {
        if (OPEN.test(token.text)) {
          const close = this.closing[i] ?? -1;
          if (close < 0) return Math.min(this.tokens.length, i + 400);
          i = close;
        } else if (token.text === ';' || CLOSE.test(token.text) || (command && token.text === '|')) return i;
        else if (token.text === ',' && !command && this.language !== 'powershell') return i;
      }
    }
    return this.tokens.length;
  }

  /** Names of variables in a range. */
  namesIn({ from, to }: Range): string[] {
    const found: string[] = [];
    for (let i = from; i < Math.min(to, from + MAX_RANGE); i++) {
      const token = this.tokens[i];
      if (token?.kind === 'word' && !SEPARATOR.test(this.tokens[i - 1]?.text ?? '')) found.push(plain(token.text));
    }
    return found;
  }
}
