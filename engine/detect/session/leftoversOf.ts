import type { Field } from '../../protocol/call.ts';
import { searchBudget } from '../budget.ts';
import { canonicalFolder, canonicalPath } from '../paths/canonicalPath.ts';
import { findSecrets } from '../secrets/findSecrets.ts';
import { kept, NO_LEFTOVERS, type Leftovers } from '../shell/leftovers.ts';
import { labels, type Data } from '../shell/labels.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { CallFacts } from '../types.ts';

const MAX_SEARCHED = 65_536;
const BUDGET_MS = 5;

/** What a call leaves behind for later calls of its session, once it has run. */
export function leftoversOf(facts: CallFacts): readonly Leftovers[] {
  const { phase, fields } = facts.input;
  if (phase !== 'before') return [];
  const found: Leftovers[] = [];
  const target = fields.find((field) => field.role === 'path' && field.access === 'write');
  for (const field of fields) {
    if (field.role === 'command') {
      const { leftovers } = facts.of(field, parseShell);
      if (hasAny(leftovers)) found.push(leftovers);
    } else if (field.role === 'content' && target) found.push(writtenFile(facts, target, field));
  }
  return found;
}

function hasAny(left: Leftovers): boolean {
  const { files, removed, variables, aliases, functions } = left;
  return left !== NO_LEFTOVERS && files.size + removed.length + variables.size + aliases.size + functions.size > 0;
}

/** A file tool's content: what would run, and whether it holds a secret. */
function writtenFile({ input }: CallFacts, target: Field, { text, replaces }: Field): Leftovers {
  const path = canonicalPath(target.text, input.cwd === undefined ? undefined : canonicalFolder(input.cwd));
  const before = replaces === undefined ? undefined : input.earlier?.files.get(path);
  const whole = before?.text?.includes(replaces ?? '') ? before.text.replace(replaces ?? '', () => text) : text;
  const secret = findSecrets(text.slice(0, MAX_SEARCHED), searchBudget(BUDGET_MS, text.length)).some(
    ({ kind, class: found }) => kind !== 'unsearchable' && found !== 'assignment',
  );
  const data: Data = { labels: (before?.labels ?? 0) | (secret ? labels('credential') : 0), text: whole };
  const rest = kept(path, data);
  return {
    files: new Map(rest ? [[path, rest]] : []),
    removed: rest ? [] : [path],
    variables: new Map(),
    aliases: new Map(),
    functions: new Map(),
  };
}
