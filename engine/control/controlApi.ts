import type { ServerResponse } from 'node:http';
import type { Method, Reply, Request } from '../protocol/api.ts';
import { REQUEST_SCHEMAS } from './apiSchemas.ts';
import { sendJson, type Route, type RouteRequest } from '../intake/httpServer.ts';
import { BadBody, parseJson } from '../intake/requestBody.ts';

/** One function per method of the control API. */
export type Handlers = { readonly [M in Method]: (request: Request<M>) => Promise<Reply<M>> | Reply<M> };

/** A request that was understood and is refused; `code` is for programs, the message for people. */
export class ApiRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** `POST /api/<method>`: validates the request, calls its handler, answers 200 with the reply or 4xx with an ApiError. */
export class ControlApi implements Route {
  readonly method = 'POST';
  readonly path = '/api/';
  readonly scope = 'control';
  readonly maxBody = MAX_REQUEST_BYTES;

  constructor(private readonly handlers: Handlers) {}

  async handle(request: RouteRequest, response: ServerResponse): Promise<void> {
    const method = request.url.pathname.slice(this.path.length);
    if (!isMethod(method)) return refuse(response, 404, 'no-method', `There is no method "${method.slice(0, 60)}".`);
    const parsed = parseJson(request.body);
    if (parsed instanceof BadBody) return refuse(response, 400, 'bad-request', parsed.problem);
    const schema = REQUEST_SCHEMAS[method].safeParse(parsed.value);
    if (!schema.success) {
      const issue = schema.error.issues[0];
      return refuse(
        response,
        400,
        'bad-request',
        `${method}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`,
      );
    }
    try {
      const handler = this.handlers[method] as (request: unknown) => unknown;
      sendJson(response, 200, await handler(schema.data));
    } catch (error) {
      const code = error instanceof ApiRefusal ? error.code : error instanceof Error ? error.name : 'failed';
      refuse(response, 409, code, error instanceof Error ? error.message : String(error));
    }
  }
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(REQUEST_SCHEMAS, name);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message } });
}
