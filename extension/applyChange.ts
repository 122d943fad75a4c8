import type { Change, ChangeEdit } from '../engine/protocol/call.ts';

/** The text after a change, or why it would not apply. */
export type Applied =
  | { readonly kind: 'applied'; readonly text: string }
  /** The file does not exist. */
  | { readonly kind: 'missing' }
  /** The text to replace is not there, or is there more than once. */
  | { readonly kind: 'unmatched'; readonly edit: number; readonly times: number };

/**
 * What a file holds after a proposed change, by the rules that agents' edit tools follow: an edit replaces its one
 * occurrence, or all when it says so; an edit with nothing to replace creates the file.
 * @param current text of the file now; `undefined` when there is none
 */
export function applyChange(current: string | undefined, change: Change): Applied {
  if (change.kind === 'write') return { kind: 'applied', text: change.content };
  let text = current;
  for (const [index, edit] of change.edits.entries()) {
    if (text === undefined || (text === '' && edit.before === '')) {
      if (edit.before !== '') return { kind: 'missing' };
      text = edit.after;
      continue;
    }
    const { before, after } = inLineEndingsOf(text, edit);
    const times = before === '' ? 0 : text.split(before).length - 1;
    if (times === 0 || (times > 1 && !edit.all)) return { kind: 'unmatched', edit: index, times };
    // A function, because `$&` in a replacement string would be expanded.
    text = text.replaceAll(before, () => after);
  }
  return text === undefined ? { kind: 'missing' } : { kind: 'applied', text };
}

/** Agents see and write `\n` even where the file has `\r\n`. */
function inLineEndingsOf(text: string, edit: ChangeEdit): Pick<ChangeEdit, 'before' | 'after'> {
  if (text.includes(edit.before) || !text.includes('\r\n')) return edit;
  const crlf = (value: string) => value.replace(/\r?\n/g, '\r\n');
  return { before: crlf(edit.before), after: crlf(edit.after) };
}

/** The edits alone, as two texts to compare when they cannot be shown inside their file. */
export function changeAlone(change: Change): { readonly before: string; readonly after: string } {
  if (change.kind === 'write') return { before: '', after: change.content };
  const join = (side: 'before' | 'after') => change.edits.map((edit) => edit[side]).join('\n');
  return { before: join('before'), after: join('after') };
}
