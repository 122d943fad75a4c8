import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../protocol/verdict.ts';
import type { ClientAdapter, HookAnswer } from '../clients/types.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { sendJson, type Route, type RouteRequest } from './httpServer.ts';
import { BadBody, parseJson } from './requestBody.ts';

/** Largest hook event that is judged, in bytes. */
export const MAX_EVENT_BYTES = 1024 * 1024;
/** A hold ends this long before the client would give up on its hook. */
const MARGIN_MS = 15_000;

export interface HooksEndpointParts {
  readonly pipeline: Pipeline;
  readonly adapterFor: (client: string) => ClientAdapter | undefined;
  readonly mode: () => Mode;
  /** An event that could not be judged, for the record. */
  readonly onBadEvent: (client: string, problem: string) => Promise<void>;
}

/**
 * `POST /hooks/event`: one event of a client, judged; the answer in the client's own words. The client's name is
 * in `X-Oktsec-Client` or `?client=`, Claude Code if neither. Callers with `X-Oktsec-Hook: 1` (the hook command)
 * get status 200, the exit code in `Oktsec-Exit`, and the text for stdout (0) or stderr (2) as the body.
 */
export class HooksEndpoint implements Route {
  readonly method = 'POST';
  readonly path = '/hooks/event';
  readonly scope = 'hooks';
  readonly maxBody = MAX_EVENT_BYTES;

  constructor(private readonly parts: HooksEndpointParts) {}

  async handle(request: RouteRequest, response: ServerResponse): Promise<void> {
    const client = clientName(request.headers, request.url);
    const adapter = this.parts.adapterFor(client);
    if (!adapter) return this.refuse(request.headers, response, client, new BadBody(400, `"${client.slice(0, 40)}" is no client that Oktsec knows.`));
    const parsed = parseJson(request.body);
    if (parsed instanceof BadBody) return this.refuse(request.headers, response, client, parsed);
    const call = adapter.parse(parsed.value, request.body.length);
    if ('problem' in call) return this.refuse(request.headers, response, client, new BadBody(400, call.problem));

    const decision = await this.parts.pipeline.judge(call, {
      identity: { method: 'token', trusted: true },
      signal: request.signal,
      patienceMs: adapter.hookTimeoutSeconds * 1000 - MARGIN_MS,
    });
    if (request.signal.aborted) return;
    if (isHookCommand(request.headers)) sendHookAnswer(response, adapter.hookAnswer(call, decision));
    else sendJson(response, 200, adapter.httpAnswer(call, decision) ?? {});
  }

  /** A body that never became an event. Recorded; the hook command denies in enforce mode and lets pass in observe. */
  async refuse(headers: IncomingMessage['headers'], response: ServerResponse, client: string, bad: BadBody): Promise<void> {
    await this.parts.onBadEvent(client, bad.problem);
    if (!isHookCommand(headers)) {
      sendJson(response, bad.status, { error: { code: bad.status === 413 ? 'too-large' : 'bad-event', message: bad.problem } });
      return;
    }
    const reason = `Oktsec could not judge this call: ${bad.problem}`;
    const adapter = this.parts.adapterFor(client);
    const enforcing = this.parts.mode() === 'enforce';
    const answer: HookAnswer = enforcing
      ? (adapter?.refusal(reason) ?? { exit: 2, stdout: '', stderr: `${reason} It was not let through.` })
      : { exit: 0, stdout: '', stderr: '' };
    sendHookAnswer(response, answer);
  }
}

export function clientName(headers: IncomingMessage['headers'], url: URL): string {
  const header = headers['x-oktsec-client'];
  return (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get('client') ?? 'claude-code';
}

function isHookCommand(headers: IncomingMessage['headers']): boolean {
  return headers['x-oktsec-hook'] === '1';
}

function sendHookAnswer(response: ServerResponse, answer: HookAnswer): void {
  const body = answer.exit === 0 ? answer.stdout : answer.stderr;
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'oktsec-exit': String(answer.exit),
    connection: 'close',
  });
  response.end(body);
}
