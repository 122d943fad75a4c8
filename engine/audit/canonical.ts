/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 (JSON Canonicalization Scheme). Members that are `undefined` are left out, as in `JSON.stringify`.
 * Throws `TypeError` on what the scheme does not allow: numbers that are not finite, lone surrogates, other types.
 */
export function canonicalize(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON form`);
      return JSON.stringify(value); // ECMAScript's number format is the one that RFC 8785 asks for
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalize).join(',')}]` : canonicalizeObject(value);
    default:
      throw new TypeError(`A value of type ${typeof value} has no canonical JSON form`);
  }
}

function canonicalizeObject(value: object): string {
  let text = '';
  for (const [key, quoted] of orderOf(Object.keys(value))) {
    const member: unknown = Reflect.get(value, key);
    if (member !== undefined) text += (text === '' ? '' : ',') + quoted + canonicalize(member);
  }
  return `{${text}}`;
}

/** Members in order, each with how it is written. */
type Order = readonly (readonly [key: string, quoted: string])[];

/** Objects of few shapes make up nearly all entries: sorting their members anew costs more than all the rest. */
const orders = new Map<string, Order>();
const MAX_ORDERS = 1000;
const MAX_SHAPE = 1000;

function orderOf(keys: string[]): Order {
  const shape = keys.join('\n');
  const known = orders.get(shape);
  // Keys may hold line breaks, so that one shape can look like another.
  if (known?.length === keys.length) return known;
  // The default order of sort() is the order of UTF-16 code units, as section 3.2.3 demands.
  const order = keys.sort().map((key) => [key, `${quote(key)}:`] as const);
  if (shape.length > MAX_SHAPE || keys.some((key) => key.includes('\n'))) return order;
  if (orders.size >= MAX_ORDERS) orders.clear();
  orders.set(shape, order);
  return order;
}

function quote(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('A lone surrogate has no canonical JSON form');
  return JSON.stringify(text);
}

/**
 * A copy of `value` that certainly has a canonical form, so that no input of an agent can keep an entry out of the
 * log: lone surrogates become U+FFFD, numbers that are not finite and what is no JSON become null.
 */
export function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
      return value.toWellFormed();
    case 'number':
      return Number.isFinite(value) ? value + 0 : null; // + 0 turns -0 into 0
    case 'boolean':
      return value;
    case 'object': {
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(toJson);
      const copy: Record<string, Json> = {};
      for (const [key, member] of Object.entries(value)) {
        if (member !== undefined) setOwn(copy, key.toWellFormed(), toJson(member));
      }
      return copy;
    }
    default:
      return null;
  }
}

/** Plain assignment to `__proto__` would set the prototype and lose the member. */
function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else target[key] = value;
}
