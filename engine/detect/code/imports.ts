import type { Language } from './language.ts';
import type { Token } from './lexer.ts';

/** Tells what a name in the program stands for. */
type Bind = (name: string, full: string) => void;

/** `import x as y`, `from x import y`, `import {a as b} from 'x'`, `import * as a from 'x'`. */
export function readImports(tokens: readonly Token[], language: Language, bind: Bind): void {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word' || (token.text !== 'import' && token.text !== 'from')) continue;
    if (language === 'python') pythonImport(tokens, i, bind);
    else if (language === 'js' && token.text === 'import') jsImport(tokens, i, bind);
  }
}

const MAX_IMPORT = 200;

function pythonImport(tokens: readonly Token[], at: number, bind: Bind): void {
  const names: string[] = [];
  let current = '';
  let inBrackets = false;
  for (const { kind, text } of tokens.slice(at + 1, at + MAX_IMPORT)) {
    if (text === '(') inBrackets = true;
    else if (text === ')' || text === ';' || (kind === 'line' && !inBrackets)) break;
    else if (text === '.') current += '.';
    else if (kind !== 'word' && text !== ',') continue;
    else if (current.endsWith('.')) current += text;
    else {
      if (current) names.push(current);
      current = text;
    }
  }
  if (current) names.push(current);
  const isFrom = tokens[at]?.text === 'from';
  const module = isFrom ? `${names[0] ?? ''}.` : '';
  for (let i = isFrom ? 2 : 0; i < names.length; i++) {
    const name = names[i] ?? '';
    if (name === ',') continue;
    const alias = names[i + 1] === 'as' ? names[i + 2] : undefined;
    if (alias !== undefined) i += 2;
    if (alias !== undefined || isFrom) bind(alias ?? name, module + name);
  }
}

function jsImport(tokens: readonly Token[], at: number, bind: Bind): void {
  const source = tokens.findIndex(
    (token, i) => i > at && (token.kind === 'string' || token.text === ';' || i > at + MAX_IMPORT),
  );
  if (source < 0 || tokens[source]?.kind !== 'string' || tokens[at + 1]?.text === '(') return;
  const module = (tokens[source]?.text ?? '').replace(/^node:/, '');
  let inBraces = false;
  for (let i = at + 1; i < source; i++) {
    const token = tokens[i];
    if (token?.text === '{') inBraces = true;
    if (token?.kind !== 'word' || /^(?:from|type|as)$/.test(token.text)) continue;
    const alias = tokens[i + 1]?.text === 'as' ? tokens[i + 2]?.text : undefined;
    const full = inBraces && token.text !== 'default' ? `${module}.${token.text}` : module;
    bind(alias ?? token.text, full);
    if (alias !== undefined) i += 2;
  }
}
