import type { Data } from './labels.ts';
import type { Machine } from './machine.ts';

/** Folders that hold programs: a copy goes into them, never in their place. */
const PROGRAM_FOLDER = /^(?:\/(?:usr\/(?:local\/)?)?s?bin|~\/(?:\.local\/)?bin)$/;

/**
 * Notes where a copy of `source` comes to lie: in the folder that `target` is, where that is sure, so that its other
 * files are not taken for the copy; else at `target` itself.
 */
export function placeCopy(run: Machine, source: string, target: string, data: Data, folder = false): void {
  const place = run.canonical(target);
  const inside = folder || /(?:^|\/)\.{0,2}$/.test(target) || PROGRAM_FOLDER.test(place);
  const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf(':')) + 1);
  // `folder/.` and `folder/` are what is in it; a glob may be anything.
  run.place(inside && /^[\w.@+-]*[\w@+-]$/.test(name) ? run.canonical(`${target}/${name}`) : place, data);
}
