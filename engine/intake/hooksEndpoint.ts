import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../protocol/verdict.ts';
import type { HookAnswer } from '../clients/types.ts';
import { judgeEvent, MAX_EVENT_BYTES, refusedEvent, type HookEventParts } from './hookEvent.ts';
import { sendJson, type Route, type RouteRequest } from './httpServer.ts';
import { BadBody } from './requestBody.ts';

/** The hook command takes an engine that is silent three times as long for one that hangs, and has the call judged elsewhere. */
const SIGN_OF_LIFE_MS = 5_000;

export interface HooksEndpointParts extends HookEventParts {
  readonly mode: () => Mode;
  /** An event that could not be judged, for the record. */
  readonly onBadEvent: (client: string, problem: string) => Promise<void>;
}

/**
 * `POST /hooks/event`: one event of a client, judged; the answer in the client's own words. The client's name is
 * in `X-Oktsec-Client` or `?client=`, Claude Code if neither. Callers with `X-Oktsec-Hook: 1` (the hook command)
 * get status 200, the exit code in `Oktsec-Exit`, and the text for stdout (0) or stderr (2) as the body; while a call
 * is held, `102 Processing` every few seconds comes first.
 */
export class HooksEndpoint implements Route {
  readonly method = 'POST';
  readonly path = '/hooks/event';
  readonly scope = 'hooks';
  readonly maxBody = MAX_EVENT_BYTES;

  constructor(private readonly parts: HooksEndpointParts) {}

  async handle({ url, headers, body, signal }: RouteRequest, response: ServerResponse): Promise<void> {
    const client = clientName(headers, url);
    const byHook = isHookCommand(headers);
    const named = this.parts.adapterFor(client);
    if (!byHook && named && !named.httpAnswer) {
      const problem = `${named.name} takes its answers from the hook command only.`;
      return this.refuse(headers, url, response, new BadBody(400, problem));
    }
    const judging = judgeEvent(this.parts, client, body, { method: 'token', trusted: true }, signal);
    const judged = await (byHook ? withSignsOfLife(response, judging) : judging);
    if (judged instanceof BadBody) return this.refuse(headers, url, response, judged);
    if (signal.aborted) return;
    const { adapter, call, decision } = judged;
    if (byHook) sendHookAnswer(response, adapter.hookAnswer(call, decision));
    else sendJson(response, 200, (adapter.httpAnswer ?? named?.httpAnswer)?.(call, decision) ?? {});
  }

  /** A body that never became an event. Recorded; the hook command denies in enforce mode and lets pass in observe. */
  async refuse(headers: IncomingMessage['headers'], url: URL, response: ServerResponse, bad: BadBody): Promise<void> {
    const client = clientName(headers, url);
    await this.parts.onBadEvent(client, bad.problem);
    if (isHookCommand(headers)) {
      sendHookAnswer(response, refusedEvent(this.parts.adapterFor(client), this.parts.mode(), bad.problem));
    } else if (url.searchParams.has('client') && this.parts.mode() === 'observe') {
      // A client that posts its events itself stops the call on any other status.
      sendJson(response, 200, { systemMessage: `Oktsec could not judge this call: ${bad.problem}` });
    } else {
      sendJson(response, bad.status, {
        error: { code: bad.status === 413 ? 'too-large' : 'bad-event', message: bad.problem },
      });
    }
  }
}

function clientName(headers: IncomingMessage['headers'], url: URL): string {
  const header = headers['x-oktsec-client'];
  return (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get('client') ?? 'claude-code';
}

function isHookCommand(headers: IncomingMessage['headers']): boolean {
  return headers['x-oktsec-hook'] === '1';
}

function sendHookAnswer(response: ServerResponse, answer: HookAnswer): void {
  const body = answer.exit === 0 ? answer.stdout : answer.stderr;
  response.sendDate = false; // A shell reads this byte by byte.
  response.writeHead(200, {
    'content-length': Buffer.byteLength(body),
    'oktsec-exit': String(answer.exit),
    connection: 'close',
  });
  response.end(body);
}

/** While the answer is waited for, the caller sees that this engine still runs. */
async function withSignsOfLife<T>(response: ServerResponse, answer: Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    if (!response.headersSent && !response.destroyed) response.writeProcessing();
  }, SIGN_OF_LIFE_MS);
  try {
    return await answer;
  } finally {
    clearInterval(timer);
  }
}
