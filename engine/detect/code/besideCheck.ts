import type { Program } from './program.ts';
import { SEPARATOR } from './tokenRanges.ts';

const OR = /^(?:\|\||or)$/;
const COMPARES = /^={2,3}$/;
/** Calls that look at a password, a code or a signature and say whether it is right. */
const CHECKS =
  /(?:^|\.|_)(?:verif\w*|compare\w*|check_?(?:password|pw|hash|code|otp|token|signature)\w*|check(?:pw)?|match(?:es)?|validate\w*|is_?valid\w*|authenticate\w*|password_verify|hash_equals|timingSafeEqual|CompareHashAndPassword|Equals?)$/i;
const MIN_LENGTH = 5;
/** How far behind the comparison the check may stand. */
const NEAR = 14;

/** `p === 'Kx9!a' || (await verify(p, user.hash))`: one written value is as good as the right one. The place of the comparison. */
export function besideCheck(program: Program): number | undefined {
  const { tokens } = program;
  for (let i = 1; i < tokens.length - 1; i++) {
    if (!COMPARES.test(tokens[i]?.text ?? '') || tokens[i]?.kind !== 'op') continue;
    const literal = tokens[i + 1]?.kind === 'string' ? i + 1 : i - 1;
    const text = tokens[literal];
    if (text?.kind !== 'string' || text.text.length < MIN_LENGTH) continue;
    const name = tokens[literal === i + 1 ? i - 1 : i + 1];
    if (name?.kind !== 'word') continue;
    if (checksToo(program, name.text, i)) return i;
  }
  return undefined;
}

/** Is the same value given to a check, as the other way in? */
function checksToo(program: Program, name: string, at: number): boolean {
  return program.calls.some(({ callee, args, start, end }) => {
    const far = start > at ? start - at : at - end;
    if (far < 0 || far > NEAR || !CHECKS.test(callee)) return false;
    if (!args.some((arg) => isNamed(program, arg.from, arg.to, name))) return false;
    const [from, to] = start > at ? [at, start] : [end, at];
    const between = program.tokens.slice(from, to);
    return between.some(({ text }) => OR.test(text)) && !between.some(({ text }) => /^(?:;|\{|&&|and)$/.test(text));
  });
}

/** Is an argument the value itself? */
function isNamed({ tokens }: Program, from: number, to: number, name: string): boolean {
  for (let i = from; i < to; i++)
    if (tokens[i]?.text === name && !SEPARATOR.test(tokens[i + 1]?.text ?? '')) return true;
  return false;
}
