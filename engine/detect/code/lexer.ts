import { actingParts } from './longCode.ts';
import type { Language } from './language.ts';

/** `run`: a text that the language hands to a shell, such as one in backticks. `regex` is never behaviour. */
export type TokenKind = 'word' | 'string' | 'run' | 'regex' | 'number' | 'op' | 'line';

export interface Token {
  readonly kind: TokenKind;
  /** Of a string its value, simple escapes undone. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Expressions that a string's value takes in (`${name}`, `f"{name}"`, `"#{name}"`, `"$name"`). */
  readonly inner?: readonly string[];
}

interface Rules {
  readonly lineComment: RegExp | undefined;
  readonly blockComment: readonly (readonly [open: string, close: string])[];
  readonly quotes: string;
  /** What a backtick begins. */
  readonly backtick: 'string' | 'run' | 'escape' | 'none';
  readonly word: RegExp;
  readonly tripleQuotes: boolean;
  readonly regexLiterals: boolean;
  readonly interpolation: RegExp | undefined;
}

const WORD = /[A-Za-z_$@][\w$]*/y;
const C_COMMENTS = [['/*', '*/']] as const;
const base: Rules = {
  lineComment: /\/\//y,
  blockComment: C_COMMENTS,
  quotes: `"'`,
  backtick: 'none',
  word: WORD,
  tripleQuotes: false,
  regexLiterals: false,
  interpolation: undefined,
};
const hash = { ...base, lineComment: /#/y, blockComment: [] };
const RULES: Readonly<Record<Language, Rules>> = {
  python: { ...hash, tripleQuotes: true, interpolation: /\{([^{}]{1,200})\}/g },
  js: { ...base, backtick: 'string', regexLiterals: true, interpolation: /\$\{([^{}]{1,200})\}/g },
  ruby: {
    ...hash,
    backtick: 'run',
    regexLiterals: true,
    interpolation: /#\{([^{}]{1,200})\}/g,
    word: /[A-Za-z_$@][\w$@]*[?!]?/y,
  },
  php: { ...base, lineComment: /\/\/|#(?!\[)/y, backtick: 'run', interpolation: /\{?\$(\w+)/g },
  perl: {
    ...hash,
    backtick: 'run',
    word: /[A-Za-z_$@%][\w$]*(?:::\w+)*/y,
    interpolation: /[$@]\{?(\w+(?:->\w+\([^()]{0,80}\))?)/g,
  },
  c: base,
  go: { ...base, backtick: 'string' },
  rust: { ...base, quotes: '"' },
  jvm: { ...base, tripleQuotes: true, interpolation: /\$\{?([\w.]+)/g },
  csharp: { ...base, interpolation: /\{([^{}]{1,200})\}/g },
  dart: { ...base, tripleQuotes: true, interpolation: /\$\{?([\w.]+)/g },
  swift: { ...base, tripleQuotes: true, interpolation: /\\\(([^()]{1,200})\)/g },
  lua: { ...base, lineComment: /--/y, blockComment: [['--[[', ']]']] },
  powershell: {
    ...hash,
    blockComment: [['<#', '#>']],
    backtick: 'escape',
    word: /[$]?(?:env:)?[A-Za-z_][\w-]*(?::\w+)?|\$\{[^}]{1,60}\}/iy,
    interpolation: /\$\(?\{?((?:env:)?\w+)/gi,
  },
  shell: hash,
  batch: { ...hash, lineComment: /(?:rem\b|::)/iy },
  vb: { ...base, lineComment: /'/y, blockComment: [], quotes: '"' },
};

/** What stands after `=~`: a quote in it begins no string. */
const PERL_MATCH =
  /(?:s|tr|y)([/|!#,])(?:\\.|(?!\1)[^\\\n]){0,400}\1(?:\\.|(?!\1)[^\\\n]){0,400}\1[a-z]*|m?([/|!#,])(?:\\.|(?!\2)[^\\\n]){0,400}\2[a-z]*/y;
const NUMBER = /\d[\w.]*/y;
const OPERATOR = /\.{2,3}|::|->|\?\.|=>|===?|!==?|:=|<-|\+=|&&|\|\||./sy;
const WORD_BEGIN = /[A-Za-z_$@%]/;
const WORD_END = /\w/;
const MAX_TOKENS = 12_000;
/** What begins like a literal and never ends is looked for so often: each time far ahead. */
const MAX_FAILS = 2000;

/**
 * Splits a program into tokens. Never fails: what has no rule is an operator. Linear in the text. Of a long program only
 * the tokens of what acts are kept, and the last one before each such part, by which the next is told.
 */
export function lex(text: string, language: Language): readonly Token[] {
  const rules = RULES[language];
  const tokens: Token[] = [];
  const parts = actingParts(text);
  let part = 0;
  let isPassing = false;
  let fails = 0;
  let at = 0;
  const push = (kind: TokenKind, end: number, value = text.slice(at, end), inner?: readonly string[]) => {
    if (isPassing) tokens.pop();
    if (parts) {
      while (part < parts.length && parts[part]![1] <= at) part++;
      isPassing = part >= parts.length || parts[part]![0] > at;
    }
    if (inner && inner.length > 0) tokens.push({ kind, text: value, start: at, end, inner });
    else tokens.push({ kind, text: value, start: at, end });
    at = end;
  };
  while (at < text.length && tokens.length < MAX_TOKENS) {
    const char = text[at] ?? '';
    if (char === '\n') {
      push('line', at + 1);
      continue;
    }
    if (char === ' ' || char === '\t' || char === '\r') {
      at++;
      continue;
    }
    const comment = commentEnd(text, at, rules);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    if (rules.quotes.includes(char) || (char === '`' && rules.backtick !== 'none' && rules.backtick !== 'escape')) {
      const { end, value } = quoted(text, at, rules);
      const kind = char === '`' && rules.backtick === 'run' ? 'run' : 'string';
      push(kind, end, value, innerExpressions(value, char, tokens.at(-1), language, rules));
      continue;
    }
    if (language === 'perl' && fails < MAX_FAILS && tokens.at(-1)?.text === '~') {
      const end = matchEnd(PERL_MATCH, text, at);
      if (end !== undefined) {
        push('regex', end);
        continue;
      }
      fails++;
    }
    if (language === 'ruby' && char === '%' && fails < MAX_FAILS) {
      const command = rubyCommand(text, at);
      if (command !== undefined) {
        push('run', command.end, command.value, innerExpressions(command.value, '`', tokens.at(-1), language, rules));
        continue;
      }
      fails++;
    }
    if (rules.regexLiterals && char === '/' && fails < MAX_FAILS && regexMayStand(tokens.at(-1))) {
      const end = regexEnd(text, at);
      if (end !== undefined) {
        push('regex', end);
        continue;
      }
      fails++;
    }
    const end = matchEnd(rules.word, text, at) ?? matchEnd(NUMBER, text, at) ?? matchEnd(OPERATOR, text, at) ?? at + 1;
    const kind = WORD_BEGIN.test(char) && WORD_END.test(text[end - 1] ?? '') ? 'word' : 'op';
    // A dot joins texts in these languages; it does not name a member.
    const joins = char === '.' && end === at + 1 && (language === 'php' || language === 'perl');
    push(char >= '0' && char <= '9' ? 'number' : kind, end, joins ? '+' : undefined);
  }
  return tokens;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found && found[0] !== '' ? at + found[0].length : undefined;
}

function commentEnd(text: string, at: number, { lineComment, blockComment }: Rules): number | undefined {
  for (const [open, close] of blockComment) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  if (!lineComment || matchEnd(lineComment, text, at) === undefined) return undefined;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function quoted(text: string, at: number, rules: Rules): { end: number; value: string } {
  const quote = text[at] ?? '"';
  const triple = quote.repeat(3);
  if (rules.backtick === 'escape' && text[at - 1] === '@' && /^[\r\n]/.test(text.slice(at + 1, at + 2))) {
    const close = text.indexOf(`\n${quote}@`, at);
    return { end: close < 0 ? text.length : close + 3, value: text.slice(at + 1, close < 0 ? text.length : close) };
  }
  if (rules.tripleQuotes && text.startsWith(triple, at)) {
    const close = text.indexOf(triple, at + 3);
    const end = close < 0 ? text.length : close + 3;
    return { end, value: text.slice(at + 3, close < 0 ? end : close) };
  }
  const multiline =
    quote === '`' || rules.backtick === 'escape' || rules === RULES.php || rules === RULES.perl || rules === RULES.ruby;
  let end = at + 1;
  while (end < text.length && text[end] !== quote) {
    if (text[end] === '\n' && !multiline) break;
    end += text[end] === '\\' && rules.backtick !== 'escape' ? 2 : 1;
  }
  return { end: Math.min(text.length, end + 1), value: unescaped(text.slice(at + 1, end)) };
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** `%x(ls #{folder})`, with brackets inside of it in pairs. */
function rubyCommand(text: string, at: number): { end: number; value: string } | undefined {
  const open = text[at + 2] ?? '';
  if (text[at + 1] !== 'x' || !/[([{<!|]/.test(open)) return undefined;
  const close = PAIRS[open] ?? open;
  let depth = 1;
  for (let i = at + 3; i < Math.min(text.length, at + 2000); i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === close && --depth === 0) return { end: i + 1, value: unescaped(text.slice(at + 3, i)) };
    else if (text[i] === open) depth++;
  }
  return undefined;
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|n|t|r|["'`\\/])/g, (_, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
    return escape === 'n' ? '\n' : escape === 't' ? '\t' : escape === 'r' ? '\r' : escape;
  });
}

/** What stands inside a string that takes values in; a single-quoted one of most languages takes none. */
function innerExpressions(
  value: string,
  quote: string,
  before: Token | undefined,
  language: Language,
  { interpolation }: Rules,
): readonly string[] {
  if (!interpolation || value.length > 8000) return [];
  const plain =
    (language === 'js' && quote !== '`') ||
    (language === 'python' && !/^[rb]*f[rb]*$/i.test(before?.text ?? '')) ||
    (language === 'csharp' && before?.text !== '$') ||
    (quote === "'" && language !== 'python' && language !== 'dart');
  if (plain) return [];
  return [...value.matchAll(interpolation)].map((hit) => hit[1] ?? '');
}

/** A slash begins a regular expression where no value stands before it. */
function regexMayStand(before: Token | undefined): boolean {
  if (before === undefined || before.kind === 'line') return true;
  if (before.kind === 'op') return !/^[)\]}]$/.test(before.text);
  return before.kind === 'word' && /^(?:return|typeof|case|in|of|if|unless|and|or|when)$/.test(before.text);
}

function regexEnd(text: string, at: number): number | undefined {
  let inClass = false;
  for (let i = at + 1; i < text.length && i < at + 2000; i++) {
    const char = text[i];
    if (char === '\n') return undefined;
    if (char === '\\') i++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return matchEnd(/[a-z]*/y, text, i + 1) ?? i + 1;
  }
  return undefined;
}
