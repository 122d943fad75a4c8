import { isRecord, tolerantJson } from './scriptsIn.ts';

const MAX_CELLS = 400;

/** The code cells of a notebook; a text that is none, such as an edit's, is a single cell. */
export function codeCells(text: string): readonly string[] {
  const notebook = /^\s{0,40}\{/.test(text) ? tolerantJson(text) : undefined;
  if (!isRecord(notebook) || !Array.isArray(notebook.cells)) return [text];
  const cells: readonly unknown[] = notebook.cells;
  return cells.slice(0, MAX_CELLS).flatMap((cell) => {
    if (!isRecord(cell) || cell.cell_type !== 'code') return [];
    const { source } = cell;
    if (typeof source === 'string') return [source];
    return Array.isArray(source) ? [source.filter((line) => typeof line === 'string').join('')] : [];
  });
}

/** What cells hand to a shell: `!command`, and cells that are a script as a whole. */
export function cellCommands(text: string): readonly string[] {
  return codeCells(text).flatMap((cell) => {
    const script = /^\s*%%(?:bash|sh|script\s+(?:ba)?sh)\b[^\n]*\n([\s\S]*)$/.exec(cell)?.[1];
    if (script !== undefined) return [script];
    return [...cell.matchAll(/^[ \t]*(?:\w+[ \t]*=[ \t]*)?!{1,2}([^\n]{3,2000})$/gm)].map((hit) => hit[1] ?? '');
  });
}
