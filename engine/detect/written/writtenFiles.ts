import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { toolAccess } from '../paths/pathAnalyzer.ts';
import type { PathClass } from '../paths/pathClass.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { FileAccess, Span } from '../shell/shellFacts.ts';
import type { CallFacts, ScanInput } from '../types.ts';

/** Text that a call puts into a file. */
export interface WrittenFile {
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
  const text = addedText(field.text.slice(0, MAX_TEXT), field.replaces);
  const removed = field.replaces === undefined ? '' : addedText(field.replaces, field.text);
  if (text === '' && removed === '') return NONE;
  return [{ path: target.text, classes: seen.classes, text, removed, span: [0, Math.min(field.text.length, 2000)] }];
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
