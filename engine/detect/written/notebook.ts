import { isRecord } from './scriptsIn.ts';

const MAX_CELLS = 400;

/** The code cells of a notebook; a text that is none is a single cell. */
export function codeCells(text: string): readonly string[] {
  if (!/^\s{0,40}\{/.test(text)) return [text];
  const notebook = parsed(text);
  const cells: readonly unknown[] = isRecord(notebook) && Array.isArray(notebook.cells) ? notebook.cells : [];
  return cells.slice(0, MAX_CELLS).flatMap((cell) => {
    if (!isRecord(cell) || cell.cell_type !== 'code') return [];
    const { source } = cell;
    if (typeof source === 'string') return [source];
    return Array.isArray(source) ? [source.filter((line) => typeof line === 'string').join('')] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What cells hand to a shell: `!command`, and cells that are a script as a whole. */
export function cellCommands(text: string): readonly string[] {
  return codeCells(text).flatMap((cell) => {
    const script = /^\s*%%(?:bash|sh|script\s+(?:ba)?sh)\b[^\n]*\n([\s\S]*)$/.exec(cell)?.[1];
    if (script !== undefined) return [script];
    return [...cell.matchAll(/^[ \t]*(?:\w+[ \t]*=[ \t]*)?!{1,2}([^\n]{3,2000})$/gm)].map((hit) => hit[1] ?? '');
  });
}
