import { destinationOf } from '../net/classifyHost.ts';
import type { Call, Program } from './program.ts';
import type { CallArg, Range } from './tokenRanges.ts';

/** Where something that `carries` tells of goes to another machine: in a request, or in the address of a picture. */
export function sentAbroad(program: Program, carries: (range: Range) => boolean): number | undefined {
  return requestAbroad(program, ({ args }) => args.some(carries))?.start ?? pictureAbroad(program, carries);
}

/** The first call of another machine for which `counts` holds. */
export function requestAbroad(program: Program, counts: (call: Call) => boolean): Call | undefined {
  return program.calls.find((call) => REQUESTS.test(call.callee) && isForeign(program, call.args[0]) && counts(call));
}

/** `.src = ...` of a picture that comes from another machine, with what `carries` tells of in its address: the equals sign. */
export function pictureAbroad(program: Program, carries: (range: Range) => boolean): number | undefined {
  const { tokens, ranges } = program;
  for (let i = 2; i < tokens.length; i++) {
    if (tokens[i]?.text !== '=' || tokens[i - 1]?.text !== 'src' || tokens[i - 2]?.text !== '.') continue;
    const value = { from: i + 1, to: ranges.statementEnd(i + 1, false), key: undefined };
    if (isForeign(program, value) && carries(value)) return i;
  }
  return undefined;
}

/** Calls that ask another machine for something, and may carry something there. */
const REQUESTS =
  /^(?:requests|httpx|axios|got|ky|needle|superagent)\.(?:post|put|request|get)$|^(?:fetch|axios|got)$|\.sendBeacon$|^urllib\.request\.urlopen$|^http\.(?:Post|PostForm|Get)$/;

/** Does the argument begin with the address of another machine? */
function isForeign(program: Program, arg: CallArg | undefined): boolean {
  const url = arg && program.valueOf(arg).text;
  if (url === undefined || !/^(?:https?|wss?):\/\//i.test(url)) return false;
  const classes = destinationOf(url.replaceAll('$X', 'x'))?.classes;
  return classes !== undefined && !classes.has('loopback') && !classes.has('private');
}
