import { Command } from 'commander';
import { withEngine } from '../withEngine.ts';
import { refuseAgents } from './refuseAgents.ts';
import { print, printJson, printTable, when } from './output.ts';

interface McpOptions {
  home: string;
  json?: boolean;
}

/** `oktsec mcp` and `oktsec mcp approve CLIENT SERVER [TOOL]`. */
export function mcpCommand(): Command {
  const mcp = new Command('mcp')
    .description('MCP servers and tools as they were first seen or approved, and what is not what it was')
    .option('--json', 'print as JSON')
    .action(list);
  mcp
    .command('approve')
    .argument('<client>')
    .argument('<server>')
    .argument('[tool]', 'only this tool; without it the server and all of its tools')
    .description('take what is there now for what it should be')
    .action(approve);
  return mcp;
}

async function list({ home, json }: McpOptions): Promise<void> {
  const pins = await withEngine(home, (engine) => engine.call('mcp.list', {}));
  if (json) return printJson(pins);
  if (pins.length === 0) return print('No MCP server has been seen yet.');
  printTable(
    ['CLIENT', 'SERVER', 'TOOL', 'SINCE', 'STATE'],
    pins.map(({ client, server, tool, since, approved, changed }) => [
      ...[client, server, tool ?? '(how it is reached)', when(since)],
      changed ? 'changed, not approved' : approved ? 'approved' : 'as first seen',
    ]),
  );
}

async function approve(client: string, server: string, tool: string | undefined, { home }: McpOptions): Promise<void> {
  refuseAgents();
  const request = { client, server, ...(tool !== undefined && { tool }) };
  const { approved } = await withEngine(home, (engine) => engine.call('mcp.approve', request));
  print(approved === 0 ? 'There was nothing to approve.' : `Approved: ${approved}.`);
}
