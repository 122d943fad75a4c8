import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { BEHAVIOURS, type Behaviour } from '../code/behaviour.ts';
import { codeBehaviours } from '../code/behaviours.ts';
import { languageOf, sniffed, type Language } from '../code/language.ts';
import { inlineBehaviours } from '../code/inlineCode.ts';
import { acts } from '../code/triggers.ts';
import { toolAccess } from '../paths/pathAnalyzer.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { Analyzer, CallFacts, ScanInput } from '../types.ts';
import { codeCells } from './notebook.ts';
import { writtenFiles } from './writtenFiles.ts';

const schema = z.strictObject({
  does: z.array(z.enum(BEHAVIOURS)).min(1),
});

/** A program is written that would do this to whoever runs it. Decided on its calls, never on its strings or comments. */
export const codeAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'code-behaviour',
  roles: ['content', 'command'],
  schema,
  compile({ does }) {
    const wanted = new Set(does);
    return (facts, field) => {
      const found = behavioursOf(facts, field).find((each) => wanted.has(each.kind));
      return found ? [{ field, span: found.span, detail: found.detail }] : [];
    };
  },
  index: {
    present(facts, field, show) {
      for (const { kind } of behavioursOf(facts, field)) show(kind);
    },
    needed: ({ does }) => does,
  },
};

function behavioursOf(facts: CallFacts, field: Field): readonly Behaviour[] {
  return facts.of(field, field.role === 'content' ? ofContent : ofCommand);
}

/** Programs that a command writes into files, or hands to an interpreter. */
function ofCommand(field: Field, input: ScanInput, budget: Budget, facts: CallFacts): readonly Behaviour[] {
  const spelled = writtenFiles(facts, field).flatMap((file) =>
    within(file.path, file.text, facts).map((each) => ({ ...each, span: file.span })),
  );
  const inline = inlineBehaviours(facts.of(field, parseShell));
  return [...spelled, ...inline, ...(input.tool.kind === 'mcp' ? ofCode(field, input, budget) : NONE)];
}

/** Of an edit only what was not there before. */
function ofContent(field: Field, input: ScanInput, _budget: Budget, facts: CallFacts): readonly Behaviour[] {
  const target = input.fields.find((each) => each.role === 'path' && each.access === 'write');
  const seen = target && facts.of(target, toolAccess);
  if (target && !seen) return [];
  const path = seen?.path ?? '';
  if (path === '' && input.tool.kind !== 'mcp') return [];
  const now = within(path, field.text, facts);
  if (now.length === 0 || !field.replaces) return now;
  const before = new Set(within(path, field.replaces, facts).map((each) => `${each.kind} ${each.detail}`));
  return now.filter((each) => !before.has(`${each.kind} ${each.detail}`));
}

/** A tool of a server that runs code in a language of its own. */
function ofCode(field: Field, input: ScanInput, budget: Budget): readonly Behaviour[] {
  const language = acts(field.text, undefined, budget) ? sniffed(field.text) : undefined;
  return language === undefined || language === 'shell'
    ? []
    : codeBehaviours(field.text, language, input.workspace ?? input.cwd, budget);
}

function within(path: string, text: string, facts: CallFacts): readonly Behaviour[] {
  return /\.ipynb$/i.test(path) ? inCells(path, text, facts) : inProgram(path, text, languageOf(path, text), facts);
}

function inProgram(
  path: string,
  text: string,
  language: Language | undefined,
  { input, budget }: CallFacts,
): readonly Behaviour[] {
  if (language === undefined || !acts(text, language, budget)) return NONE;
  const code = /\.(?:html?|vue|svelte|hta)$/i.test(path) ? scriptsOf(text) : text;
  const found = codeBehaviours(code, language, input.workspace ?? input.cwd, budget);
  return TRIED_OUT.test(path)
    ? found.filter(({ kind }) => kind !== 'auth-bypass' && kind !== 'checks-off' && kind !== 'predictable-key')
    : found;
}

/** A notebook is stored as JSON; lines for its own use begin with a sign that no program has. */
function inCells(path: string, text: string, facts: CallFacts): readonly Behaviour[] {
  // What is escaped shows only once the JSON is read.
  if (!text.includes('\\u00') && !acts(text, 'python', facts.budget)) return NONE;
  const cells = codeCells(text);
  const code = cells.join('\n').replace(/^[ \t]*[%!].*$/gm, '');
  const found = inProgram(path, code, 'python', facts);
  const span = [0, Math.min(text.length, 2000)] as const;
  return code === text ? found : found.map((each) => ({ ...each, span }));
}

/** Code that shows or tries something out; a password that is written there opens nothing. */
const TRIED_OUT =
  /(?:^|[/\\._-])(?:tests?|specs?|__tests__|mocks?|fixtures?|examples?|samples?|demos?|stubs?)(?:[/\\._-]|$)/i;

const NONE: readonly Behaviour[] = [];

function scriptsOf(page: string): string {
  return [...page.matchAll(/<script\b[^>]{0,400}>([\s\S]*?)<\/script>/gi)].map((hit) => hit[1] ?? '').join('\n;\n');
}
