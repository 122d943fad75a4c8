import { createServer, type Server } from 'node:http';
import { listen } from './ownership.ts';

/** A loopback port of the user's choice, beside the one that stands for ownership; both answer alike. */
export class ExtraPort {
  private server: Server | undefined;

  /**
   * @param wanted 0: any free one
   * @returns the port that is served, or undefined when another program has it
   */
  async open(main: Server, wanted: number): Promise<number | undefined> {
    const server = createServer();
    for (const listener of main.listeners('request')) server.on('request', listener as () => void);
    server.requestTimeout = 0;
    if (!(await listen(server, wanted))) return undefined;
    this.server = server;
    const address = server.address();
    return typeof address === 'object' && address ? address.port : wanted;
  }

  async close(): Promise<void> {
    if (this.server) await closeServer(this.server);
  }
}

/** Ends a server and what is connected to it. */
export async function closeServer(server: Server): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await ended;
}
