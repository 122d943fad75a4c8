import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing that the model wants to do. */
export interface ToolUse {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the model answers in one turn: words, or tool calls that the client makes side by side. */
export type Turn = string | readonly ToolUse[];

/** The model's turns in order. A function runs when its turn comes: to do something to the world in between. */
export type Scenario = readonly (Turn | (() => Turn | Promise<Turn>))[];

/** What the client reported back about a tool call. */
export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
}

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly content?: string | Block[];
  readonly is_error?: boolean;
}
interface Message {
  readonly role: string;
  readonly content: string | Block[];
}
interface MessagesRequest {
  readonly model?: string;
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly messages?: readonly Message[];
}

/**
 * The Anthropic Messages API on loopback, playing scripted scenarios, each the answer to one prompt. Which turn is next
 * follows from the conversation that the client sends, so a repeated or parallel request does no harm.
 */
export class MockAnthropic {
  readonly url: string;
  readonly #server: http.Server;
  /** Results by tool call id, in the order in which they first came. */
  readonly #results = new Map<string, ToolResult>();
  readonly #unexpected: string[] = [];

  private constructor(server: http.Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(scenarios: Readonly<Record<string, Scenario>>): Promise<MockAnthropic> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mock = new MockAnthropic(server);
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      mock.#answer(scenarios, request, response).catch((error: unknown) => {
        mock.#unexpected.push(String(error));
        response.writeHead(500).end();
      });
    });
    return mock;
  }

  /** What the client told the model about its tool calls so far. */
  get results(): readonly ToolResult[] {
    return [...this.#results.values()];
  }

  /** Requests that no scenario answers and errors in scenarios: a test that saw any proved something else. */
  get unexpected(): readonly string[] {
    return this.#unexpected;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(
    scenarios: Readonly<Record<string, Scenario>>,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (pathname.endsWith('/count_tokens')) return sendJson(response, { input_tokens: 1 });
    if (!pathname.endsWith('/v1/messages')) {
      response.writeHead(pathname === '/' ? 200 : 404).end('{}');
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as MessagesRequest;
    // Requests without tools are the client's own errands, such as naming the session.
    const turn = body.tools?.length ? await this.#turn(scenarios, body.messages ?? []) : 'ok';
    const message = toMessage(turn, body.model ?? 'mock');
    if (body.stream) sendEvents(response, message);
    else sendJson(response, message);
  }

  async #turn(scenarios: Readonly<Record<string, Scenario>>, messages: readonly Message[]): Promise<Turn> {
    for (const block of messages.flatMap(blocksOf))
      if (block.type === 'tool_result') this.#note(block as Block & { readonly tool_use_id: string });
    const promptOf = (message: Message) => textsOf(message).find((text) => text in scenarios);
    const at = messages.findLastIndex((message) => message.role === 'user' && promptOf(message) !== undefined);
    const asked = messages[at];
    const scenario = asked && scenarios[promptOf(asked) ?? ''];
    if (!scenario) {
      this.#unexpected.push(`no scenario answers: ${textOf(messages.at(-1)?.content ?? '').slice(0, 200)}`);
      return 'There is no such scenario.';
    }
    const done = messages.slice(at + 1).filter((m) => blocksOf(m).some((block) => block.type === 'tool_use')).length;
    const turn = scenario[done] ?? 'done';
    return typeof turn === 'function' ? turn() : turn;
  }

  #note(block: Block & { readonly tool_use_id: string }): void {
    this.#results.set(block.tool_use_id, { isError: block.is_error === true, text: textOf(block.content ?? '') });
  }
}

function blocksOf(message: Message): Block[] {
  return Array.isArray(message.content) ? message.content : [];
}

/** The texts of a message, each by itself: the client adds reminders of its own beside the prompt. */
function textsOf({ content }: Message): string[] {
  const texts = typeof content === 'string' ? [content] : content.map((block) => block.text ?? '');
  return texts.map((text) => text.trim());
}

function textOf(content: string | readonly Block[]): string {
  return typeof content === 'string' ? content : content.map((block) => block.text ?? '').join('\n');
}

let serial = 0;

function toMessage(turn: Turn, model: string) {
  const id = ++serial;
  const content =
    typeof turn === 'string'
      ? [{ type: 'text' as const, text: turn }]
      : turn.map((use, index) => ({ type: 'tool_use' as const, id: `toolu_${id}_${index}`, ...use }));
  return {
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: typeof turn === 'string' ? 'end_turn' : 'tool_use',
    stop_sequence: null,
    usage: { input_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
  };
}

function sendJson(response: http.ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The same message as the server-sent events of a streaming answer, each block in one delta. */
function sendEvents(response: http.ServerResponse, message: ReturnType<typeof toMessage>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, data: object) => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  send('message_start', { message: { ...message, content: [], stop_reason: null } });
  for (const [index, block] of message.content.entries()) {
    const isText = block.type === 'text';
    send('content_block_start', { index, content_block: isText ? { ...block, text: '' } : { ...block, input: {} } });
    const delta = isText
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
    send('content_block_delta', { index, delta });
    send('content_block_stop', { index });
  }
  send('message_delta', { delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: message.usage });
  send('message_stop', {});
  response.end();
}
