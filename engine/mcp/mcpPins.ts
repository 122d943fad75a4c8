import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { writePrivateFile } from '../config/privateFile.ts';

/** What a pin holds on to; and what is there instead, while a person has not approved it. */
const pinSchema = z.strictObject({
  hash: z.string(),
  since: z.number(),
  approved: z.boolean(),
  /** The definition itself, unless it is large: to tell what changed. */
  value: z.unknown().optional(),
  now: z.strictObject({ hash: z.string(), value: z.unknown().optional() }).optional(),
});
export type Pin = z.infer<typeof pinSchema>;

const serverSchema = z.strictObject({
  client: z.string(),
  server: z.string(),
  /** How the server is reached, as the client's settings say. */
  entry: pinSchema.optional(),
  tools: z.record(z.string(), pinSchema),
});
export type PinnedServer = z.infer<typeof serverSchema>;

const fileSchema = z.strictObject({ version: z.literal(1), servers: z.array(serverSchema) });

/** Far more than people have; beyond it the servers seen first give way. */
const MAX_SERVERS = 200;
export const MAX_TOOLS = 1000;
/** A definition larger than this is pinned by its hash alone. */
const MAX_VALUE = 16 * 1024;

/** What servers and their tools are pinned to, in one file that only its user can read. */
export class McpPins {
  private readonly byKey: Map<string, PinnedServer>;

  /** A file that cannot be read counts as none, and says so through `problem`. */
  readonly problem: string | undefined;

  constructor(private readonly file: string) {
    const read = readPins(file);
    this.problem = read.problem;
    this.byKey = new Map(read.servers.map((server) => [keyOf(server.client, server.server), server]));
  }

  servers(): readonly PinnedServer[] {
    return [...this.byKey.values()];
  }

  of(client: string, server: string): PinnedServer | undefined {
    return this.byKey.get(keyOf(client, server));
  }

  put(server: PinnedServer): void {
    this.byKey.set(keyOf(server.client, server.server), server);
    for (const [oldest] of this.byKey) {
      if (this.byKey.size <= MAX_SERVERS) break;
      this.byKey.delete(oldest);
    }
    writePrivateFile(this.file, `${JSON.stringify({ version: 1, servers: this.servers() })}\n`);
  }
}

/** A value is kept beside its hash if it is not too large. */
export function pinned(hash: string, value: unknown, since: number, approved: boolean): Pin {
  return { hash, since, approved, ...kept(value) };
}

/** The pin stays what it is; what is there now is noted. */
export function differs(pin: Pin, hash: string, value: unknown): Pin {
  return { ...pin, now: { hash, ...kept(value) } };
}

function kept(value: unknown): { value?: unknown } {
  return (JSON.stringify(value) ?? '').length <= MAX_VALUE ? { value } : {};
}

function keyOf(client: string, server: string): string {
  return JSON.stringify([client, server]);
}

function readPins(file: string): { readonly servers: readonly PinnedServer[]; readonly problem?: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { servers: [] };
    return { servers: [], problem: `${file} cannot be read: ${String(error)}. All definitions count as new.` };
  }
  try {
    return { servers: fileSchema.parse(JSON.parse(text)).servers };
  } catch {
    return { servers: [], problem: `${file} is damaged, so all definitions count as new. Look at them: oktsec mcp` };
  }
}
