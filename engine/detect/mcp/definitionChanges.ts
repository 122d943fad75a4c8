/** One part of a definition that is not what it was. */
export interface DefinitionChange {
  /** Where, as in `inputSchema.properties.note.description`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What stands there now, as text; empty if it was removed. */
  readonly now: string;
}

const MAX_CHANGES = 100;
const MAX_DEPTH = 32;
/** Notes of the protocol, pictures, and where it comes from: no model reads them. */
const UNREAD: ReadonlySet<string> = new Set(['_meta', 'icons', 'server']);

/** What a definition says otherwise than before, in the order in which it says it. The order of names does not count. */
export function definitionChanges(before: unknown, now: unknown): readonly DefinitionChange[] {
  const found: DefinitionChange[] = [];
  compare(before, now, '', 0, found);
  return found;
}

function compare(before: unknown, now: unknown, path: string, depth: number, found: DefinitionChange[]): void {
  if (found.length >= MAX_CHANGES || Object.is(before, now)) return;
  if (before === undefined) return void found.push({ path, kind: 'added', now: written(now) });
  if (now === undefined) return void found.push({ path, kind: 'removed', now: '' });
  const isSameShape = isContainer(before) && isContainer(now) && Array.isArray(before) === Array.isArray(now);
  if (!isSameShape || depth >= MAX_DEPTH) {
    if (written(before) !== written(now)) found.push({ path, kind: 'changed', now: written(now) });
    return;
  }
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    if (depth === 0 && UNREAD.has(name)) continue;
    const inner = path === '' ? name : `${path}.${name}`;
    compare(own(before, name), own(now, name), inner, depth + 1, found);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (Reflect.get(value, name) as unknown) : undefined;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
