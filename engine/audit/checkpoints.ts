import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Checkpoint, SignedCheckpoint, Signer } from '../protocol/audit.ts';
import { canonicalize } from './canonical.ts';
import { hex } from './chain.ts';
import { nativeCrypto } from './verifyCrypto.ts';

const CHECKPOINT_DOMAIN = 'oktsec.audit.checkpoint.v1\n';

export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): SignedCheckpoint {
  return { checkpoint, keyId: signer.keyId, signature: hex(signer.sign(digestOf(checkpoint))) };
}

/** Whether a checkpoint that was kept elsewhere is by the holder of this key. */
export function isCheckpointBy({ checkpoint, signature }: SignedCheckpoint, publicKey: Uint8Array): boolean {
  return nativeCrypto().verify(Buffer.from(signature, 'hex'), digestOf(checkpoint), publicKey);
}

function digestOf(checkpoint: Checkpoint): Uint8Array {
  return createHash('sha256').update(CHECKPOINT_DOMAIN).update(canonicalize(checkpoint), 'utf8').digest();
}

/** Signed checkpoints, one per line, in a file apart from the log: a log that was cut or rolled back contradicts it. */
export class CheckpointFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Durable on return. */
  append(signed: SignedCheckpoint): void {
    mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const fd = openSync(this.#file, 'a', 0o600);
    try {
      writeSync(fd, JSON.stringify(signed) + '\n');
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  }

  /** All checkpoints, oldest first. What cannot be read is left out: a torn last line after a crash proves nothing. */
  read(): SignedCheckpoint[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, 'utf8').split('\n').flatMap(parseLine);
  }
}

function parseLine(line: string): SignedCheckpoint[] {
  try {
    const value: unknown = JSON.parse(line);
    return isSigned(value) ? [value] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Shape only; the verifier checks the signature. */
function isSigned(value: unknown): value is SignedCheckpoint {
  if (typeof value !== 'object' || value === null || !('checkpoint' in value)) return false;
  const { checkpoint } = value;
  return (
    typeof checkpoint === 'object' &&
    checkpoint !== null &&
    'size' in checkpoint &&
    'head' in checkpoint &&
    'chain' in checkpoint
  );
}
