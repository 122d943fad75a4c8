import type { Readable } from 'node:stream';

/**
 * The lines of a text that comes in pieces, without those that are empty. Errors of the stream are thrown, and so is what is not
 * UTF-8: read as a replacement character it could stand for one.
 */
export async function* textLines(input: Readable): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const piece of input) {
    const lines = (rest + decoder.decode(piece as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}
