import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { AuditLog } from '../audit/auditLog.ts';
import { EXPORT_FORMATS, EXPORT_TYPES, exportEntries, exportJson } from '../audit/export.ts';
import { EXPORT_LEVELS, redactEntry } from '../audit/exportRedaction.ts';
import { entryFilterSchema } from './auditQuerySchemas.ts';
import { sendJson, type Route } from '../intake/httpServer.ts';
import { VERSION } from '../protocol/version.ts';

/** Characters that are sent at once, and how many such pieces are made before they are asked for. */
const PIECE = 16_384;
const AHEAD = { highWaterMark: 1 };

const number = z.coerce.number().int().exactOptional();
const query = entryFilterSchema.extend({
  since: number,
  until: number,
  format: z.enum(EXPORT_FORMATS).default('jsonl'),
  level: z.enum(EXPORT_LEVELS).default('full'),
});

/** `GET /api/export?format=…&level=…` and the members of `EntryFilter`: streams entries out of the log, in order. */
export function exportRoute(log: AuditLog): Route {
  return {
    method: 'GET',
    path: '/api/export',
    scope: 'control',
    maxBody: 0,
    handle: async ({ url }, response) => {
      const asked = query.safeParse(Object.fromEntries(url.searchParams));
      if (!asked.success) {
        const { path: where, message: why } = asked.error.issues[0] ?? { path: [], message: 'invalid' };
        const message = `This cannot be exported: ${where.join('.')} ${why}.`;
        return sendJson(response, 400, { error: { code: 'bad-request', message } });
      }
      const text = await exported(log, asked.data);
      response.writeHead(200, { 'content-type': EXPORT_TYPES[asked.data.format] });
      try {
        await pipeline(Readable.from(joined(text), AHEAD), response);
      } catch (error) {
        if (!isGone(error)) throw error; // whoever read has enough
      }
    },
  };
}

async function exported(log: AuditLog, { format, level, ...filter }: z.infer<typeof query>): Promise<Iterable<string>> {
  const isWhole = level === 'full' && Object.keys(filter).length === 0;
  if (isWhole && (format === 'jsonl' || format === 'json')) return exportJson(log.wholeJson(), format);
  const redact = redactEntry(level);
  const parts = map(await log.select(filter), (part) => ('record' in part ? redact(part) : part));
  return exportEntries(parts, format, VERSION);
}

function* map<T>(items: Iterable<T>, change: (item: T) => T): Generator<T, void> {
  for (const item of items) yield change(item);
}

/** Larger pieces of the same text: what is sent costs by the piece. Others get their turn in between. */
async function* joined(pieces: Iterable<string>): AsyncGenerator<string, void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (text !== '') yield text;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
