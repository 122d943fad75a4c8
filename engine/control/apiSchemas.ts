import * as z from 'zod';
import { countsQuerySchema, entryQuerySchema } from './auditQuerySchemas.ts';
import { ATTACHMENTS } from '../protocol/audit.ts';
import type { Method, Request } from '../protocol/api.ts';

const nothing = z.strictObject({});
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const name = z.string().min(1).max(300);

const connect = z.strictObject({
  client: name,
  connect: z.boolean(),
  scope: z.enum(['user', 'project', 'managed']).exactOptional(),
  project: z.string().max(4096).exactOptional(),
  handler: z.enum(['command', 'http']).exactOptional(),
});

/** What each method of the control API takes; typed so that a method without a schema does not compile. */
export const REQUEST_SCHEMAS: { readonly [M in Method]: z.ZodType<Request<M>> } = {
  status: nothing,
  'held.list': z.strictObject({ all: z.boolean().exactOptional() }),
  'held.decide': z.strictObject({ id: name, approve: z.boolean(), by: name }),
  'sessions.list': z.strictObject({
    limit: z.int().min(1).max(1000).exactOptional(),
    before: z.int().exactOptional(),
  }),
  'sessions.get': z.strictObject({ id: name }),
  'agents.list': nothing,
  'agents.suspend': z.strictObject({ name, suspended: z.boolean() }),
  'clients.list': nothing,
  'clients.plan': connect,
  'clients.apply': connect.extend({ expect: z.string().exactOptional() }),
  'clients.prove': z.strictObject({ client: name, real: z.boolean().exactOptional() }),
  'mcp.listed': z.strictObject({
    ...{ client: name, server: name, tools: z.array(z.unknown()).max(10_000) },
    session: name.exactOptional(),
  }),
  'mcp.list': nothing,
  'mcp.approve': z.strictObject({ client: name, server: name, tool: name.exactOptional() }),
  'folders.trust': z.strictObject({
    folders: z.array(z.strictObject({ folder: z.string().min(1).max(4096), trusted: z.boolean() })).max(100),
  }),
  'mode.set': z.strictObject({ mode: z.enum(['observe', 'enforce']) }),
  'audit.verify': nothing,
  'keys.rotate': nothing,
  'audit.forget': z.strictObject({
    session: name.exactOptional(),
    before: z.int().exactOptional(),
    names: z.array(z.enum(ATTACHMENTS)).min(1).exactOptional(),
  }),
  'audit.archive': z.strictObject({ before: z.int() }),
  'audit.witness': z.strictObject({
    kept: z
      .strictObject({
        checkpoint: z.strictObject({
          v: z.literal(1),
          ...{ chain: hex(32), size: z.int().min(1), head: hex(32) },
          ...{ time: z.int(), rules: z.string().max(100), config: z.string().max(100) },
        }),
        ...{ keyId: hex(8), signature: hex(64) },
      })
      .exactOptional(),
  }),
  'audit.query': entryQuerySchema,
  'audit.counts': countsQuerySchema,
  shutdown: nothing,
};
