import { remembered } from '../remembered.ts';
import { MIN_TEXT, searchSecrets } from './findSecrets.ts';
import { hideNamedValues } from './namedValues.ts';

const MAX_DEPTH = 64;

const SHORT = 200;

/** Replaces every credential by `[redacted:kind]`. Doing it twice changes nothing more. */
export function redactText(text: string): string {
  if (text.length < 4) return text;
  return text.length > SHORT ? hide(text) : shortRedacted(text);
}

/** Names, paths and sessions come with every call again. What held a secret is not kept. */
const shortRedacted = remembered(4000, hideAll, (text, redacted) => text === redacted);

/** Once a secret is out of the way another may show; no text needs more rounds than these. */
const MAX_ROUNDS = 4;

function hideAll(text: string): string {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = hide(before);
    if (after === before) break;
    before = after;
  }
  return before;
}

function hide(text: string): string {
  const { matches, named } = searchSecrets(text);
  if (matches.length === 0) return named || text.length < MIN_TEXT ? hideNamedValues(text) : text;
  let out = '';
  let done = 0;
  for (const { kind, start, end } of matches) {
    out += `${text.slice(done, start)}[redacted:${kind}]`;
    done = end;
  }
  return hideNamedValues(out + text.slice(done));
}

const SECRET_KEY =
  /(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|authorization|cookie|pwd|(?:^|[_.-])pass)$/i;

/** Names of fields are the same from call to call. */
const isSecretKey = remembered(4000, (name) => SECRET_KEY.test(name));

/**
 * The same for every string of a JSON value; a string under a name such as `password` goes whole. A value in which there is
 * nothing to hide is returned as it is, not as a copy.
 */
export function redactValue(value: unknown): unknown {
  return redact(value, '', 0);
}

function redact(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'string') {
    const isSecret = isSecretKey(name) && value !== '' && !value.startsWith('[redacted:');
    return isSecret ? '[redacted:by-name]' : redactText(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  // Deeper than any tool's input: what cannot be looked through is not kept.
  if (depth >= MAX_DEPTH) return '[redacted:too-deep]';
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => redact(each, name, depth + 1));
    return items.every((each, i) => each === value[i]) ? value : items;
  }
  const keys = Object.keys(value);
  /** Made once there is something to hide, which is seldom. */
  let copy: [key: string, value: unknown][] | undefined;
  keys.forEach((key, i) => {
    const each: unknown = Reflect.get(value, key);
    const shownKey = redactText(key);
    const shown = redact(each, key, depth + 1);
    if (!copy && (shownKey !== key || shown !== each))
      copy = keys.slice(0, i).map((before): [string, unknown] => [before, Reflect.get(value, before)]);
    copy?.push([shownKey, shown]);
  });
  return copy ? Object.fromEntries(copy) : value;
}
