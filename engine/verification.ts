import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { VerifyReport } from './protocol/audit.ts';
import { unpacked } from './audit/archive.ts';
import { CheckpointFile } from './audit/checkpoints.ts';
import { readParts } from './audit/readParts.ts';
import { textLines } from './audit/textLines.ts';
import { verifyEntries } from './audit/verify.ts';
import { homePaths } from './config/home.ts';
import { loadPublicKey, readPublicKey } from './identity/keys.ts';
import { readRotations } from './identity/rotations.ts';
import { withEngine } from './withEngine.ts';

export interface VerifyTarget {
  /** An export in JSON Lines or JSON, or an archive; without it the log of the home directory. */
  readonly file?: string;
  /** Public key that signed the export. */
  readonly key?: string;
  /** The export holds only some entries: those that are missing are no fault. */
  readonly selection?: boolean;
}

/** Checks a whole log apart from the engine that wrote it, with the second implementation of the format. */
export async function verifyHome(
  home: string,
  target: VerifyTarget,
  onProgress: (entries: number) => void = () => undefined,
): Promise<VerifyReport> {
  if (target.file !== undefined) {
    const key = target.key === undefined ? loadPublicKey(home) : readPublicKey(target.key);
    const { selection = false } = target;
    const archive = await isCompressed(target.file);
    const text = lines(archive ? unpacked(target.file) : createReadStream(target.file));
    return verifyEntries(readParts(text), [key], [], { partial: selection, redacted: true, archive, onProgress });
  }
  return withEngine(home, async (engine) => {
    const checkpoints = path.join(homePaths(home).keys, 'checkpoints.jsonl');
    const signed = existsSync(checkpoints) ? new CheckpointFile(checkpoints).read() : [];
    return verifyEntries(
      readParts(lines(await engine.stream('/api/export?format=jsonl'))),
      [loadPublicKey(home)],
      signed,
      {
        ...{ rotations: readRotations(home), onProgress },
      },
    );
  });
}

/** Archives are compressed, exports are not. */
async function isCompressed(file: string): Promise<boolean> {
  for await (const start of createReadStream(file, { end: 1 })) {
    const [first, second] = start as Buffer;
    return first === 0x1f && second === 0x8b;
  }
  return false;
}

/** Lines with a part each: those of JSON Lines, and of a JSON array as we write it. */
async function* lines(input: Readable): AsyncGenerator<string> {
  try {
    let isArray: boolean | undefined;
    for await (const line of textLines(input)) {
      if (isArray === undefined && /^\[\]?$/.test(line)) isArray = true;
      else if (!isArray) yield line;
      else if (line !== ']') yield line.replace(/,$/, '');
      isArray ??= false;
    }
  } catch (error) {
    const why = damageOf(error);
    if (why === undefined) throw error;
    yield why;
  }
}

/** What was altered or cut in the compressed text, or in the text itself; undefined if the error is another one. */
function damageOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return `cannot be unpacked: ${String(error)}`;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8' : undefined;
}
