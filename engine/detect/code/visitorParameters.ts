import type { Language } from './language.ts';
import { SEPARATOR, type Range, type TokenRanges } from './tokenRanges.ts';

/** A parameter of a handler that a web framework fills with what a visitor sends. */
export interface VisitorParameter {
  readonly name: string;
  readonly body: Range;
}

const ROUTES = /^(?:get|post|put|patch|delete|options|head|route|api_route|websocket)$/;
/** What a text of a visitor's choice fits into; numbers, files and what the framework brings along do no harm. */
const TEXT_TYPE =
  /^(?:str|bytes|dict|list|List|Dict|Any|Optional|Union|Annotated|None|Query|Form|Body|Path|Header|Cookie|typing|json)$/;
const MAX_DECORATORS = 8;
/** Tokens of one of them that are passed over. */
const MAX_DECORATOR = 80;

/**
 * Parameters of functions under `@app.get(...)`, where the framework itself puts the values of a request.
 * @returns none for other languages than Python.
 */
export function visitorParameters(ranges: TokenRanges, language: Language): VisitorParameter[] {
  if (language !== 'python') return [];
  const { tokens } = ranges;
  const found: VisitorParameter[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]?.kind !== 'word' || !tokens[i]?.text.startsWith('@') || !isRoute(ranges, i)) continue;
    const open = parametersAfter(ranges, i);
    const close = open < 0 ? -1 : (ranges.closing[open] ?? -1);
    if (close < 0) continue;
    const body = { from: close, to: nextFunction(ranges, close) };
    for (const { from, to } of ranges.split(open + 1, close)) {
      const name = tokens[from];
      if (name?.kind === 'word' && takesText(ranges, from, to)) found.push({ name: name.text, body });
    }
    i = close;
  }
  return found;
}

function isRoute({ tokens }: TokenRanges, at: number): boolean {
  return tokens[at + 1]?.text === '.' && ROUTES.test(tokens[at + 2]?.text ?? '') && tokens[at + 3]?.text === '(';
}

/** The bracket that opens the parameters of the function that is decorated. */
function parametersAfter(ranges: TokenRanges, at: number): number {
  const { tokens, closing } = ranges;
  let i = at;
  for (let decorators = 0; decorators < MAX_DECORATORS && tokens[i]?.text.startsWith('@'); decorators++) {
    const most = Math.min(tokens.length, i + MAX_DECORATOR);
    while (i < most && tokens[i]?.kind !== 'line') i = Math.max(i, closing[i] ?? -1) + 1;
    while (tokens[i]?.kind === 'line') i++;
  }
  if (tokens[i]?.text === 'async') i++;
  return tokens[i]?.text === 'def' && tokens[i + 2]?.text === '(' ? i + 2 : -1;
}

function nextFunction({ tokens }: TokenRanges, from: number): number {
  for (let i = from; i < tokens.length; i++) if (tokens[i]?.kind === 'word' && tokens[i]?.text === 'def') return i;
  return tokens.length;
}

function takesText({ tokens }: TokenRanges, from: number, to: number): boolean {
  if (tokens[from + 1]?.text !== ':') return to === from + 1 && tokens[from]?.text !== 'self';
  for (let i = from + 2; i < to && tokens[i]?.text !== '='; i++)
    if (tokens[i]?.kind === 'word' && !TEXT_TYPE.test(tokens[i]?.text ?? '')) return false;
  return true;
}

const ASKED = /^(?:query|body|params|headers|cookies)$/;
const ANSWERED = /^(?:send|json|end|status|write|render|sendStatus|sendFile)$/;

/** What JavaScript handlers call the request, where it is another name than everybody's: `(q, r) => r.send(q.query.x)`. */
export function requestNames({ tokens }: TokenRanges, language: Language): ReadonlySet<string> {
  const found = new Set<string>();
  if (language !== 'js') return found;
  const asked = ownersOf(tokens, ASKED);
  if (asked.size === 0) return found;
  const answered = ownersOf(tokens, ANSWERED);
  for (let i = 1; i < tokens.length - 3; i++) {
    if (tokens[i]?.text !== '(' || tokens[i + 2]?.text !== ',') continue;
    const [request, response] = [tokens[i + 1]?.text ?? '', tokens[i + 3]?.text ?? ''];
    if (asked.has(request) && answered.has(response)) found.add(request);
  }
  return found;
}

function ownersOf(tokens: TokenRanges['tokens'], members: RegExp): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 1; i < tokens.length - 1; i++) {
    const owner = tokens[i - 1];
    if (owner?.kind !== 'word' || !SEPARATOR.test(tokens[i]?.text ?? '') || SEPARATOR.test(tokens[i - 2]?.text ?? ''))
      continue;
    if (members.test(tokens[i + 1]?.text ?? '')) found.add(owner.text);
  }
  return found;
}
