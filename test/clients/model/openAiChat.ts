import { beginEvents, sendEvent, sendJson, type Protocol } from './protocol.ts';
import type { Piece } from './scenario.ts';

interface Message {
  readonly role: string;
  readonly content?: string | null | readonly { readonly text?: string }[];
  readonly tool_calls?: readonly unknown[];
  readonly tool_call_id?: string;
}
interface Request {
  readonly model?: string;
  readonly stream?: boolean;
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly messages?: readonly Message[];
}

/** The chat completions that OpenAI began with and many others speak. */
export const openAiChat: Protocol = {
  errand: (pathname) =>
    pathname.endsWith('/models') ? { object: 'list', data: [{ id: 'mock', object: 'model' }] } : undefined,
  asks: (pathname) => pathname.endsWith('/chat/completions'),
  read: (body) => {
    const { model = 'mock', stream = false, tools = [], messages = [] } = body as Request;
    const names = tools.map((tool) => tool.function.name);
    return { model, stream, tools: names, conversation: messages.map(pieceOf) };
  },
  write: (response, turn, { model, stream }, serial) => {
    const calls = typeof turn === 'string' ? [] : turn;
    const tool_calls = calls.map(({ name, input }, index) => ({
      index,
      id: `call_${serial}_${index}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }));
    const content = typeof turn === 'string' ? turn : null;
    const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const message = { role: 'assistant', content, ...(calls.length > 0 && { tool_calls }) };
    const base = { id: `chat_${serial}`, created: 1, model };
    if (!stream) {
      const choices = [{ index: 0, finish_reason, message }];
      return sendJson(response, { ...base, object: 'chat.completion', choices, usage });
    }
    beginEvents(response);
    const send = (choices: object[], extra: object = {}) => {
      sendEvent(response, { ...base, object: 'chat.completion.chunk', choices, ...extra });
    };
    send([{ index: 0, delta: message, finish_reason: null }]);
    send([{ index: 0, delta: {}, finish_reason }]);
    send([], { usage });
    response.end('data: [DONE]\n\n');
  },
};

function pieceOf({ role, content, tool_calls, tool_call_id }: Message): Piece {
  if (role === 'assistant') return { kind: tool_calls?.length ? 'called' : 'other' };
  const texts = typeof content === 'string' ? [content] : (content ?? []).map(({ text }) => text ?? '');
  if (role === 'tool') {
    return { kind: 'result', id: tool_call_id ?? '', result: { isError: false, text: texts.join('\n') } };
  }
  return role === 'user' ? { kind: 'said', texts } : { kind: 'other' };
}
