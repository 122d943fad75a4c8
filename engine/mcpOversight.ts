import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntryDraft } from './protocol/audit.ts';
import type { ToolCall } from './protocol/call.ts';
import type { Decision } from './protocol/verdict.ts';
import type { Problem } from './protocol/views.ts';
import { configuredServers, projectServers, type ConfiguredServer } from './clients/configuredServers.ts';
import { clientContext } from './guard/connections.ts';
import { McpDefinitions } from './mcp/mcpDefinitions.ts';
import { McpPins } from './mcp/mcpPins.ts';
import { McpServersWatch } from './mcp/mcpServersWatch.ts';
import { redactor } from './pipeline/redactor.ts';

export interface McpOversightParts {
  readonly home: string;
  readonly pinsFile: string;
  readonly judge: (call: ToolCall) => Promise<Decision>;
  readonly record: (entry: EntryDraft) => Promise<void>;
  /** Changes whenever other rules are in force. */
  readonly rules: () => string;
  /** Folders that agents worked in lately. */
  readonly folders: () => readonly string[];
  readonly onProblems: (problems: readonly Problem[]) => void;
}

/** What MCP servers say of their tools, and how clients start them: pinned, watched, and told when it changes. */
export class McpOversight {
  readonly definitions: McpDefinitions;
  private readonly watch: McpServersWatch;

  constructor({ home, pinsFile, judge, record, rules, folders, onProblems }: McpOversightParts) {
    const pins = new McpPins(pinsFile);
    const unreadable = pins.problem;
    const tell = (problems: readonly Problem[]): void => {
      const ofFile =
        unreadable === undefined ? [] : [{ code: 'mcp-pins-unreadable', message: unreadable, file: pinsFile }];
      onProblems([...ofFile, ...problems]);
    };
    tell([]);
    this.definitions = new McpDefinitions({
      ...{ pins, judge, record, rules, redact: redactor },
      now: Date.now,
      onProblems: tell,
    });
    this.watch = new McpServersWatch({
      servers: () => serversOf(home, folders()),
      look: (servers) => this.definitions.configured(servers),
      onTrouble: (message) => tell([{ code: 'mcp-unwatched', message }]),
    });
  }

  start(): void {
    this.watch.start();
  }

  close(): void {
    this.watch.close();
  }
}

/** Servers of the user, and of these folders: there a server goes by the folder's name too. Calls get their turn between. */
async function serversOf(home: string, folders: readonly string[]): Promise<readonly ConfiguredServer[]> {
  const servers = [...configuredServers(clientContext(home))];
  for (const folder of folders) {
    await nextTurn();
    for (const server of projectServers(clientContext(home, folder))) {
      servers.push({ ...server, name: `${server.name} (${folder})` });
    }
  }
  return servers;
}
