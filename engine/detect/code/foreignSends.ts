import { destinationOf } from '../net/classifyHost.ts';
import type { Program } from './program.ts';
import type { CallArg, Range } from './tokenRanges.ts';

/** Where something that `carries` tells of goes to another machine: in a request, or in the address of a picture. */
export function sentAbroad(program: Program, carries: (range: Range) => boolean): number | undefined {
  const request = program.calls.find(
    ({ callee, args }) => POSTS.test(callee) && isForeign(program, args[0]) && args.some(carries),
  );
  return request?.start ?? foreignPictures(program).find(({ value }) => carries(value))?.at;
}

/** Calls that ask another machine for something, and may carry something there. */
export const POSTS =
  /^(?:requests|httpx|axios|got|ky|needle|superagent)\.(?:post|put|request|get)$|^(?:fetch|axios|got)$|\.sendBeacon$|^urllib\.request\.urlopen$|^http\.(?:Post|PostForm|Get)$/;

/** Does the argument begin with the address of another machine? */
export function isForeign(program: Program, arg: CallArg | undefined): boolean {
  const url = arg && program.valueOf(arg).text;
  if (url === undefined || !/^(?:https?|wss?):\/\//i.test(url)) return false;
  const classes = destinationOf(url.replaceAll('$X', 'x'))?.classes;
  return classes !== undefined && !classes.has('loopback') && !classes.has('private');
}

/** What is put into `.src` of a picture, where it is an address of another machine; the number of its equals sign. */
export function foreignPictures(program: Program): { readonly at: number; readonly value: CallArg }[] {
  const { tokens, ranges } = program;
  const found: { at: number; value: CallArg }[] = [];
  for (let i = 2; i < tokens.length; i++) {
    if (tokens[i]?.text !== '=' || tokens[i - 1]?.text !== 'src' || tokens[i - 2]?.text !== '.') continue;
    const value = { from: i + 1, to: ranges.statementEnd(i + 1, false), key: undefined };
    if (isForeign(program, value)) found.push({ at: i, value });
  }
  return found;
}
