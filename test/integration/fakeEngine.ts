import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';

export const TOKEN = 'hook-token_123';
const PROOF = 'only-the-engine-knows';

export interface Received {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Gives the caller a sign of life before the answer. */
  readonly processing: () => void;
}

/** What the fake engine does with a request: an answer, or raw bytes and then the end of the connection. */
export type Reply = { exit: string; body: string; status?: number } | { raw: string };

/** An engine that only speaks the protocol of the hook command, as a test tells it to. */
export class FakeEngine {
  readonly received: Received[] = [];
  reply: (request: Received) => Reply | Promise<Reply> = () => ({ exit: '0', body: '' });
  /** Takes connections and never answers, as a stopped process does. */
  hangs = false;
  /** Settles when a client closes a connection before it has an answer. */
  readonly nextAbandoned: Promise<void>;

  readonly #server: Server;
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
    let abandoned: () => void;
    this.nextAbandoned = new Promise((resolve) => (abandoned = resolve));
    this.#server = createServer((request, response) => {
      if (this.hangs) return;
      if (request.url === '/election') return response.writeHead(404).end();
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('close', () => {
        if (!response.writableFinished) abandoned();
      });
      request.on('end', () => {
        const { url = '', method = '', headers } = request;
        const processing = () => response.writeProcessing();
        const received = { url, method, headers, body: Buffer.concat(chunks), processing };
        this.received.push(received);
        void this.#answer(received, request.socket, (status, exit, body) => {
          response.writeHead(status, {
            ...(exit !== '' && { 'Oktsec-Exit': exit }),
            'Oktsec-Proof': PROOF,
            'Content-Type': 'text/plain; charset=utf-8',
            'Content-Length': Buffer.byteLength(body),
            Connection: 'close',
          });
          response.end(body);
        });
      });
    });
  }

  static async start(home: string): Promise<FakeEngine> {
    const engine = new FakeEngine(home);
    await new Promise<void>((resolve) => engine.#server.listen(0, '127.0.0.1', resolve));
    engine.announce();
    return engine;
  }

  /** Writes `engine.json`, with what a test wants to differ. */
  announce(differing: Record<string, unknown> = {}): void {
    const { port } = this.#server.address() as AddressInfo;
    const info = {
      version: '0',
      pid: 1,
      port,
      url: '',
      token: TOKEN,
      control: 'control-token',
      proof: PROOF,
      startedAt: 0,
    };
    writeFileSync(path.join(this.#home, 'engine.json'), `${JSON.stringify({ ...info, ...differing })}\n`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(
    received: Received,
    socket: Socket,
    send: (status: number, exit: string, body: string) => void,
  ): Promise<void> {
    const reply = await this.reply(received);
    if ('raw' in reply) socket.end(reply.raw);
    else send(reply.status ?? 200, reply.exit, reply.body);
  }
}
