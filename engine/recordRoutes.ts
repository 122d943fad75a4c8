import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AuditLog } from './audit/auditLog.ts';
import type { Route } from './intake/httpServer.ts';

/** Streams over the log: all entries as JSON Lines for verification, and exports. */
export function recordRoutes(log: AuditLog): readonly Route[] {
  const route = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    scope: 'control',
    maxBody: 0,
    handle,
  });
  return [
    route('/api/entries', async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      for (const entry of log.entries()) await write(response, `${JSON.stringify(entry)}\n`);
      response.end();
    }),
  ];
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed) throw new Error('the reader went away');
  if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
