import type { Change, ChangeEdit, Field } from '../../protocol/call.ts';
import { leafFields } from '../jsonFields.ts';
import type { ToolFields } from '../toolFields.ts';

/** One file of a patch in the form `*** Update File: name`, as Codex and others give it to `apply_patch`. */
interface PatchedFile {
  readonly path: string;
  readonly kind: 'add' | 'update' | 'delete';
  readonly movedTo?: string;
  readonly hunks: readonly ChangeEdit[];
}

const HEADER = /^\*\*\* (Add|Update|Delete) File: (.*)$/;
const MOVE = /^\*\*\* Move to: (.*)$/;
const KINDS = { Add: 'add', Update: 'update', Delete: 'delete' } as const;

/** What a patch touches and adds. `key` names the argument that holds it; other arguments are read as they are. */
export function patchFields(input: unknown, key: string): ToolFields {
  const json = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : { [key]: input };
  const { [key]: patch, ...rest } = json;
  const others = leafFields(rest, 'argument', 'tool_input');
  const origin = `tool_input.${key}`;
  if (typeof patch !== 'string') {
    return { kind: 'edit', fields: [...leafFields(patch, 'content', origin), ...others] };
  }
  const files = readPatch(patch);
  const fields = files.flatMap((file): Field[] => [
    { role: 'path', text: file.path, origin, access: file.kind === 'delete' ? 'delete' : 'write' },
    ...(file.movedTo === undefined
      ? []
      : [{ role: 'path', text: file.movedTo, origin, access: 'write' } satisfies Field]),
    ...file.hunks.map((hunk): Field => ({ role: 'content', text: hunk.after, origin, replaces: hunk.before })),
  ]);
  // A text that is no such patch is judged as what it is.
  if (files.length === 0) fields.push({ role: 'content', text: patch, origin });
  const change = files.length === 1 && files[0] ? changeOf(files[0]) : undefined;
  return { kind: 'edit', fields: [...fields, ...others], ...(change && { change }) };
}

function changeOf({ path, kind, hunks }: PatchedFile): Change | undefined {
  if (kind === 'add') return { kind: 'write', path, content: hunks.map((hunk) => hunk.after).join('') };
  return kind === 'update' && hunks.length > 0 ? { kind: 'replace', path, edits: hunks } : undefined;
}

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
