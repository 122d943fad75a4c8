import type { ChangeEdit, Field } from '../protocol/call.ts';

/** One file of a patch in the form `*** Update File: name`, as Codex and others give it to `apply_patch`. */
export interface PatchedFile {
  readonly path: string;
  readonly kind: 'add' | 'update' | 'delete';
  readonly movedTo?: string;
  readonly hunks: readonly ChangeEdit[];
}

const HEADER = /^\*\*\* (Add|Update|Delete) File: (.*)$/;
const MOVE = /^\*\*\* Move to: (.*)$/;
const KINDS = { Add: 'add', Update: 'update', Delete: 'delete' } as const;

export function readPatch(patch: string): readonly PatchedFile[] {
  const files: { path: string; kind: PatchedFile['kind']; movedTo?: string; hunks: ChangeEdit[] }[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const endHunk = (): void => {
    if (added.length > 0 || removed.length > 0) {
      files.at(-1)?.hunks.push({ before: lines(removed), after: lines(added), all: false });
    }
    removed = [];
    added = [];
  };
  for (const line of patch.split(/\r?\n/)) {
    const header = HEADER.exec(line.trimEnd());
    const move = MOVE.exec(line.trimEnd());
    const file = files.at(-1);
    if (header) {
      endHunk();
      files.push({ path: (header[2] ?? '').trim(), kind: KINDS[header[1] as keyof typeof KINDS], hunks: [] });
    } else if (move && file) {
      file.movedTo = (move[1] ?? '').trim();
    } else if (line.startsWith('@@') || line.startsWith('***')) {
      endHunk();
    } else if (line.startsWith('+')) {
      added.push(line.slice(1));
    } else if (line.startsWith('-')) {
      removed.push(line.slice(1));
    } else if (line.startsWith(' ') && file?.kind === 'update') {
      // Context is on both sides, so that a change shows where it stands.
      removed.push(line.slice(1));
      added.push(line.slice(1));
    }
  }
  endHunk();
  return files;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

/** The files that a patch touches, and what it adds to them. */
export function patchedFiles(files: readonly PatchedFile[], origin: string): Field[] {
  return files.flatMap((file): Field[] => [
    { role: 'path', text: file.path, origin, access: file.kind === 'delete' ? 'delete' : 'write' },
    ...(file.movedTo === undefined
      ? []
      : [{ role: 'path', text: file.movedTo, origin, access: 'write' } satisfies Field]),
    ...file.hunks.map((hunk): Field => ({ role: 'content', text: hunk.after, origin, replaces: hunk.before })),
  ]);
}
