import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { ClientProof } from '../protocol/views.ts';
import { writePrivateFile } from '../config/privateFile.ts';

const proof = z.object({
  at: z.number(),
  denied: z.boolean(),
  detail: z.string(),
  through: z.enum(['client', 'hook']),
  version: z.string().optional(),
});
const proofs = z.record(z.string(), proof);

/** The last canary of each client, kept in `proofs.json` over restarts. */
export class Proofs {
  private readonly file: string;

  constructor(home: string) {
    this.file = path.join(home, 'proofs.json');
  }

  get(client: string): ClientProof | undefined {
    const kept = this.all()[client];
    if (!kept) return undefined;
    const { version, ...rest } = kept;
    return { ...rest, ...(version !== undefined && { version }) };
  }

  keep(client: string, made: ClientProof): void {
    writePrivateFile(this.file, `${JSON.stringify({ ...this.all(), [client]: made }, null, 2)}\n`);
  }

  private all(): z.infer<typeof proofs> {
    try {
      return proofs.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return {}; // Not there yet, or unreadable: then nothing is proven.
    }
  }
}
