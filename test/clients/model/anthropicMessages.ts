import { beginEvents, sendEvent, sendJson, type Protocol } from './protocol.ts';
import type { Piece, Turn } from './scenario.ts';

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly content?: string | Block[];
  readonly is_error?: boolean;
  readonly tool_use_id?: string;
}
interface Message {
  readonly role: string;
  readonly content: string | Block[];
}
interface Request {
  readonly model?: string;
  readonly stream?: boolean;
  readonly tools?: readonly { readonly name: string }[];
  readonly messages?: readonly Message[];
}

/** The Messages API of Anthropic. */
export const anthropicMessages: Protocol = {
  errand: (pathname) => (pathname.endsWith('/count_tokens') ? { input_tokens: 1 } : undefined),
  asks: (pathname) => pathname.endsWith('/v1/messages'),
  read: (body) => {
    const { model = 'mock', stream = false, tools = [], messages = [] } = body as Request;
    return { model, stream, tools: tools.map(({ name }) => name), conversation: messages.flatMap(piecesOf) };
  },
  write: (response, turn, { model, stream }, serial) => {
    const message = toMessage(turn, model, serial);
    if (!stream) return sendJson(response, message);
    beginEvents(response);
    for (const event of eventsOf(message)) sendEvent(response, event, event.type);
    response.end();
  },
};

function piecesOf({ role, content }: Message): Piece[] {
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  if (role === 'assistant') return [{ kind: blocks.some(({ type }) => type === 'tool_use') ? 'called' : 'other' }];
  const results = blocks
    .filter(({ type }) => type === 'tool_result')
    .map((block): Piece => {
      const result = { isError: block.is_error === true, text: textOf(block.content ?? '') };
      return { kind: 'result', id: block.tool_use_id ?? '', result };
    });
  return [...results, { kind: 'said', texts: blocks.map(({ text }) => text ?? '') }];
}

function textOf(content: string | readonly Block[]): string {
  return typeof content === 'string' ? content : content.map((block) => block.text ?? '').join('\n');
}

function toMessage(turn: Turn, model: string, serial: number) {
  const content =
    typeof turn === 'string'
      ? [{ type: 'text' as const, text: turn }]
      : turn.map((use, index) => ({ type: 'tool_use' as const, id: `toolu_${serial}_${index}`, ...use }));
  return {
    id: `msg_${serial}`,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: typeof turn === 'string' ? 'end_turn' : 'tool_use',
    stop_sequence: null,
    usage: { input_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
  };
}

/** The same message as the events of a streaming answer, each block in one delta. */
function* eventsOf(message: ReturnType<typeof toMessage>): Generator<{ type: string }> {
  yield { type: 'message_start', message: { ...message, content: [], stop_reason: null } } as { type: string };
  for (const [index, block] of message.content.entries()) {
    const isText = block.type === 'text';
    const begin = isText ? { ...block, text: '' } : { ...block, input: {} };
    const delta = isText
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
    yield { type: 'content_block_start', index, content_block: begin } as { type: string };
    yield { type: 'content_block_delta', index, delta } as { type: string };
    yield { type: 'content_block_stop', index } as { type: string };
  }
  const { stop_reason, usage } = message;
  yield { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage } as { type: string };
  yield { type: 'message_stop' };
}
