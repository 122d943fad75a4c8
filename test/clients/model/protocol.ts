import type { ServerResponse } from 'node:http';
import type { Asked, Turn } from './scenario.ts';

/** How one maker's clients speak with their model. */
export interface Protocol {
  /** Does this protocol answer requests for this path by itself, without the model? */
  errand?(pathname: string): unknown;
  /** Is this where a client asks for the model's next turn? */
  asks(pathname: string): boolean;
  read(body: unknown, pathname: string): Asked;
  /** Writes the turn as the answer. `serial` is a new number for every answer. */
  write(response: ServerResponse, turn: Turn, asked: Asked, serial: number): void;
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function beginEvents(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
}

/** One server-sent event with JSON in it. */
export function sendEvent(response: ServerResponse, data: unknown, name?: string): void {
  response.write(`${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`);
}
