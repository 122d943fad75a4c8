import { createScanner, findNodeAtLocation, getNodeValue, parseTree, type JSONPath, type Node } from 'jsonc-parser';

/*
 * Edits of JSON text by span. Everything outside the span stays as it is, to the byte; jsonc-parser's own `modify`
 * reformats neighbours on the same line and can leave broken lists behind.
 */

export function valueAt(text: string, at: JSONPath): unknown {
  const node = nodeAt(text, at);
  // Through text once more, because its objects come without a prototype and then equal no other.
  return node && (JSON.parse(JSON.stringify(getNodeValue(node))) as unknown);
}

/** Names of an object's properties, in the order of the text, those that stand twice twice. */
export function namesAt(text: string, at: JSONPath): string[] {
  const node = nodeAt(text, at);
  return node?.type === 'object' ? entriesOf(node).map((property) => String(property.children?.[0]?.value)) : [];
}

/** Adds an entry at the end of an object (`at` ends in its new name) or of a list (`at` ends in any number). */
export function addAt(text: string, at: JSONPath, value: unknown): string {
  const name = at.at(-1);
  const container = nodeAt(text, at.slice(0, -1));
  if (!container) throw new Error(`There is nothing at ${at.slice(0, -1).join('.')} to add to.`);
  const last = entriesOf(container).at(-1);
  const key = typeof name === 'string' ? `${JSON.stringify(name)}: ` : '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const render = (indent: string) => key + JSON.stringify(value, null, unitOf(text)).replaceAll('\n', eol + indent);
  if (!last) {
    const indent = indentAt(text, container.offset);
    const inside = eol + indent + unitOf(text) + render(indent + unitOf(text)) + eol + indent;
    const start = container.offset + 1;
    const end = endOf(container) - 1;
    // White space gives way; a comment in the empty brackets stays, behind what is added.
    return text.slice(start, end).trim() === '' ? splice(text, start, end, inside) : splice(text, start, start, inside);
  }
  const indent = indentAt(text, last.offset);
  const addition = startsLine(text, last.offset)
    ? `,${eol}${indent}${render(indent)}`
    : `, ${key}${JSON.stringify(value)}`;
  return splice(text, endOf(last), endOf(last), addition);
}

/** Removes an entry with the comma that belongs to it. Comments around it are not ours and stay. */
export function removeAt(text: string, at: JSONPath): string {
  const found = nodeAt(text, at);
  const entry = found?.parent?.type === 'property' ? found.parent : found;
  const container = entry?.parent;
  if (!entry || !container) throw new Error(`There is nothing at ${at.join('.')} to remove.`);
  const siblings = entriesOf(container);
  const index = siblings.indexOf(entry);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  if (before) return splice(text, endOf(before), endOf(entry), commentsIn(text, endOf(before), entry.offset));
  if (after) return splice(text, entry.offset, after.offset, commentsIn(text, endOf(entry), after.offset));
  const around: readonly [number, number][] = [
    [container.offset + 1, entry.offset],
    [endOf(entry), endOf(container) - 1],
  ];
  const kept = around.map(([start, end]) => commentsIn(text, start, end)).join('');
  return splice(text, container.offset + 1, endOf(container) - 1, kept);
}

/** What stands between two entries without its comma, if that is more than white space. */
function commentsIn(text: string, start: number, end: number): string {
  const between = text.slice(start, end);
  if (!/\/[/*]/.test(between)) return '';
  const scanner = createScanner(between);
  let kept = '';
  while (scanner.getPosition() < between.length) {
    scanner.scan();
    const token = between.slice(scanner.getTokenOffset(), scanner.getPosition());
    if (token !== ',') kept += token;
  }
  return kept;
}

/** One text is asked many things in a row. */
let lastParsed: { readonly text: string; readonly root: Node | undefined } = { text: '', root: undefined };

function nodeAt(text: string, at: JSONPath): Node | undefined {
  if (lastParsed.text !== text) lastParsed = { text, root: parseTree(text) };
  const { root } = lastParsed;
  return root && findNodeAtLocation(root, at);
}

function entriesOf(container: Node): Node[] {
  return container.children ?? [];
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** White space at the start of the line that holds `offset`. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function startsLine(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start > 0 && text.slice(start, offset).trim() === '';
}

/** One level of indentation, as the file does it. */
function unitOf(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
