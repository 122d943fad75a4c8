import { does } from './capabilities.ts';
import { FETCHED, sourceLabels } from './codeLabels.ts';
import type { Language } from './language.ts';
import type { Call, Program } from './program.ts';
import type { Range } from './tokenRanges.ts';

/** Where a program believes a token that nobody signed, or a server that nobody vouches for. */
export function checkSwitchedOff(program: Program, language: Language): number | undefined {
  if (language === 'jvm') return trustsEveryServer(program);
  if (language !== 'js' && language !== 'python') return undefined;
  const off = program.calls.find(
    (call) => unsigned(program, call) || (language === 'python' && unverified(program, call)),
  );
  return off?.start ?? acceptsUnsigned(program) ?? anyName(program, language);
}

/** `if (header.alg === 'none') return jwt.decode(token)`: who says that nothing is signed, is believed. */
function acceptsUnsigned({ tokens }: Program): number | undefined {
  for (let i = 2; i < tokens.length - 1; i++) {
    if (!/^={2,3}$/.test(tokens[i]?.text ?? '')) continue;
    const value = tokens[i + 1];
    if (value?.kind !== 'string' || !/^none$/i.test(value.text)) continue;
    const owner = tokens[i - 1]?.text === ']' ? tokens[i - 2] : tokens[i - 1];
    if (!/^alg(?:orithm)?$/.test(owner?.text ?? '')) continue;
    const from = i + 2;
    const returns = tokens.slice(from, from + 6).findIndex(({ text }) => text === 'return');
    if (returns < 0) continue;
    const answer = tokens[from + returns + 1];
    if (answer?.kind === 'word' && !REFUSES.test(answer.text)) return i;
  }
  return undefined;
}
const REFUSES =
  /^(?:false|False|null|None|undefined|res|reply|response|reject|callback|cb|done|next|Promise|err\w*|throw\w*)$/i;

/** `checkServerIdentity: () => undefined`: every certificate is as good as that of the server that was asked for. */
function anyName({ tokens }: Program, language: Language): number | undefined {
  if (language !== 'js') return undefined;
  const at = tokens.findIndex(
    ({ text }, i) =>
      text === 'checkServerIdentity' && /^[:=]$/.test(tokens[i + 1]?.text ?? '') && tokens[i + 2]?.text === '(',
  );
  if (at < 0 || tokens[at + 3]?.text !== ')' || tokens[at + 4]?.text !== '=>') return undefined;
  const [answer, next] = [tokens[at + 5]?.text ?? '', tokens[at + 6]?.text ?? ''];
  return /^(?:undefined|null|true)$/.test(answer) || (answer === '{' && next === '}') ? at : undefined;
}

const TOKEN_CALL = /(?:^|\.)(?:jwt|jsonwebtoken|jose|JWT|jws)(?:\(\))?\.(?:verify|sign|decode|encode|jwtVerify)$/;

/** `algorithms: ['none']`: a token without a signature is as good as any. */
function unsigned(program: Program, { callee, args }: Call): boolean {
  if (!TOKEN_CALL.test(callee)) return false;
  const { tokens } = program;
  return args.some(({ from, to, key }) => {
    let named = /^algorithms?$/.test(key ?? '');
    for (let i = from; i < to; i++) {
      const token = tokens[i];
      if (/^algorithms?$/.test(token?.text ?? '') && /^[:=]$/.test(tokens[i + 1]?.text ?? '')) named = true;
      else if (named && token?.kind === 'string' && /^none$/i.test(token.text)) return true;
    }
    return false;
  });
}

const CHECKS = /verif|auth|valid|check|login|log_in|sign_in|current_user|require|protect|guard|permission|allowed/i;

/** `jwt.decode(token, verify=False)` in what decides who somebody is. Reading one's own token so is honest. */
function unverified(program: Program, { callee, args, start }: Call): boolean {
  if (!/(?:^|\.)(?:jwt|jose)\.decode$/.test(callee)) return false;
  const { tokens } = program;
  const off = args.some(({ from, to, key }) => {
    if (key === 'verify') return tokens[from + 2]?.text === 'False';
    for (let i = from; i < to; i++)
      if (tokens[i]?.text === 'verify_signature' && /^[:=]$/.test(tokens[i + 1]?.text ?? ''))
        if (tokens[i + 2]?.text === 'False') return true;
    return false;
  });
  return off && CHECKS.test(functionAround(program, start));
}

/** The name of the function that a token stands in. */
function functionAround({ tokens }: Program, at: number): string {
  for (let i = at; i > 0; i--) if (tokens[i]?.text === 'def') return tokens[i + 1]?.text ?? '';
  return '';
}

/** `checkServerTrusted(...) {}`, and the program runs something or fetches it. */
function trustsEveryServer(program: Program): number | undefined {
  const { tokens } = program;
  const at = tokens.findIndex((token, i) => token.text === 'checkServerTrusted' && isEmptyMethod(program, i));
  if (at < 0) return undefined;
  const fetches = program.calls.some(({ callee }) => (sourceLabels(`${callee}()`) & FETCHED) !== 0);
  const runs = program.calls.some(
    ({ callee }) => does('execute', callee, 'jvm') || /\.(?:load|loadLibrary|loadClass)$/.test(callee),
  );
  return fetches && runs ? at : undefined;
}

function isEmptyMethod({ tokens, ranges }: Program, at: number): boolean {
  const close = ranges.closing[at + 1] ?? -1;
  if (tokens[at + 1]?.text !== '(' || close < 0) return false;
  for (let i = close + 1; i < close + 12; i++) {
    if (tokens[i]?.text === ';') return false;
    if (tokens[i]?.text !== '{') continue;
    const body: Range = { from: i + 1, to: ranges.closing[i] ?? 0 };
    return tokens.slice(body.from, body.to).every(({ kind }) => kind === 'line');
  }
  return false;
}
