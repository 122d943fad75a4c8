import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a client asks its model: Anthropic's messages or OpenAI's responses, both streamed. */
export type ModelApi = 'messages' | 'responses';

/** A tool that the model asks for. */
export interface ModelCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const MAX_BODY = 20_000_000;

/**
 * Stands in for the model of a client that is put to the test: asks for one tool call, then ends. Nothing of it leaves
 * this machine, and no account is used.
 */
export class CanaryModel {
  readonly url: string;
  /** The text of every request, which holds what the client says became of the call. */
  readonly heard: string[] = [];
  private serial = 0;

  private constructor(
    private readonly server: Server,
    private readonly api: ModelApi,
    private readonly call: ModelCall,
  ) {
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
    if (request.method !== 'POST' || !path.endsWith(`/${this.api}`)) return void response.writeHead(404).end('{}');
    const body = Buffer.concat(chunks).toString('utf8');
    this.heard.push(body);
    const asks = /"tools"\s*:\s*\[\s*\{/.test(body) && !/"tool_result"|"function_call_output"/.test(body);
    const call = asks ? this.call : undefined;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const events = this.api === 'messages' ? messageEvents(++this.serial, call) : responseEvents(++this.serial, call);
    for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end();
  }
}

type StreamEvent = Readonly<Record<string, unknown>> & { readonly type: string };

function messageEvents(serial: number, call: ModelCall | undefined): StreamEvent[] {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = {
    id: `msg_${serial}`,
    type: 'message',
    role: 'assistant',
    model: 'oktsec-canary',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  const block = call
    ? { type: 'tool_use', id: `toolu_${serial}`, name: call.name, input: {} }
    : { type: 'text', text: '' };
  const delta = call
    ? { type: 'input_json_delta', partial_json: JSON.stringify(call.input) }
    : { type: 'text_delta', text: 'done' };
  return [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: block },
    { type: 'content_block_delta', index: 0, delta },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: call ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage,
    },
    { type: 'message_stop' },
  ];
}

function responseEvents(serial: number, call: ModelCall | undefined): StreamEvent[] {
  const item = call
    ? {
        type: 'function_call',
        id: `fc_${serial}`,
        call_id: `call_${serial}`,
        name: call.name,
        arguments: JSON.stringify(call.input),
        status: 'completed',
      }
    : {
        type: 'message',
        id: `msg_${serial}`,
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'done', annotations: [] }],
      };
  const base = { id: `resp_${serial}`, object: 'response', created_at: 1, model: 'oktsec-canary' };
  const usage = {
    input_tokens: 1,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 1,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 2,
  };
  return [
    { type: 'response.created', response: { ...base, status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', output_index: 0, item },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: { ...base, status: 'completed', output: [item], usage } },
  ];
}
