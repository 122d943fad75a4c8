import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { ShellCommand, Span } from '../shell/shellFacts.ts';
import type { Analyzer, CallFacts, ScanInput } from '../types.ts';

const KINDS = ['command', 'order'] as const;
type NameKind = (typeof KINDS)[number];
const schema = z.strictObject({ holds: z.array(z.enum(KINDS)).min(1) });

interface OddName {
  readonly kind: NameKind;
  readonly name: string;
  readonly span: Span;
}

/** A file, a folder or a branch gets a name that is a command, or a sentence for whoever lists it. */
export const nameAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'file-name',
  roles: ['path', 'command'],
  schema,
  compile:
    ({ holds }) =>
    (facts, field) => {
      const found = facts.of(field, oddNames).find(({ kind }) => holds.includes(kind));
      return found ? [{ field, span: found.span, detail: found.name }] : [];
    },
  index: {
    present: (facts, field, show) => {
      for (const { kind } of facts.of(field, oddNames)) show(kind);
    },
    needed: ({ holds }) => holds,
  },
};

const NOTHING: readonly OddName[] = [];
/** What no ordinary name has: signs of a shell, or five words. */
const ODD = /[`;|&]|\$[({]|\S[ ]\S+[ ]\S+[ ]\S+[ ]\S/;
/** Programs that give a name, and the first words with which they do. */
const NAMING: Readonly<Record<string, RegExp>> = {
  touch: /^/,
  mkdir: /^/,
  mv: /^/,
  cp: /^/,
  ln: /^/,
  git: /^(?:checkout|switch|branch|mv|tag)$/,
};
const COMMAND =
  /\$\([^)]{0,80}\b(?:curl|wget|sh|bash|nc|ncat|python\d?|perl|base64|whoami|id)\b|`[^`]{0,80}\b(?:curl|wget|sh|bash|nc|python\d?|perl|base64|whoami|id)\b[^`]{0,80}`|(?:;|\||&&)[ ]{0,3}(?:curl|wget|nc|ncat|bash|sh|zsh|python\d?|perl|base64)(?:[ $]|$|\.|;)|\$\{IFS\}/;
/** Whoever reads names aloud is spoken to, and told to do something. */
const SPOKEN =
  /^(?:(?:dear |hey |note to |to )?(?:the |any |all )?(?:ai|llm|assistants?|agents?|claude|copilot|cursor|gemini|codex|chatgpt|models?)\b|system ?:)[^\n]{0,60}\b(?:read|run|execute|send|post|upload|fetch|curl|delete|ignore|open|disregard|forward)\b/i;

function oddNames(field: Field, _input: ScanInput, _budget: Budget, facts: CallFacts): readonly OddName[] {
  if (!ODD.test(field.text)) return NOTHING;
  if (field.role === 'path') {
    const kind = field.access === 'write' ? kindOf(field.text, facts) : orderIn(field.text, facts);
    return kind ? [{ kind, name: nameOf(field.text), span: [0, field.text.length] }] : NOTHING;
  }
  const found: OddName[] = [];
  for (const command of facts.of(field, parseShell).commands)
    for (const name of namesGiven(command)) {
      const kind = kindOf(name, facts);
      if (kind) found.push({ kind, name: nameOf(name), span: command.span });
    }
  return found;
}

function namesGiven({ program, args, place }: ShellCommand): string[] {
  const naming = Object.hasOwn(NAMING, program) ? NAMING[program] : undefined;
  if (place !== 'here' || !naming?.test(args[0]?.text ?? '')) return [];
  return args.flatMap(({ text, dynamic }) => (!dynamic && text.length < 400 && ODD.test(text) ? text : []));
}

const nameOf = (path: string): string => path.slice(-200);

function kindOf(path: string, facts: CallFacts): NameKind | undefined {
  return COMMAND.test(path) ? 'command' : orderIn(path, facts);
}

/** A sentence may have slashes of an address in it, so it is looked for from each folder on. */
function orderIn(path: string, facts: CallFacts): 'order' | undefined {
  const parts = path.slice(-400).split('/');
  const first = parts.findIndex((part) => part.split(' ').length > 4);
  if (first < 0) return undefined;
  const sentence = parts.slice(first).join('/');
  if (SPOKEN.test(sentence)) return 'order';
  const spoken: Field = { role: 'message', text: sentence, origin: 'name' };
  return facts.of(spoken, facts.phraseHits).some(({ group }) => group === 'override' || group === 'conceal')
    ? 'order'
    : undefined;
}
