import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Rotation, Signer } from '../protocol/audit.ts';
import { createSigner, openSigner, replaceKeys } from './keys.ts';
import { ROTATIONS_FILE } from './rotations.ts';

const DOMAIN = 'oktsec.audit.rotation.v1\n';

/**
 * Replaces the signing key of `home` by a new one that the old one certifies, and that vouches for the old one. The
 * certificate is durable before the key is: a crash in between leaves the old key and a certificate without use.
 * Throws `KeyError` as `openSigner` does.
 */
export function rotateKey(home: string, now: number): { readonly signer: Signer; readonly rotation: Rotation } {
  const old = openSigner(home);
  const seed = Uint8Array.from(randomBytes(32));
  const signer = createSigner(seed);
  const rotation = certify(old, signer, now);
  const fd = fs.openSync(path.join(home, 'keys', ROTATIONS_FILE), 'a', 0o600);
  try {
    fs.writeSync(fd, `${JSON.stringify(rotation)}\n`);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  replaceKeys(home, seed, signer.publicKey);
  return { signer, rotation };
}

/** Both keys sign that one follows the other. */
export function certify(old: Signer, next: Signer, time: number): Rotation {
  const statement = { from: hex(old.publicKey), time, to: hex(next.publicKey), v: 1 } as const;
  // Members in order, ASCII only: this is the RFC 8785 form.
  const hash = createHash('sha256').update(DOMAIN).update(JSON.stringify(statement)).digest();
  return { ...statement, oldSignature: hex(old.sign(hash)), newSignature: hex(next.sign(hash)) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
