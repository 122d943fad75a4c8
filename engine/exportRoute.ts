import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Entry } from './protocol/audit.ts';
import type { AuditLog } from './audit/auditLog.ts';
import { EXPORT_FORMATS, EXPORT_TYPES, exportEntries } from './audit/export.ts';
import { sendJson, type Route } from './intake/httpServer.ts';
import { VERSION } from './version.ts';

const query = z.object({ format: z.enum(EXPORT_FORMATS).default('jsonl'), session: z.string().optional() });

/** `GET /api/export?format=...&session=...`: streams entries out of the log, all of them or those of one session. */
export function exportRoute(log: AuditLog): Route {
  return {
    method: 'GET',
    path: '/api/export',
    scope: 'control',
    maxBody: 0,
    handle: async ({ url }, response) => {
      const asked = query.safeParse(Object.fromEntries(url.searchParams));
      if (!asked.success) {
        const message = `The format of an export is one of: ${EXPORT_FORMATS.join(', ')}.`;
        return sendJson(response, 400, { error: { code: 'bad-request', message } });
      }
      const { format, session } = asked.data;
      response.writeHead(200, { 'content-type': EXPORT_TYPES[format] });
      for (const piece of exportEntries(select(log.entries(), session), format, VERSION)) await write(response, piece);
      response.end();
    },
  };
}

function* select(entries: Iterable<Entry>, session: string | undefined): Generator<Entry> {
  for (const entry of entries) if (session === undefined || entry.record.session === session) yield entry;
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed) throw new Error('the reader went away');
  if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
