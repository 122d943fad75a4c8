export const HELD_SCHEME = 'oktsec-held';

/** `call`: the exact call with its explanation. `now` and `after`: the two sides of a proposed file change. */
export type HeldRole = 'call' | 'now' | 'after';
const ROLES: readonly HeldRole[] = ['call', 'now', 'after'];

/** Path of a held call's document; the last part is what the tab shows and what picks the language. */
export const heldPath = (id: string, role: HeldRole, name: string): string =>
  `/${encodeURIComponent(id)}/${role}/${name.replaceAll('/', '-')}`;

/** Reads a path made by {@link heldPath}. */
export function parseHeldPath(path: string): { readonly id: string; readonly role: HeldRole } | undefined {
  const [, id, word] = path.split('/');
  const role = ROLES.find((known) => known === word);
  return id === undefined || id === '' || role === undefined ? undefined : { id: decodeURIComponent(id), role };
}
