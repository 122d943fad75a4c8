import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

/** What verification needs; there are two implementations that share no code. */
export interface VerifyCrypto {
  /** SHA-256 over the parts one after the other. */
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
  /** Ed25519 as RFC 8032 has it: is `signature` by the holder of the raw 32-byte `publicKey`? */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** The same, on another thread if there is one. */
  verifyLater(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): Promise<boolean>;
}

/** Plain JavaScript, audited, independent of the program that wrote the log. */
export function portableCrypto(): VerifyCrypto {
  noble.hashes.sha512 = sha512;
  const isGood: VerifyCrypto['verify'] = (signature, message, publicKey) =>
    noble.verify(signature, message, publicKey, { zip215: false });
  return {
    sha256(...parts) {
      const hash = sha256.create();
      for (const part of parts) hash.update(part);
      return hash.digest();
    },
    verify: isGood,
    verifyLater: (signature, message, publicKey) => Promise.resolve(isGood(signature, message, publicKey)),
  };
}

/** SubjectPublicKeyInfo wrapping of a raw Ed25519 key (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The platform's own, about 17 times faster. */
export function nativeCrypto(): VerifyCrypto {
  const keys = new Map<Uint8Array, KeyObject>();
  const keyObject = (raw: Uint8Array): KeyObject => {
    const key =
      keys.get(raw) ?? createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
    keys.set(raw, key);
    return key;
  };
  return {
    sha256(...parts) {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return hash.digest();
    },
    verify: (signature, message, publicKey) => verify(null, message, keyObject(publicKey), signature),
    verifyLater: (signature, message, publicKey) =>
      new Promise((resolve, reject) => {
        verify(null, message, keyObject(publicKey), signature, (error, good) =>
          error ? reject(error) : resolve(good),
        );
      }),
  };
}
