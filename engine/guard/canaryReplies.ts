import type { ModelApi, ModelCall } from '../clients/headless.ts';

/** What stands for the model of one kind of client. */
export interface Wire {
  /** Paths at which turns are asked for. */
  readonly path: RegExp;
  /** In a request: tools to choose from, and what became of an earlier call. */
  readonly offersTools: RegExp;
  readonly bringsResults: RegExp;
  /** One turn, as lines of a stream: the call, or a word at the end. */
  readonly stream: (serial: number, call: ModelCall | undefined) => readonly string[];
  /** The same in one piece, where a client may ask for that. */
  readonly whole?: (serial: number, call: ModelCall | undefined) => unknown;
}

const MODEL = 'oktsec-canary';

export const WIRES: Readonly<Record<ModelApi, Wire>> = {
  messages: {
    path: /\/messages$/,
    offersTools: /"tools"\s*:\s*\[\s*\{/,
    bringsResults: /"tool_result"/,
    stream: (serial, call) => messageEvents(serial, call).map(named),
  },
  responses: {
    path: /\/responses$/,
    offersTools: /"tools"\s*:\s*\[\s*\{/,
    bringsResults: /"function_call_output"/,
    stream: (serial, call) => responseEvents(serial, call).map(named),
  },
  chat: {
    path: /\/chat\/completions$/,
    offersTools: /"tools"\s*:\s*\[\s*\{/,
    bringsResults: /"role"\s*:\s*"tool"/,
    stream: (serial, call) => [...chatChunks(serial, call).map(plain), 'data: [DONE]\n\n'],
    whole: chatCompletion,
  },
  contents: {
    path: /:(?:streamGenerateContent|generateContent)$/,
    offersTools: /"functionDeclarations"\s*:\s*\[\s*\{/,
    bringsResults: /"functionResponse"/,
    stream: (serial, call) => [plain(content(serial, call))],
    whole: content,
  },
};

type StreamEvent = Readonly<Record<string, unknown>> & { readonly type: string };

function named(event: StreamEvent): string {
  return `event: ${event.type}\n${plain(event)}`;
}

function plain(event: unknown): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

function messageEvents(serial: number, call: ModelCall | undefined): StreamEvent[] {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = {
    id: `msg_${serial}`,
    type: 'message',
    role: 'assistant',
    model: MODEL,
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
  const base = { id: `resp_${serial}`, object: 'response', created_at: 1, model: MODEL };
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

function chatChunks(serial: number, call: ModelCall | undefined): unknown[] {
  const base = { id: `chat_${serial}`, object: 'chat.completion.chunk', created: 1, model: MODEL };
  const { message, finish_reason, usage } = chatParts(serial, call);
  return [
    { ...base, choices: [{ index: 0, delta: message, finish_reason: null }] },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason }] },
    { ...base, choices: [], usage },
  ];
}

function chatCompletion(serial: number, call: ModelCall | undefined): unknown {
  const { message, finish_reason, usage } = chatParts(serial, call);
  const base = { id: `chat_${serial}`, object: 'chat.completion', created: 1, model: MODEL };
  return { ...base, choices: [{ index: 0, message, finish_reason }], usage };
}

function chatParts(serial: number, call: ModelCall | undefined) {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  if (!call) return { message: { role: 'assistant', content: 'done' }, finish_reason: 'stop', usage };
  const { name, input } = call;
  const tool_calls = [
    { index: 0, id: `call_${serial}`, type: 'function', function: { name, arguments: JSON.stringify(input) } },
  ];
  return { message: { role: 'assistant', content: null, tool_calls }, finish_reason: 'tool_calls', usage };
}

/** Satisfies the questions that Gemini CLI asks beside its turns, which want JSON. */
const CHOICE = JSON.stringify({
  reasoning: 'a test',
  model_choice: 'flash',
  complexity_score: 1,
  next_speaker: 'user',
});

function content(serial: number, call: ModelCall | undefined): unknown {
  const part = call ? { functionCall: { id: `call_${serial}`, name: call.name, args: call.input } } : { text: CHOICE };
  return {
    candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
    modelVersion: MODEL,
    responseId: `response_${serial}`,
  };
}
