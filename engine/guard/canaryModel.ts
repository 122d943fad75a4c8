import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelApi, ModelCall } from '../clients/headless.ts';
import { WIRES, type Wire } from './canaryReplies.ts';

const MAX_BODY = 20_000_000;

/**
 * Stands in for the model of a client that is put to the test: asks for one tool call, then ends. Nothing of it leaves
 * this machine, and no account is used.
 */
export class CanaryModel {
  readonly url: string;
  /** The text of every request, which holds what the client says became of the call. */
  readonly heard: string[] = [];
  private readonly wire: Wire;
  private serial = 0;

  private constructor(
    private readonly server: Server,
    api: ModelApi,
    private readonly call: ModelCall,
  ) {
    this.wire = WIRES[api];
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(api: ModelApi, call: ModelCall): Promise<CanaryModel> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new CanaryModel(server, api, call);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) return void response.writeHead(413).end();
      chunks.push(chunk);
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const { offersTools, bringsResults, stream, whole } = this.wire;
    if (path.endsWith('/models')) {
      const models = { object: 'list', data: [{ id: 'oktsec-canary', object: 'model' }] };
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(models));
    }
    if (request.method !== 'POST' || !this.wire.path.test(path)) return void response.writeHead(404).end('{}');
    const body = Buffer.concat(chunks).toString('utf8');
    this.heard.push(body);
    const call = offersTools.test(body) && !bringsResults.test(body) ? this.call : undefined;
    const streams = path.endsWith(':streamGenerateContent') || /"stream"\s*:\s*true/.test(body);
    if (whole && !streams) {
      const answer = JSON.stringify(whole(++this.serial, call));
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const line of stream(++this.serial, call)) response.write(line);
    response.end();
  }
}
