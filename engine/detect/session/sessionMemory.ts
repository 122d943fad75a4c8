import { isInside } from '../paths/canonicalPath.ts';
import type { EarlierCalls, Leftovers } from '../shell/leftovers.ts';

const MAX_FILES = 64;
const MAX_NAMES = 64;
const MAX_VALUE = 4096;

/** What the calls of one session have left behind so far. Bounded: the oldest of each kind goes first. */
export class SessionMemory implements EarlierCalls {
  readonly files = new Map<string, EarlierFile>();
  readonly variables = new Map<string, EarlierFile>();
  readonly aliases = new Map<string, string>();
  readonly functions = new Map<string, EarlierFunction>();

  get isEmpty(): boolean {
    return this.files.size + this.variables.size + this.aliases.size + this.functions.size === 0;
  }

  /** Takes in what a call that ran has left. */
  remember(left: Leftovers): void {
    if (left.removed.length > 0 && this.files.size > 0)
      for (const gone of left.removed)
        for (const path of this.files.keys()) if (isInside(path, gone)) this.files.delete(path);
    for (const [path, data] of left.files) put(this.files, path, data, MAX_FILES);
    for (const [name, data] of left.variables)
      if ((data.text?.length ?? 0) <= MAX_VALUE) put(this.variables, name, data, MAX_NAMES);
    for (const [name, text] of left.aliases) if (text.length <= MAX_VALUE) put(this.aliases, name, text, MAX_NAMES);
    for (const [name, body] of left.functions) put(this.functions, name, body, MAX_NAMES);
  }
}

type EarlierFile = EarlierCalls['files'] extends ReadonlyMap<string, infer D> ? D : never;
type EarlierFunction = EarlierCalls['functions'] extends ReadonlyMap<string, infer F> ? F : never;

function put<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value!);
}
