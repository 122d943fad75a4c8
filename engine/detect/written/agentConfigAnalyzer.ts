import { z } from 'zod';
import type { PathClass } from '../paths/pathClass.ts';
import type { Analyzer } from '../types.ts';
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
      for (const file of writtenFiles(facts, field)) {
        if (!isAgentConfig(file)) continue;
        const found = configFaults(file.text, file.removed).find((each) => faults.includes(each.fault));
        if (found) return [{ field, span: file.span, detail: found.detail }];
      }
      return [];
    },
};

function isAgentConfig(file: WrittenFile): boolean {
  return CONFIGS.some((kind) => file.classes.has(kind)) || NAMES.test(file.path);
}
