import { REQUEST, sourceLabels, TYPED_NAMES } from './codeLabels.ts';
import type { Program } from './program.ts';

const PASSWORD = new RegExp(`^(?:${TYPED_NAMES}|pwd|pass|plain_?password)$`, 'i');
const COMPARES = /^={2,3}$/;
/** Letters and digits or signs mixed, as no word of a protocol has them. */
const LOOKS_SECRET = /^(?=.*[a-z])(?=.*[\d!@#$%^&*])[\w!@#$%^&*.-]{5,80}$/i;
const PROTOCOL_VALUE =
  /^(?:v?\d[\d.]*$|x-|https?|utf-?8|sha-?\d|[a-z]+\/|md5|base64|oauth2|h2|ipv[46]|es\d|webp|mp[34])/i;
const PLACEHOLDER = /^(?:password|passwd|string|hidden|text|admin|test|secret|undefined|null)\d{0,4}$/i;
const OPENS_DOOR =
  /^(?:true|True|next|admin\w*|isAdmin|is_admin|superuser|root|grant\w*|allow\w*|authenticated|call_next|adminUser)$/;
const MAX_BRANCH = 36;

/** `if (password === 'Xk29!mm') return admin`: the place of the comparison. */
export function writtenPassword(program: Program): number | undefined {
  const { tokens } = program;
  for (let i = 1; i < tokens.length - 1; i++) {
    const token = tokens[i];
    if (token?.kind !== 'op' || !COMPARES.test(token.text)) continue;
    const after = tokens[i + 1];
    const literal = after?.kind === 'string' ? after : tokens[i - 1];
    if (literal?.kind !== 'string' || PLACEHOLDER.test(literal.text)) continue;
    const side = literal === after ? i - 1 : i + 1;
    const named = PASSWORD.test(lastName(program, side)) && literal.text.length > 4;
    const sent = LOOKS_SECRET.test(literal.text) && !PROTOCOL_VALUE.test(literal.text) && isSent(program, side);
    if ((named || sent) && isCondition(program, i) && opens(program, i + 2)) return i;
  }
  return undefined;
}

/** The name that a value is known by: `req.body.password`, `password`, `user["password"]`. */
export function lastName(program: Program, at: number): string {
  const token = program.tokens[at];
  if (token?.kind === 'word') return token.text.replace(/^\$/, '');
  const inner = token?.text === ']' ? program.tokens[at - 1] : undefined;
  return inner?.kind === 'string' ? inner.text : '';
}

/** Does a visitor say what stands at this side of a comparison? */
function isSent(program: Program, at: number): boolean {
  const { tokens, ranges } = program;
  let start = at;
  if (/^[)\]]$/.test(tokens[at]?.text ?? '')) start = (ranges.opening[at] ?? at) - 1;
  while (start > 1 && /^(?:\.|\?\.|->|::)$/.test(tokens[start - 1]?.text ?? '')) {
    start -= 2;
    if (/^[)\]]$/.test(tokens[start]?.text ?? '')) start = (ranges.opening[start] ?? start) - 1;
  }
  const chain = tokens.slice(Math.max(0, start), at + 1);
  const text = chain.map((each) => each.text).join('');
  return (
    /^(?:\$?_?(?:req(?:uest)?|r|ctx|self|c)\b)\S*(?:headers?|query|args|params|body|cookies?|form|Header|URL|GET|POST|META)\b/i.test(
      text,
    ) || (sourceLabels(chain[0]?.text ?? '') & REQUEST) !== 0
  );
}

function isCondition({ tokens }: Program, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 30); i--) {
    const token = tokens[i];
    if (token?.kind === 'word' && /^(?:if|elif|unless)$/.test(token.text)) return true;
    if (token?.text === ';' || token?.text === '{' || token?.text === '}') return false;
  }
  return false;
}

/** Is the branch one that lets somebody in? Not one that only says no. */
function opens({ tokens }: Program, from: number): boolean {
  let returns = false;
  for (let i = from; i < Math.min(tokens.length, from + MAX_BRANCH); i++) {
    const token = tokens[i];
    if (!token) break;
    if (token.text === '}' || (token.kind === 'word' && /^(?:else|elif|def|function|throw|raise)$/.test(token.text)))
      return false;
    // A second condition on what is stored is an honest sign-in.
    if (
      !returns &&
      token.kind === 'op' &&
      (token.text === '&&' || COMPARES.test(token.text)) &&
      tokens[i + 1]?.kind === 'word'
    )
      return false;
    if (token.kind === 'word' && token.text === 'return') returns = true;
    const opened =
      token.kind === 'word'
        ? OPENS_DOOR.test(token.text)
        : token.kind === 'string' && /^(?:super_?)?admin$/.test(token.text);
    if (opened && (returns || token.text === 'next' || tokens[i + 1]?.text === '(')) return true;
    if (opened && tokens[i - 1]?.text === '=') return true;
  }
  return false;
}
