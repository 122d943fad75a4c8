import { plain } from './brackets.ts';
import type { Language } from './language.ts';
import type { Range, TokenRanges } from './tokenRanges.ts';

/** A function that the program itself defines. */
export interface DefinedFunction {
  /** Names of the parameters, in order. */
  readonly parameters: readonly string[];
  readonly body: Range;
}

const DEFINES = /^(?:function|def|func|fn|sub)$/;
const NONE: ReadonlyMap<string, DefinedFunction> = new Map();
/** Programs that define more are read without following arguments into functions. */
const MAX_FUNCTIONS = 400;

/** Functions by name: `def f(a)`, `function f(a)`, `func f(a T)`, `const f = (a) =>`. */
export function definedFunctions(ranges: TokenRanges, language: Language): ReadonlyMap<string, DefinedFunction> {
  const { tokens } = ranges;
  let found: Map<string, DefinedFunction> | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    let open = -1;
    let name: string | undefined;
    if (token?.kind === 'word' && DEFINES.test(token.text)) {
      const named = tokens[i + 1];
      name = named?.kind === 'word' ? named.text : assignedName(ranges, i);
      open = ranges.nextOpen(i + 1, i + 4);
    } else if (token?.kind === 'op' && token.text === '=>' && language === 'js') {
      const before = tokens[i - 1];
      open = before?.text === ')' ? (ranges.opening[i - 1] ?? -1) : -1;
      if (open > 0) name = assignedName(ranges, open);
    }
    if (name === undefined || open < 0) continue;
    const close = ranges.closing[open] ?? -1;
    if (close < 0) continue;
    found ??= new Map();
    if (found.size >= MAX_FUNCTIONS) return NONE;
    found.set(name, {
      parameters: ranges.split(open + 1, close).map(({ from }) => parameterName(ranges, from, language)),
      body: { from: close, to: bodyEnd(ranges, close, language) },
    });
  }
  return found ?? NONE;
}

/** `const f = async (a) =>`: the name before the equals sign. */
function assignedName({ tokens }: TokenRanges, at: number): string | undefined {
  const equals = tokens[at - 1]?.text === 'async' ? at - 2 : at - 1;
  const name = tokens[equals - 1];
  return tokens[equals]?.text === '=' && name?.kind === 'word' ? name.text : undefined;
}

function parameterName({ tokens }: TokenRanges, from: number, language: Language): string {
  for (let i = from; i < from + 4; i++) {
    const token = tokens[i];
    // `string $name`, `&mut name`
    if (token?.kind !== 'word' || /^(?:mut|self|ref)$/.test(token.text)) continue;
    if (language === 'php' && !token.text.startsWith('$')) continue;
    return plain(token.text);
  }
  return '';
}

function bodyEnd(ranges: TokenRanges, close: number, language: Language): number {
  const { tokens } = ranges;
  if (language === 'python' || language === 'ruby' || language === 'lua') {
    for (let i = close; i < tokens.length; i++)
      if (tokens[i]?.kind === 'word' && /^(?:def|function)$/.test(tokens[i]?.text ?? '')) return i;
    return tokens.length;
  }
  for (let i = close + 1; i < Math.min(tokens.length, close + 30); i++)
    if (tokens[i]?.text === '{') return (ranges.closing[i] ?? -1) < 0 ? tokens.length : (ranges.closing[i] ?? 0);
  return ranges.statementEnd(close + 1, false);
}
