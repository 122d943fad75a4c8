import type { HookFile } from './hookFile.ts';

/** A file that is ours alone: a plugin, a hook script, a file of hooks in a folder that the client reads. */
export interface OwnFile {
  readonly file: string;
  readonly text: string;
  /** What every version of the file of ours holds and no other file does. */
  readonly mark: string;
  /** Names of the events that the file serves. */
  readonly events: readonly string[];
  readonly mode?: number;
}

export function ownFile({ file, text, mark, events, mode }: OwnFile): HookFile {
  const ours = (found: string): boolean => found.includes(mark);
  return {
    file,
    ...(mode !== undefined && { mode }),
    problem: () => undefined,
    taken: (found) =>
      found === '' || ours(found)
        ? undefined
        : 'it is there already and not ours. Move it away, or call Oktsec from it',
    presence: (found) => ({
      current: found === text ? events : [],
      stale: found !== text && ours(found) ? events : [],
      missing: ours(found) ? [] : events,
    }),
    connected: () => text,
    disconnected: (found) => (ours(found) ? undefined : found),
  };
}
