import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { AuditLog } from '../audit/auditLog.ts';
import { EXPORT_FORMATS, EXPORT_TYPES, exportEntries } from '../audit/export.ts';
import { EXPORT_LEVELS, redactEntry } from '../audit/exportRedaction.ts';
import { entryFilterSchema } from './auditQuerySchemas.ts';
import { sendJson, type Route } from '../intake/httpServer.ts';
import { VERSION } from '../protocol/version.ts';

/** Characters that are sent at once, and how many such pieces are made before they are asked for. */
const PIECE = 65_536;
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
      const { format, level, ...filter } = asked.data;
      const redact = redactEntry(level);
      const entries = map(await log.select(filter), (part) => ('record' in part ? redact(part) : part));
      response.writeHead(200, { 'content-type': EXPORT_TYPES[format] });
      try {
        await pipeline(Readable.from(joined(exportEntries(entries, format, VERSION)), AHEAD), response);
      } catch (error) {
        if (!isGone(error)) throw error; // whoever read has enough
      }
    },
  };
}

function* map<T>(items: Iterable<T>, change: (item: T) => T): Generator<T, void> {
  for (const item of items) yield change(item);
}

/** Larger pieces of the same text: what is sent costs by the piece. */
function* joined(pieces: Iterable<string>): Generator<string, void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
