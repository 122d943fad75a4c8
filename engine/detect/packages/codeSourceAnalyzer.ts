import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { Span } from '../shell/shellFacts.ts';
import type { Analyzer, CallFacts, ScanInput } from '../types.ts';
import { SOURCE_KINDS, unknownSources, type CodeSource } from './codeSources.ts';

const schema = z.strictObject({ kinds: z.array(z.enum(SOURCE_KINDS)).min(1) });

/** What will run is taken from a host of no known owner. */
export const codeSourceAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'code-source',
  roles: ['command'],
  schema,
  compile:
    ({ kinds }) =>
    (facts, field) => {
      const found = facts.of(field, sources).find(({ source }) => kinds.includes(source.kind));
      return found ? [{ field, span: found.span, detail: `${found.source.kind} from ${found.source.address}` }] : [];
    },
  index: {
    present: (facts, field, show) => {
      for (const { source } of facts.of(field, sources)) show(source.kind);
    },
    needed: ({ kinds }) => kinds,
  },
};

interface Fetching {
  readonly source: CodeSource;
  readonly span: Span;
}
const NOTHING: readonly Fetching[] = [];

function sources(field: Field, _input: ScanInput, _budget: Budget, facts: CallFacts): readonly Fetching[] {
  let found: Fetching[] | undefined;
  for (const command of facts.of(field, parseShell).commands)
    for (const source of unknownSources(command)) (found ??= []).push({ source, span: command.span });
  return found ?? NOTHING;
}
