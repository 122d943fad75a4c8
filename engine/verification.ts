import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { VerifyReport } from './protocol/audit.ts';
import { CheckpointFile } from './audit/checkpoints.ts';
import { verifyEntries } from './audit/verify.ts';
import { homePaths } from './config/home.ts';
import { loadPublicKey, readPublicKey } from './identity/keys.ts';
import { readRotations } from './identity/rotations.ts';
import { withEngine } from './withEngine.ts';

const rotationEntry = z.object({ record: z.object({ event: z.literal('key.rotated'), args: z.unknown() }) });

export interface VerifyTarget {
  /** An export in JSON Lines; without it the log of the home directory. */
  readonly file?: string;
  /** Public key that signed the export. */
  readonly key?: string;
  /** The export holds only some entries: those that are missing are no fault. */
  readonly selection?: boolean;
}

/** Checks a whole log apart from the engine that wrote it, with the second implementation of the format. */
export async function verifyHome(home: string, target: VerifyTarget): Promise<VerifyReport> {
  if (target.file !== undefined) {
    const key = target.key === undefined ? loadPublicKey(home) : readPublicKey(target.key);
    const { selection = false } = target;
    return verifyEntries(lines(createReadStream(target.file)), [key], [], {
      ...{ partial: selection, redacted: true },
      rotations: await rotationsIn(target.file),
    });
  }
  return withEngine(home, async (engine) => {
    const checkpoints = path.join(homePaths(home).keys, 'checkpoints.jsonl');
    const signed = existsSync(checkpoints) ? new CheckpointFile(checkpoints).read() : [];
    return verifyEntries(lines(await engine.stream('/api/export?format=jsonl')), [loadPublicKey(home)], signed, {
      rotations: readRotations(home),
    });
  });
}

/** Certificates of key changes in an export: with them the newest key alone is enough to check what older ones signed. */
async function rotationsIn(file: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!line.includes('"key.rotated"')) continue;
    const entry = rotationEntry.safeParse(parsed(line));
    if (entry.success) found.push(entry.data.record.args);
  }
  return found;
}

/** A line that is no JSON goes on as text: the verifier names the entry that it should have been. */
async function* lines(input: Readable): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    yield parsed(line);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}
