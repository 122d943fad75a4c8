import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A real MCP server over stdio, asked by hand. */
export class McpServer {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private next = 1;

  private constructor(program: string, args: readonly string[]) {
    this.process = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    createInterface({ input: this.process.stdout! }).on('line', (line) => {
      const { id, result } = JSON.parse(line) as { id?: number; result?: unknown };
      if (id !== undefined) this.waiting.get(id)?.(result);
    });
  }

  static async start(program: string, args: readonly string[] = []): Promise<McpServer> {
    const server = new McpServer(program, args);
    const clientInfo = { name: 'test', version: '1' };
    await server.ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
    server.send({ method: 'notifications/initialized' });
    return server;
  }

  async tools(): Promise<Record<string, unknown>[]> {
    return ((await this.ask('tools/list', {})) as { tools: Record<string, unknown>[] }).tools;
  }

  close(): void {
    this.process.kill();
  }

  private ask(method: string, params: unknown): Promise<unknown> {
    const id = this.next++;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  private send(message: object): void {
    this.process.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}
