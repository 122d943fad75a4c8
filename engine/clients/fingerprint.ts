import crypto from 'node:crypto';

/** What makes two sightings "the identical call". */
export interface Identical {
  readonly client: string;
  readonly session: string;
  readonly agent: string;
  readonly tool: string;
  readonly input: unknown;
  readonly cwd?: string | undefined;
}

/**
 * SHA-256 (hex) that is equal for the identical call, in whatever order its input's keys came.
 * `PermissionRequest` carries no call id, so this is also what ties it to its `PreToolUse`.
 */
export function fingerprint(call: Identical): string {
  return sha256(canonicalJson([call.client, call.session, call.agent, call.tool, call.cwd ?? null, call.input]));
}

/** Identity of one call over all its events: client, session and the id that the client gave it. */
export function callKey(client: string, session: string, id: string): string {
  return sha256(canonicalJson([client, session, id]));
}

/** Is a JSON value nested more than `limit` levels deep? Asked before anything walks it recursively. */
export function deeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const key in value) if (deeperThan(Reflect.get(value, key), limit - 1)) return true;
  return false;
}

/** JSON with sorted keys and no white space (the order of RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const keys = Object.keys(value);
  if (keys.length > 1) keys.sort();
  let members = '';
  for (const key of keys) {
    const each: unknown = Reflect.get(value, key);
    if (each !== undefined) members += `${members && ','}${quoted(key)}:${canonicalJson(each)}`;
  }
  return `{${members}}`;
}

/** Most names and words need no escapes, and to see that is quicker than to look for them. */
const PLAIN = /^[\w .,:;/@+*=()<>#~-]{0,100}$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** The one-shot form takes half the time, and is missing in older editors. */
const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'hex')
    : (text) => crypto.createHash('sha256').update(text).digest('hex');
