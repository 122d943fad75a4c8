import * as z from 'zod';
import type { PathClass } from '../paths/pathClass.ts';
import type { Field } from '../../protocol/call.ts';
import type { Budget } from '../budget.ts';
import type { Span } from '../shell/shellFacts.ts';
import type { Analyzer, CallFacts, ScanInput } from '../types.ts';
import { CONFIG_FAULTS, configFaults } from './agentConfig.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

const schema = z.strictObject({ faults: z.array(z.enum(CONFIG_FAULTS)).min(1) });

/** Files that agents and MCP clients read their settings from. */
const CONFIGS: readonly PathClass[] = ['agent-settings', 'mcp-config', 'editor-task'];
const NAMES = /(?:^|[/\\])(?:\.vscode[/\\])?settings(?:\.local)?\.json$/i;

/** An agent's own settings get something that takes protection away. */
export const agentConfigAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'agent-config',
  roles: ['content', 'command'],
  schema,
  compile:
    ({ faults }) =>
    (facts, field) => {
      const found = facts.of(field, faultsIn).find((each) => faults.includes(each.fault));
      return found ? [{ field, span: found.span, detail: found.detail }] : [];
    },
  index: {
    present: (facts, field, show) => {
      for (const { fault } of facts.of(field, faultsIn)) show(fault);
    },
    needed: ({ faults }) => faults,
  },
};

interface FaultInFile {
  readonly fault: (typeof CONFIG_FAULTS)[number];
  readonly detail: string;
  readonly span: Span;
}

function faultsIn(field: Field, _input: ScanInput, _budget: Budget, facts: CallFacts): readonly FaultInFile[] {
  return writtenFiles(facts, field)
    .filter(isAgentConfig)
    .flatMap(({ text, removed, span }) =>
      configFaults(text, removed).map(({ fault, detail }) => ({ fault, detail, span })),
    );
}

function isAgentConfig(file: WrittenFile): boolean {
  return CONFIGS.some((kind) => file.classes.has(kind)) || NAMES.test(file.path);
}
