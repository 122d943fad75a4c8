import * as z from 'zod';
import { VERDICTS } from '../protocol/verdict.ts';

const name = z.string().min(1).max(500);
const seq = z.int().min(0);

const filter = {
  since: z.int().exactOptional(),
  until: z.int().exactOptional(),
  kind: z.enum(['call', 'outcome', 'approval', 'notice', 'system']).exactOptional(),
  client: name.exactOptional(),
  agent: name.exactOptional(),
  tool: name.exactOptional(),
  verdict: z.enum(VERDICTS).exactOptional(),
  atLeast: z.enum(VERDICTS).exactOptional(),
  rule: name.exactOptional(),
  session: name.exactOptional(),
  place: name.exactOptional(),
  text: name.exactOptional(),
};

/** `EntryFilter` as it comes in from outside. */
export const entryFilterSchema = z.strictObject(filter);

/** `EntryQuery` likewise. */
export const entryQuerySchema = z.strictObject({
  ...filter,
  order: z.enum(['newest', 'oldest']).exactOptional(),
  after: seq.exactOptional(),
  before: seq.exactOptional(),
  limit: z.int().min(1).max(1000).exactOptional(),
  proofs: z.boolean().exactOptional(),
});

export const countsQuerySchema = z.strictObject({
  since: z.int().exactOptional(),
  until: z.int().exactOptional(),
  limit: z.int().min(1).max(1000).exactOptional(),
});
