import { beginEvents, sendEvent, sendJson, type Protocol } from './protocol.ts';
import type { Piece, Turn } from './scenario.ts';

interface Item {
  readonly type?: string;
  readonly role?: string;
  readonly content?: string | readonly { readonly text?: string }[];
  readonly call_id?: string;
  readonly output?: unknown;
}
interface Request {
  readonly model?: string;
  readonly stream?: boolean;
  readonly tools?: readonly { readonly name?: string; readonly type: string }[];
  readonly input?: string | readonly Item[];
}

/** The Responses API of OpenAI. */
export const openAiResponses: Protocol = {
  asks: (pathname) => pathname.endsWith('/responses'),
  read: (body) => {
    const { model = 'mock', stream = false, tools = [], input = [] } = body as Request;
    const items = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
    return {
      model,
      stream,
      tools: tools.map(({ name, type }) => name ?? type),
      conversation: items.map(pieceOf).filter(isNewRound),
    };
  },
  write: (response, turn, { model, stream }, serial) => {
    const output = outputOf(turn, serial);
    const begun = { id: `resp_${serial}`, object: 'response', created_at: 1, model, status: 'in_progress', output: [] };
    const usage = {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    };
    const done = { ...begun, status: 'completed', output, usage };
    if (!stream) return sendJson(response, done);
    beginEvents(response);
    const send = (type: string, data: object) => sendEvent(response, { type, ...data }, type);
    send('response.created', { response: begun });
    for (const [output_index, item] of output.entries()) {
      send('response.output_item.added', { output_index, item });
      if (typeof turn === 'string') {
        send('response.output_text.delta', { item_id: item.id, output_index, content_index: 0, delta: turn });
      }
      send('response.output_item.done', { output_index, item });
    }
    send('response.completed', { response: done });
    response.end();
  },
};

function pieceOf({ type = 'message', role, content = '', call_id = '', output }: Item): Piece {
  if (type.endsWith('_output')) {
    const text = typeof output === 'string' ? output : JSON.stringify(output);
    return { kind: 'result', id: call_id, result: { isError: false, text } };
  }
  if (type.endsWith('_call')) return { kind: 'called' };
  if (type !== 'message' || role !== 'user') return { kind: 'other' };
  return { kind: 'said', texts: typeof content === 'string' ? [content] : content.map(({ text }) => text ?? '') };
}

/** Each call of a round is an item of its own. */
function isNewRound(piece: Piece, index: number, all: readonly Piece[]): boolean {
  return piece.kind !== 'called' || all[index - 1]?.kind !== 'called';
}

function outputOf(turn: Turn, serial: number): { readonly id: string }[] {
  if (typeof turn === 'string') {
    const content = [{ type: 'output_text', text: turn, annotations: [] }];
    return [{ type: 'message', id: `msg_${serial}`, role: 'assistant', status: 'completed', content }] as never;
  }
  return turn.map(({ name, input }, index) => ({
    type: 'function_call',
    id: `fc_${serial}_${index}`,
    call_id: `call_${serial}_${index}`,
    name,
    arguments: JSON.stringify(input),
    status: 'completed',
  }));
}
