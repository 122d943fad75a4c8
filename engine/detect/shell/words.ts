import type { ParameterExpansionPart, ParsedScript, Word, WordPart } from 'unbash';
import { labelsOf } from './args.ts';
import { UNKNOWN, type Data, type Labels } from './labels.ts';
import type { Arg } from './shellFacts.ts';

/** What expanding a word needs to know of the run so far. */
export interface WordScope {
  variable(name: string): Data | undefined;
  assign(name: string, value: Data): void;
  /** Output of a command substitution. */
  substitute(script: ParsedScript | undefined): Data;
  /** A file name that stands for the other end of a process substitution. */
  processFile(script: ParsedScript | undefined, operator: '<' | '>'): string;
  /** Says that something was left unread, because reading it would take too long. */
  shape(kind: 'over-budget', detail: string): void;
}

/** Words that the braces of one word may make; nobody writes more by hand. */
const MAX_BRACES = 256;
/** Levels of an arithmetic expression: the parser reads what is inside again for each `$((` in it. */
const MAX_ARITHMETIC = 24;
const MAX_WORD = 32_768;
const BLANKS = /[ \t\n]+/;
/** Nothing in it that a shell would change. */
const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

/** The words that one written word becomes: quotes, escapes, variables, substitutions and braces resolved. */
export function expandWord(word: Word, scope: WordScope): Arg[] {
  if (PLAIN.test(word.text)) return [{ text: word.text, dynamic: false, labels: 0 }];
  const parts = word.parts;
  if (parts === undefined) return [{ text: withTilde(word.text, word.value), dynamic: false, labels: 0 }];
  const builder = new WordBuilder(scope);
  parts.forEach((part, i) => {
    // `$IFS$9`: an empty parameter that only ends the name before it.
    if (part.type === 'SimpleExpansion' && /^\$[1-9]$/.test(part.text) && parts[i - 1]?.text === '$IFS') return;
    builder.add(part, i === 0 && part.type === 'Literal' && part.text.startsWith('~'));
  });
  return builder.finish();
}

/** As {@link expandWord}, where the shell makes no more than one word of it (assignments, redirections, heredocs). */
export function expandText(
  word: { readonly text: string; readonly value?: string; readonly parts?: readonly WordPart[] | undefined },
  scope: WordScope,
): Arg {
  const parts = word.parts;
  if (parts === undefined) return { text: withTilde(word.text, word.value ?? word.text), dynamic: false, labels: 0 };
  const builder = new WordBuilder(scope, true);
  parts.forEach((part, i) => {
    builder.add(part, i === 0 && part.type === 'Literal' && part.text.startsWith('~'));
  });
  const all = builder.finish();
  const first = all[0];
  return all.length === 1 && first ? first : joinArgs(all);
}

export function joinArgs(args: readonly Arg[]): Arg {
  return {
    text: args.map((arg) => arg.text).join(' '),
    dynamic: args.some((arg) => arg.dynamic),
    labels: labelsOf(args),
  };
}

/** A quoted or escaped tilde is a file name; an open one is the home directory. */
function withTilde(written: string, value: string): string {
  return written.startsWith('~') ? value : quotedTilde(value);
}

/** Only what would be read as a home: `~ - a` is text. */
function quotedTilde(value: string): string {
  return value.startsWith('~') && HOME_NAME.test(value) ? `./${value}` : value;
}
const HOME_NAME = /^~[\w.+-]*(?:\/|$)/;

class WordBuilder {
  readonly #scope: WordScope;
  readonly #single: boolean;
  #done: Arg[] = [];
  /** Alternatives of the word in the making: more than one once braces were met. */
  #open: string[] = [''];
  #dynamic = false;
  #labels: Labels = 0;
  #started = false;
  #parts = 0;

  constructor(scope: WordScope, single = false) {
    this.#scope = scope;
    this.#single = single;
  }

  add(part: WordPart, atTilde = false): void {
    switch (part.type) {
      case 'Literal':
        this.#text(atTilde || this.#started ? part.value : quotedTilde(part.value));
        break;
      case 'Glob':
        this.#text(part.value);
        break;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        this.#text(this.#started ? part.value : quotedTilde(part.value));
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        part.parts.forEach((child, i) => {
          if (child.type === 'Literal') this.#text(i > 0 || this.#started ? child.value : quotedTilde(child.value));
          else this.#data(this.#expansion(child), child.text, true);
        });
        this.#started = true;
        break;
      case 'BraceExpansion':
        this.#braces(part.text);
        break;
      case 'ExtendedGlob':
        this.#text(part.text);
        break;
      case 'ProcessSubstitution':
        this.#text(this.#scope.processFile(part.script, part.operator));
        break;
      case 'SimpleExpansion':
      case 'ParameterExpansion':
      case 'CommandExpansion':
      case 'ArithmeticExpansion':
        this.#data(this.#positional(part) ?? this.#expansion(part), part.text, this.#single);
        break;
    }
    this.#parts++;
  }

