import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { LogPart } from '../protocol/audit.ts';
import { readParts } from './readParts.ts';
import { textLines } from './textLines.ts';

export const ARCHIVE_SUFFIX = '.jsonl.gz';

/** Entries between two chances for others to run. */
const SLICE = 64;

/** `oktsec-<first>-<last>.jsonl.gz`, with numbers that sort. */
export function archiveName(first: number, last: number): string {
  const [from, to] = [first, last].map((seq) => String(seq).padStart(12, '0'));
  return `oktsec-${from}-${to}${ARCHIVE_SUFFIX}`;
}

/** Writes entries, with certificates and the bridges before and after them, one JSON object per line, compressed. Durable on return. */
export async function writeArchive(file: string, parts: Iterable<LogPart>): Promise<void> {
  const directory = path.dirname(file);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  try {
    await pipeline(Readable.from(lines(parts)), createGzip(), createWriteStream(partial, { mode: 0o600 }));
    sync(partial);
    renameSync(partial, file);
    if (process.platform !== 'win32') sync(directory);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** What an archive holds, as it was parsed. Throws if it was cut off or is not compressed. */
export function readArchive(file: string): AsyncGenerator<unknown, void> {
  return readParts(textLines(unpacked(file)));
}

/** An archive's text. That it was cut off shows as an error of the stream. */
export function unpacked(file: string): Readable {
  const text = createGunzip();
  createReadStream(file)
    .on('error', (error) => text.destroy(error))
    .pipe(text);
  return text;
}

async function* lines(parts: Iterable<LogPart>): AsyncGenerator<string, void> {
  let text = '';
  let count = 0;
  for (const part of parts) {
    text += `${JSON.stringify(part)}\n`;
    if (++count % SLICE > 0) continue;
    yield text;
    text = '';
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (text !== '') yield text;
}

function sync(name: string): void {
  const fd = openSync(name, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
