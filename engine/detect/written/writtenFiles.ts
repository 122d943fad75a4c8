import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { toolAccess } from '../paths/pathAnalyzer.ts';
import type { PathClass } from '../paths/pathClass.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { FileAccess, Span } from '../shell/shellFacts.ts';
import type { CallFacts, ScanInput } from '../types.ts';

/** Text that a call puts into a file. */
export interface WrittenFile {
  /** Canonical. */
  readonly path: string;
  readonly classes: ReadonlySet<PathClass>;
  /** The new text; of an edit, without the lines that were there before. */
  readonly text: string;
  /** What an edit takes away. */
  readonly removed: string;
  readonly span: Span;
}

const MAX_TEXT = 65_536;

/** Files that the call writes through this field: a file tool's content, or what a command writes and spells itself. */
export function writtenFiles(facts: CallFacts, field: Field): readonly WrittenFile[] {
  if (field.role !== 'command') return facts.of(field, writtenByTool);
  const { spelled } = facts.of(field, parseShell);
  return spelled.length === 0 ? NONE : spelled.filter((each) => each.place === 'here').map(writtenByCommand);
}

const NONE: readonly WrittenFile[] = [];

function writtenByCommand({ path, classes, text = '', span }: FileAccess): WrittenFile {
  return { path, classes, text: text.slice(0, MAX_TEXT), removed: '', span };
}

function writtenByTool(field: Field, input: ScanInput, _budget: Budget, facts: CallFacts): readonly WrittenFile[] {
  const target = input.fields.find((each) => each.role === 'path' && each.access === 'write');
  const seen = target && facts.of(target, toolAccess);
  if (!target || !seen) return NONE;
  const { path, classes } = seen;
  const spelledOut = JSON_FILE.test(path) ? unescaped : (text: string) => text;
  const text = spelledOut(addedText(readPart(path, field.text), field.replaces));
  const removed = field.replaces === undefined ? '' : spelledOut(addedText(field.replaces, field.text));
  if (text === '' && removed === '') return NONE;
  return [{ path, classes, text, removed, span: [0, Math.min(field.text.length, 2000)] }];
}

/** Of a long file the lines that say something come first; in these a line that begins with such a sign says nothing. */
function readPart(path: string, text: string): string {
  const said = text.length <= MAX_TEXT || PROSE_FILE.test(path) ? text : text.replace(COMMENT_LINE, '');
  return said.slice(0, MAX_TEXT);
}

const PROSE_FILE = /\.(?:mdc?|markdown|rst|adoc|txt)$/i;
const COMMENT_LINE = /^[ \t]*(?:(?:#|\/\/|;).*)?\n/gm;

const JSON_FILE = /\.(?:jsonc?|json5|code-workspace|gypi?|ipynb|webmanifest)$/i;

/** Letters and signs of JSON that are written as `\u0041`, but for what would end a string. */
function unescaped(text: string): string {
  if (!text.includes('\\u00')) return text;
  return text.replace(/\\(?:u00(?!22|5c)([2-7][0-9a-f])|[^])/gi, (escape, code?: string) =>
    code === undefined ? escape : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Lines of `text` that `before` has not. A line that an edit repeats is context, not change. */
function addedText(text: string, before: string | undefined): string {
  if (!before) return text;
  const known = new Set(before.split('\n').map((line) => line.trim()));
  return text
    .split('\n')
    .filter((line) => !known.has(line.trim()))
    .join('\n');
}
