import type { KnownDefinitions, ToolCall } from '../protocol/call.ts';
import { readResult, readTool, type ToolTable } from './reading/toolTable.ts';
import { variableField } from './repositoryEnvironment.ts';
import { unhookedField } from './startedAgents.ts';

/** Beside Claude Code's own names, a patch as Copilot CLI, Cline and VS Code give it. */
const TOOLS: ToolTable = { apply_patch: { as: 'patch', keys: { patch: 'input' } } };

/** A call written down: `{"tool": "Bash", "input": {...}}`; with `result` it is the after-event of that call. */
export interface ExampleCall {
  readonly tool: string;
  readonly input: unknown;
  readonly result?: unknown;
  /** Calls of the same session that ran before it. */
  readonly before?: readonly Pick<ExampleCall, 'tool' | 'input'>[] | undefined;
  /** Variables that settings of the repository give to the session, where they have other code run. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** What takes the hooks of an agent away that the command starts, in files that it is given. */
  readonly started?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  readonly workspace?: string | undefined;
  /** Of a definition: what is known of the tool and of other servers. */
  readonly known?: KnownDefinitions | undefined;
}

/** What detection sees of a written-down call: rule examples, corpus rows and lines of `oktsec check`. */
export type ExampleInput = Pick<
  ToolCall,
  'tool' | 'phase' | 'surface' | 'client' | 'fields' | 'cwd' | 'workspace' | 'definition' | 'known'
>;

/** Reads a written-down call the way a client's event is read. */
export function exampleInput(example: ExampleCall): ExampleInput {
  const { kind, fields, mcp } = readTool(TOOLS, example.tool, example.input);
  const environment = Object.entries(example.environment ?? {}).map(([name, value]) => variableField(name, value));
  const started = (example.started ?? []).map((text) => unhookedField(text));
  const after = example.result !== undefined;
  return {
    tool: { name: example.tool, kind, ...(mcp && { mcp }) },
    phase: after ? 'after' : 'before',
    surface: kind === 'message' ? 'message' : kind === 'mcp' || kind === 'mcp-definition' ? 'mcp' : 'hook',
    client: 'example',
    // What was asked for was judged before; the after-event is about what came back.
    fields: after ? readResult(TOOLS, example.tool, example.result) : [...fields, ...environment, ...started],
    ...(example.known && { definition: example.input, known: example.known }),
    ...(example.cwd !== undefined && { cwd: example.cwd }),
    ...(example.workspace !== undefined && { workspace: example.workspace }),
  };
}
