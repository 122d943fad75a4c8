import { z } from 'zod';
import type { Field } from '../../protocol/call.ts';
import { LABEL_NAMES, labels } from '../shell/labels.ts';
import { shellFacts } from '../shell/parseShell.ts';
import { SHAPES, type ShellFacts } from '../shell/shellFacts.ts';
import type { Budget } from '../budget.ts';
import type { Analyzer, ScanInput } from '../types.ts';

const flow = z.strictObject({
  from: z.array(z.enum(LABEL_NAMES)).min(1),
  to: z.array(z.enum(['network', 'dns', 'execute'])).min(1),
});
const schema = z.strictObject({ flows: z.array(flow).optional(), shapes: z.array(z.enum(SHAPES)).optional() });

interface WrittenCommand {
  readonly span: readonly [start: number, end: number];
  readonly facts: ShellFacts;
}

/** Commands that a text holds out to its reader, judged on what they would do. */
export const commandInTextAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'command-in-text',
  roles: ['message', 'prompt', 'argument', 'description', 'result'],
  schema,
  compile(want) {
    const flows = (want.flows ?? []).map((each) => ({ from: labels(...each.from), to: each.to }));
    const isHarmful = (facts: ShellFacts) =>
      facts.flows.some((each) => flows.some(({ from, to }) => (each.from & from) !== 0 && to.includes(each.to))) ||
      facts.shapes.some((each) => want.shapes?.includes(each.kind));
    return (facts, field) => {
      const found = facts.of(field, writtenCommands).find((each) => isHarmful(each.facts));
      return found ? [{ field, span: found.span }] : [];
    };
  },
};

const MAX_TEXT = 64 * 1024;
/** Parsing costs; a text that holds out more commands shows its nature in these. */
const MAX_COMMANDS = 16;

/** Words without which no command connects, runs what it got, or reads a secret. */
const TELLING =
  /\b(?:curl|wget|nc|ncat|netcat|socat|telnet|ssh|scp|rsync|base64|eval|exec|iex|irm|iwr|bash|zsh|sh|python3?|node|perl|ruby|php|powershell|mkfifo)\b|\/dev\/tcp\//i;
/** Code in backticks, a line of a fenced block, after a prompt sign, or one that begins with a program. */
const CODE =
  /`([^`\n]{6,800})`|^[ \t]{0,8}(?:[$#>] |[-*] |\d\. )?((?:sudo |env |[A-Z_]{2,30}=\S{1,80} )?(?:curl|wget|nc|ncat|netcat|socat|bash|zsh|sh|python3?|node|perl|ruby|php|cat|tar|zip|base64|echo|printf|export|eval|exec|env|printenv|ssh|scp|rsync|powershell|pwsh|iex|irm|iwr|find|grep|xargs|rm|dd|mkfifo|git|aws|gh|kubectl|docker)\b[^\n]{3,800})$|(?:run|execute|exec|type|paste|command|cmd|terminal|shell)\b[^\n:`]{0,40}:\s{0,3}([^\n`]{6,800})$/gim;

function writtenCommands(field: Field, _input: ScanInput, budget: Budget): readonly WrittenCommand[] {
  const text = field.text.slice(0, MAX_TEXT);
  if (!TELLING.test(text)) return [];
  const found: WrittenCommand[] = [];
  for (const match of text.matchAll(CODE)) {
    const code = match[1] ?? match[2] ?? match[3] ?? '';
    if (!TELLING.test(code)) continue;
    if (found.length >= MAX_COMMANDS || budget.spent()) break;
    found.push({ span: [match.index, match.index + match[0].length], facts: shellFacts(code) });
  }
  return found;
}
