import { beginEvents, sendEvent, sendJson, type Protocol } from './protocol.ts';
import type { Piece } from './scenario.ts';

interface Part {
  readonly text?: string;
  readonly functionCall?: { readonly name: string };
  readonly functionResponse?: { readonly id?: string; readonly name: string; readonly response?: unknown };
}
interface Request {
  readonly contents?: readonly { readonly role?: string; readonly parts?: readonly Part[] }[];
  readonly tools?: readonly { readonly functionDeclarations?: readonly { readonly name: string }[] }[];
  readonly generationConfig?: { readonly responseMimeType?: string };
}

const METHOD = /:(generateContent|streamGenerateContent)$/;
/** Satisfies each of the questions that Gemini CLI asks for an answer in JSON. */
const CHOICE = {
  reasoning: 'scripted',
  model_choice: 'flash',
  complexity_reasoning: 'scripted',
  complexity_score: 1,
  next_speaker: 'user',
};

/** `generateContent` of Google's Gemini API. */
export const geminiContent: Protocol = {
  errand: (pathname) => (pathname.endsWith(':countTokens') ? { totalTokens: 1 } : undefined),
  asks: (pathname) => METHOD.test(pathname),
  read: (body, pathname) => {
    const { contents = [], tools = [], generationConfig } = body as Request;
    const isErrand = generationConfig?.responseMimeType === 'application/json';
    const offered = tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(({ name }) => name));
    return {
      model: 'mock',
      stream: METHOD.exec(pathname)?.[1] === 'streamGenerateContent',
      tools: isErrand ? [] : offered,
      conversation: contents.flatMap(({ role, parts = [] }) => piecesOf(role, parts)),
    };
  },
  write: (response, turn, { stream, tools }, serial) => {
    const text = tools.length === 0 ? JSON.stringify(CHOICE) : turn;
    const parts =
      typeof text === 'string'
        ? [{ text }]
        : text.map(({ name, input }, index) => ({
            functionCall: { id: `call_${serial}_${index}`, name, args: input },
          }));
    const answer = {
      candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
      modelVersion: 'mock',
      responseId: `response_${serial}`,
    };
    if (!stream) return sendJson(response, answer);
    beginEvents(response);
    sendEvent(response, answer);
    response.end();
  },
};

function piecesOf(role: string | undefined, parts: readonly Part[]): Piece[] {
  if (role === 'model') return [{ kind: parts.some(({ functionCall }) => functionCall) ? 'called' : 'other' }];
  const results = parts.flatMap(({ functionResponse }): Piece[] => {
    if (!functionResponse) return [];
    const { id, name, response } = functionResponse;
    return [{ kind: 'result', id: id ?? name, result: { isError: false, text: JSON.stringify(response) } }];
  });
  return [...results, { kind: 'said', texts: parts.map(({ text }) => text ?? '') }];
}
