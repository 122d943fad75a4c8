import type { ConfiguredServer } from '../clients/configuredServers.ts';

const FIRST_MS = 2_000;
const EVERY_MS = 30_000;

export interface McpServersWatchParts {
  readonly servers: () => Promise<readonly ConfiguredServer[]>;
  readonly look: (servers: readonly ConfiguredServer[]) => Promise<void>;
  readonly onTrouble: (message: string) => void;
}

/** Looks now and then at the MCP servers in clients' settings: a command line that was exchanged runs at the next start. */
export class McpServersWatch {
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly parts: McpServersWatchParts) {}

  start(): void {
    this.again(FIRST_MS);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private again(milliseconds: number): void {
    if (!this.closed) this.timer = setTimeout(() => void this.look(), milliseconds).unref();
  }

  private async look(): Promise<void> {
    try {
      await this.parts.look(await this.parts.servers());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.parts.onTrouble(`The MCP servers in clients' settings could not be looked at: ${why}`);
    }
    this.again(EVERY_MS);
  }
}
