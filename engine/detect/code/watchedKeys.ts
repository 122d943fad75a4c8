import { sentAbroad } from './foreignSends.ts';
import type { Language } from './language.ts';
import type { Call, Program } from './program.ts';
import { MAX_RANGE, SEPARATOR, type Range } from './tokenRanges.ts';

const KEY_EVENT = /^key(?:down|press|up)$/;
/** No page has more; each is held against all that is sent. */
const MAX_LISTENERS = 12;
const PRESSED = /^(?:key|keyCode|which|charCode|code)$/;

/** A page that tells another machine which keys are pressed: at once, or what it has gathered of them. */
export function keystrokesSent(program: Program, language: Language): number | undefined {
  if (language !== 'js') return undefined;
  const listeners = program.calls.flatMap(keyListener(program)).slice(0, MAX_LISTENERS);
  if (listeners.length === 0) return undefined;
  const gathered = new Set(listeners.flatMap(({ event, body }) => gatheredIn(program, event, body)));
  return sentAbroad(
    program,
    (range) =>
      listeners.some(({ event, body }) => isInside(range, body) && pressedKeys(program, event, range).length > 0) ||
      program.ranges.namesIn(range).some((name) => gathered.has(name)),
  );
}

interface KeyListener {
  /** The name that the event has in the function. */
  readonly event: string;
  readonly body: Range;
}

/** `addEventListener('keydown', (e) => ...)`, `$(document).on('keypress', function (e) {...})`, `onkeyup = (e) => ...`. */
function keyListener(program: Program) {
  return ({ callee, args }: Call): KeyListener[] => {
    const [name, handler] = args;
    if (!name || !handler || !/(?:^|\.)(?:addEventListener|on)$/.test(callee)) return [];
    if (!KEY_EVENT.test(program.valueOf(name).text)) return [];
    const [event] = program.ranges.parameters(handler);
    return event === undefined ? [] : [{ event, body: handler }];
  };
}

const isInside = (inner: Range, outer: Range): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** Places where the key of an event is asked for. */
function pressedKeys({ tokens }: Program, event: string, { from, to }: Range): number[] {
  const found: number[] = [];
  for (let i = from; i < Math.min(to, from + MAX_RANGE) - 2; i++)
    if (
      tokens[i]?.text === event &&
      SEPARATOR.test(tokens[i + 1]?.text ?? '') &&
      PRESSED.test(tokens[i + 2]?.text ?? '')
    )
      found.push(i);
  return found;
}

/** Variables that grow by each key: `typed += e.key`, `typed.push(e.key)`. */
function gatheredIn(program: Program, event: string, body: Range): string[] {
  const { tokens } = program;
  return pressedKeys(program, event, body).flatMap((at) => {
    if (tokens[at - 1]?.text === '+=') return tokens[at - 2]?.text ?? [];
    return tokens[at - 1]?.text === '(' && tokens[at - 2]?.text === 'push' ? (tokens[at - 4]?.text ?? []) : [];
  });
}
