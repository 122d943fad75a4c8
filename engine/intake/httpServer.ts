import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BadBody, readBody } from './requestBody.ts';

/** Which of the engine's tokens opens a route; `open` routes answer nothing worth protecting. */
export type Scope = 'open' | 'hooks' | 'control';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Exact path, or a prefix when it ends in `/`. */
  readonly path: string;
  readonly scope: Scope;
  /** Bytes; larger bodies are answered with 413. */
  readonly maxBody: number;
  handle(request: RouteRequest, response: ServerResponse): Promise<void>;
  /** Answers a body that could not be taken, where a bare status is not enough. */
  refuse?(headers: IncomingMessage['headers'], url: URL, response: ServerResponse, bad: BadBody): Promise<void>;
}
export interface RouteRequest {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Aborts when the caller goes away before it was answered. */
  readonly signal: AbortSignal;
}

export interface HttpServerParts {
  /** Sent with every answer but those of `open` routes, so that callers know whom they talk to. */
  readonly proof: string;
  /** Served from the moment the port is bound. */
  readonly first: readonly Route[];
  /** Served once they are there; requests for them wait until then. */
  readonly routes: Promise<readonly Route[]>;
  /** Does this bearer token open that scope? Compares in constant time. */
  readonly admits: (token: string, scope: Scope) => boolean;
  /** A request that was turned away, for the record. */
  readonly onRefused: (status: number, reason: string, path: string) => void;
}

/** Refusals per minute that are answered in full and recorded; the rest get a bare 429. */
const REFUSALS_PER_MINUTE = 60;

/**
 * HTTP for this machine's own processes only: bound to loopback by the caller, Host must name loopback (DNS
 * rebinding), any Origin is a web page and refused, bearer token per scope, body limit, no CORS.
 */
export function createHttpServer(parts: HttpServerParts): Server {
  let refusals: number[] = [];
  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, reason: string): void => {
    const now = performance.now();
    refusals = refusals.filter((at) => at > now - 60_000);
    const flooded = refusals.length >= REFUSALS_PER_MINUTE;
    if (!flooded) {
      refusals.push(now);
      parts.onRefused(status, reason, request.url?.split('?')[0] ?? '');
    }
    request.resume();
    sendJson(response, flooded ? 429 : status, {
      error: { code: flooded ? 'too-many' : `http-${status}`, message: reason },
    });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = trespass(request);
    if (refusal) return refuse(request, response, 403, refusal);
    const url = parsedUrl(request.url ?? '/');
    if (!url) return refuse(request, response, 400, 'The request names no path.');
    const route = find(parts.first, url) ?? find(await parts.routes, url);
    if (!route) return refuse(request, response, 404, `There is nothing at ${url.pathname}.`);
    if (route.method !== request.method)
      return refuse(request, response, 405, `Use ${route.method} for ${url.pathname}.`);
    if (route.scope !== 'open' && !parts.admits(bearer(request), route.scope)) {
      return refuse(
        request,
        response,
        401,
        'Wrong or missing token. The token is in engine.json in the Oktsec home directory.',
      );
    }
    if (route.scope !== 'open') response.setHeader('oktsec-proof', parts.proof);
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const body = await readBody(request, route.maxBody);
    if (body instanceof BadBody) {
      if (route.refuse) return route.refuse(request.headers, url, response, body);
      return refuse(request, response, body.status, body.problem);
    }
    await route.handle({ url, headers: request.headers, body, signal: gone.signal }, response);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      parts.onRefused(500, message, request.url?.split('?')[0] ?? '');
      if (!response.headersSent) sendJson(response, 500, { error: { code: 'internal', message } });
      else response.destroy();
    });
  });
  server.requestTimeout = 0; // A held call waits as long as its own deadline says.
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 60_000;
  return server;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function find(routes: readonly Route[], url: URL): Route | undefined {
  return routes.find((r) => (r.path.endsWith('/') ? url.pathname.startsWith(r.path) : url.pathname === r.path));
}

function parsedUrl(path: string): URL | undefined {
  try {
    return new URL(path, 'http://127.0.0.1');
  } catch {
    return undefined;
  }
}

function trespass(request: IncomingMessage): string | undefined {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost')
    return `The Host header "${host.slice(0, 80)}" is not this machine's loopback.`;
  if (request.headers.origin !== undefined)
    return 'Web pages have no business here: requests with an Origin header are refused.';
  return undefined;
}

function bearer(request: IncomingMessage): string {
  const header = request.headers.authorization ?? '';
  return header.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : '';
}