  /** `cat$IFS$9/etc/passwd`: a parameter that is not there ends the name before it. */
  #positional(part: WordPart): Data | undefined {
    return this.#parts > 0 && /^\$[1-9]$/.test(part.text) && !this.#scope.variable(part.text.slice(1))
      ? { labels: 0, text: '' }
      : undefined;
  }

  finish(): Arg[] {
    if (this.#started || this.#done.length === 0) this.#close();
    return this.#done;
  }

  #text(text: string): void {
    this.#started = true;
    // A variable that doubles itself fills any memory; what is longer than a command can be is unknown.
    if ((this.#open[0]?.length ?? 0) + text.length > MAX_WORD) {
      this.#dynamic = true;
      return;
    }
    if (this.#open.length === 1) this.#open[0] += text;
    else this.#open = this.#open.map((each) => each + text);
  }

  #data(data: Data, written: string, quoted: boolean): void {
    this.#labels |= data.labels;
    if (data.text === undefined) {
      this.#dynamic = true;
      this.#text(written);
      return;
    }
    const separators = this.#separators();
    if (quoted || !separators.test(data.text)) {
      if (data.text !== '' || quoted) this.#text(data.text);
      return;
    }
    const pieces = data.text.split(separators);
    pieces.forEach((piece, i) => {
      if (i > 0 && this.#started) this.#close();
      if (piece !== '') this.#text(piece);
    });
  }

  /** What parts words, where the script has said so itself. */
  #separators(): RegExp {
    const own = this.#scope.variable('IFS')?.text;
    if (own === undefined || own === ' ' || own === '' || own.length > 8) return BLANKS;
    return new RegExp(`[${own.replace(/[\\\]^-]/g, '\\$&')}]+`);
  }

  #close(): void {
    const braced = this.#open.length > 1;
    for (const text of this.#open)
      if (!(braced && text === '')) this.#done.push({ text, dynamic: this.#dynamic, labels: this.#labels });
    this.#open = [''];
    this.#started = false;
  }

  /** The braces of this word make too many; what follows stays as it is written. */
  #tooMany = false;

  #braces(written: string): void {
    this.#started = true;
    if (this.#tooMany) return this.#text(written);
    const choices = braceChoices(written);
    const count = this.#open.length * choices.length;
    const length = (this.#open[0]?.length ?? 0) + written.length;
    if (count > MAX_BRACES || count * length > 2 * MAX_WORD) {
      this.#scope.shape('over-budget', `braces that make more than ${MAX_BRACES} words`);
      this.#tooMany = true;
      this.#close();
      this.#dynamic = true;
      this.#text(written);
      return;
    }
    this.#open = this.#open.flatMap((head) => choices.map((choice) => head + choice));
  }

  #expansion(
    part: Extract<
      WordPart,
      { type: 'SimpleExpansion' | 'ParameterExpansion' | 'CommandExpansion' | 'ArithmeticExpansion' }
    >,
  ): Data {
    switch (part.type) {
      case 'SimpleExpansion':
        return this.#scope.variable(part.text.slice(1)) ?? UNKNOWN;
      case 'ParameterExpansion':
        return expandParameter(part, this.#scope);
      case 'CommandExpansion': {
        const output = this.#scope.substitute(part.script);
        return output.text === undefined ? output : { labels: output.labels, text: output.text.replace(/\n+$/, '') };
      }
      case 'ArithmeticExpansion':
        walkArithmetic(part.expression, this.#scope);
        return UNKNOWN;
    }
  }
}

function expandParameter(part: ParameterExpansionPart, scope: WordScope): Data {
  let name = part.parameter;
  if (part.prefix === '#') return UNKNOWN;
  if (part.index) name = `${name}[${part.index.value}]`;
  if (part.prefix === '!') {
    const pointer = scope.variable(name);
    // Whose name came from the environment is a part of it.
    if (pointer?.text === undefined) return { labels: pointer?.labels ?? 0 };
    name = pointer.text;
  }
  const value = scope.variable(name);
  const operation = part.operation;
  if (!operation) return value ?? UNKNOWN;
  const text = value?.text;
  switch (operation.type) {
    case 'Default': {
      const unset = value === undefined || (operation.operator.startsWith(':') && text === '');
      const operand = (): Data => expandText(operation.operand, scope);
      if (operation.operator.endsWith('+')) return unset && value === undefined ? { labels: 0, text: '' } : operand();
      if (operation.operator.endsWith('?')) return value ?? UNKNOWN;
      if (!unset) return value;
      const chosen = operand();
      if (operation.operator.endsWith('=')) scope.assign(name, chosen);
      return chosen;
    }
    case 'CaseModification':
      if (text === undefined) return value ?? UNKNOWN;
      return { labels: value?.labels ?? 0, text: changeCase(text, operation.operator) };
    case 'Slice': {
      const from = Number(operation.offset.value);
      const length = operation.length ? Number(operation.length.value) : undefined;
      if (text === undefined || Number.isNaN(from) || Number.isNaN(length ?? 0)) return value ?? UNKNOWN;
      const start = from < 0 ? Math.max(0, text.length + from) : from;
      const end = length === undefined ? undefined : length < 0 ? text.length + length : start + length;
      return { labels: value?.labels ?? 0, text: text.slice(start, end) };
    }
    case 'Remove': {
      const affix = operation.operand.value;
      if (text === undefined || /[*?[]/.test(affix)) return UNKNOWN;
      const front = operation.operator.startsWith('#');
      const cut = front
        ? text.startsWith(affix) && text.slice(affix.length)
        : text.endsWith(affix) && text.slice(0, text.length - affix.length);
      return { labels: value?.labels ?? 0, text: cut === false ? text : cut };
    }
    case 'Replace': {
      const pattern = expandText(operation.pattern, scope);
      if (text === undefined || pattern.dynamic || /[*?[]/.test(pattern.text) || pattern.text === '') return UNKNOWN;
      const replacement = expandText(operation.replacement, scope).text;
      const all = operation.operator === '//';
      return {
        labels: value?.labels ?? 0,
        text: all ? text.replaceAll(pattern.text, replacement) : text.replace(pattern.text, () => replacement),
      };
    }
    case 'Transform':
    case 'Names':
    case 'Unknown':
      return value ?? UNKNOWN;
  }
}

function changeCase(text: string, operator: '^' | '^^' | ',' | ',,'): string {
  if (operator === '^^') return text.toUpperCase();
  if (operator === ',,') return text.toLowerCase();
  const first = operator === '^' ? text.charAt(0).toUpperCase() : text.charAt(0).toLowerCase();
  return first + text.slice(1);
}

/** Arithmetic runs the substitutions in it. */
function walkArithmetic(node: unknown, scope: WordScope, depth = 0): void {
  if (typeof node !== 'object' || node === null) return;
  if (depth > MAX_ARITHMETIC) return scope.shape('over-budget', `arithmetic of more than ${MAX_ARITHMETIC} levels`);
  if ('script' in node) {
    scope.substitute(node.script as ParsedScript | undefined);
    return;
  }
  const parts: unknown = 'parts' in node ? node.parts : undefined;
  if (Array.isArray(parts)) for (const part of parts) walkArithmetic(part, scope, depth + 1);
  for (const key of ['left', 'right', 'operand', 'test', 'consequent', 'alternate', 'expression'] as const) {
    if (key in node) walkArithmetic((node as Record<string, unknown>)[key], scope, depth + 1);
  }
}

/** `{a,b}` and `{1..3}`, nested ones too; at most {@link MAX_BRACES} words. */
export function braceChoices(written: string): string[] {
  const inner = written.slice(1, -1);
  const range = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.-?\d+)?$/.exec(inner);
  if (range?.[1] && range[2]) return rangeOf(range[1], range[2]);
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= inner.length; i++) {
    const char = inner[i];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if ((char === ',' && depth === 0) || i === inner.length) {
      choices.push(...expandNested(inner.slice(from, i)));
      from = i + 1;
    }
  }
  return choices.slice(0, MAX_BRACES);
}

function expandNested(text: string): string[] {
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  const bare = (part: string) => part.replace(/\\(.)|['"]/g, '$1');
  if (open < 0 || close < open) return [bare(text)];
  return braceChoices(text.slice(open, close + 1)).map(
    (each) => bare(text.slice(0, open)) + each + bare(text.slice(close + 1)),
  );
}

function rangeOf(from: string, to: string): string[] {
  const numeric = /\d/.test(from);
  const [a, b] = numeric ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = a <= b ? 1 : -1;
  const count = Math.min(Math.abs(b - a) + 1, MAX_BRACES);
  return Array.from({ length: count }, (_, i) => (numeric ? String(a + i * step) : String.fromCharCode(a + i * step)));
}
