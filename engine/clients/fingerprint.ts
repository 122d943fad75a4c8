import { createHash } from 'node:crypto';

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
  return Object.values(value).some((each) => deeperThan(each, limit - 1));
}

/** JSON with sorted keys and no white space (the order of RFC 8785). */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
  return `{${members.join(',')}}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
