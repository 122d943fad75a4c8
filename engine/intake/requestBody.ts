import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** Deeper JSON than any client sends; recursion over it must stay far from the stack's end. */
const MAX_DEPTH = 100;

/** A body that cannot be taken, with the HTTP status that says so. */
export class BadBody {
  constructor(
    readonly status: 400 | 413,
    readonly problem: string,
  ) {}
}

/** The whole body, or why not. A body over the limit is read to its end but not kept, so the caller hears the answer. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | BadBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      if (size > maxBytes) resolve(new BadBody(413, `The event is larger than ${maxBytes} bytes.`));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= 16 * maxBytes) return;
      done();
      request.destroy();
    });
    request.on('end', done).on('error', reject);
  });
}

const UTF8 = new TextDecoder('utf-8');

/** JSON from bytes that must be UTF-8 and not nested without end. */
export function parseJson(body: Uint8Array): { readonly value: unknown } | BadBody {
  if (!isUtf8(body)) return new BadBody(400, 'The event is not valid UTF-8.');
  const text = UTF8.decode(body);
  if (depthOf(text) > MAX_DEPTH) return new BadBody(400, `The event is nested deeper than ${MAX_DEPTH} levels.`);
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return new BadBody(
      400,
      `The event is not valid JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}.`,
    );
  }
}

/** Nesting of brackets outside strings; exact for valid JSON, an estimate for the rest. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        i = stringEnd(text, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > deepest) deepest = depth;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
    }
  }
  return deepest;
}

/** Offset of the quote that ends the string which begins at `start`; that of the text's end if none does. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
