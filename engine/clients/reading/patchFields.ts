import type { Change } from '../../protocol/call.ts';
import { leafFields } from '../jsonFields.ts';
import { patchedFiles, readPatch, type PatchedFile } from '../patchText.ts';
import type { ToolFields } from '../toolFields.ts';

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
  const fields = patchedFiles(files, origin);
  // A text that is no such patch is judged as what it is.
  if (files.length === 0) fields.push({ role: 'content', text: patch, origin });
  const change = files.length === 1 && files[0] ? changeOf(files[0]) : undefined;
  return { kind: 'edit', fields: [...fields, ...others], ...(change && { change }) };
}

function changeOf({ path, kind, hunks }: PatchedFile): Change | undefined {
  if (kind === 'add') return { kind: 'write', path, content: hunks.map((hunk) => hunk.after).join('') };
  return kind === 'update' && hunks.length > 0 ? { kind: 'replace', path, edits: hunks } : undefined;
}
