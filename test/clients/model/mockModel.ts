import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicMessages } from './anthropicMessages.ts';
import { geminiContent } from './geminiContent.ts';
import { openAiChat } from './openAiChat.ts';
import { openAiResponses } from './openAiResponses.ts';
import { sendJson, type Protocol } from './protocol.ts';
import type { Piece, Scenario, ToolResult, Turn } from './scenario.ts';

const PROTOCOLS: readonly Protocol[] = [anthropicMessages, openAiResponses, openAiChat, geminiContent];

/**
 * A model on loopback that plays scripted scenarios, each the answer to one prompt, to clients of any protocol. Which
 * turn is next follows from the conversation that the client sends, so a repeated or parallel request does no harm.
 */
export class MockModel {
  readonly url: string;
  readonly #server: http.Server;
  readonly #scenarios = new Map<string, Scenario>();
  /** Results by tool call id, in the order in which they first came. */
  readonly #results = new Map<string, ToolResult>();
  readonly #unexpected: string[] = [];
  /** When each turn was asked for, in milliseconds since any fixed point. */
  readonly #askedAt: number[] = [];
  #tools: readonly string[] = [];
  #heard = '';
  #serial = 0;

  private constructor(server: http.Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<MockModel> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mock = new MockModel(server);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      mock.#answer(request, response).catch((error: unknown) => {
        mock.#unexpected.push(String(error));
        response.writeHead(500).end();
      });
    });
    return mock;
  }

  /** What the model does when it is given this prompt. Results are noted anew. */
  plays(prompt: string, scenario: Scenario): void {
    this.#results.clear();
    this.#scenarios.set(prompt, scenario);
  }

  /** What the client told the model about its tool calls so far. */
  get results(): readonly ToolResult[] {
    return [...this.#results.values()];
  }

  /** Requests that no scenario answers and errors in scenarios: a test that saw any proved something else. */
  get unexpected(): readonly string[] {
    return this.#unexpected;
  }

  /** When the turns of scenarios were asked for. */
  get askedAt(): readonly number[] {
    return this.#askedAt;
  }

  /** All that the client told the model when it last asked for a turn. */
  get heard(): string {
    return this.#heard;
  }

  /** The tools that the client offered last. */
  get tools(): readonly string[] {
    return this.#tools;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname } = new URL(request.url ?? '/', this.url);
    for (const protocol of PROTOCOLS) {
      const errand = protocol.errand?.(pathname);
      if (errand !== undefined) return sendJson(response, errand);
    }
    const protocol = PROTOCOLS.find((each) => each.asks(pathname));
    if (!protocol) {
      response.writeHead(pathname === '/' ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const text = Buffer.concat(chunks).toString();
    const asked = protocol.read(JSON.parse(text), pathname);
    if (asked.tools.length === 0) return protocol.write(response, 'ok', asked, ++this.#serial);
    this.#tools = asked.tools;
    this.#heard = text;
    this.#askedAt.push(at);
    protocol.write(response, await this.#turn(asked.conversation), asked, ++this.#serial);
  }

  async #turn(conversation: readonly Piece[]): Promise<Turn> {
    for (const piece of conversation) if (piece.kind === 'result') this.#results.set(piece.id, piece.result);
    const at = conversation.findLastIndex((piece) => this.#scenarioFor(piece) !== undefined);
    const piece = conversation[at];
    const scenario = piece && this.#scenarioFor(piece);
    if (!scenario) {
      this.#unexpected.push(`no scenario answers: ${JSON.stringify(conversation.at(-1)).slice(0, 300)}`);
      return 'There is no such scenario.';
    }
    const turn = scenario[conversation.slice(at + 1).filter(({ kind }) => kind === 'called').length] ?? 'done';
    return typeof turn === 'function' ? turn() : turn;
  }

  /** Clients wrap the prompt, and say things of their own beside it. */
  #scenarioFor(piece: Piece): Scenario | undefined {
    if (piece.kind !== 'said') return undefined;
    const asked = [...this.#scenarios].find(([prompt]) => piece.texts.some((text) => text.includes(prompt)));
    return asked?.[1];
  }
}
