import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

/** Ed25519 (RFC 8032) with one secret key: a message to its 64-byte signature. */
export type SignFunction = (message: Uint8Array) => Uint8Array;

/** PKCS #8 wrapping of a raw 32-byte Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** RFC 8032, section 7.1, test 2. */
const VECTOR = {
  seed: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
  publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: Uint8Array.of(0x72),
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

/** One implementation of Ed25519. Seeds and public keys are raw, 32 bytes. */
export interface Ed25519 {
  readonly sign: (seed: Uint8Array) => SignFunction;
  readonly publicKey: (seed: Uint8Array) => Uint8Array;
}

/** The platform's own cryptography: signs about 15 times faster than the other, and starts 70 times faster. */
export const native: Ed25519 = {
  sign: (seed) => {
    const key = privateKey(seed);
    return (message) => sign(null, message, key);
  },
  publicKey: (seed) => {
    // An SPKI structure ends with the raw key (RFC 8410).
    const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
    return Uint8Array.from(spki.subarray(-32));
  },
};

/** In plain JavaScript. */
export const portable: Ed25519 = {
  sign: (seed) => {
    noble.hashes.sha512 = sha512;
    return (message) => noble.sign(message, seed);
  },
  publicKey: (seed) => {
    noble.hashes.sha512 = sha512;
    return noble.getPublicKey(seed);
  },
};

/** Does it give the public key and the signature that RFC 8032 demands? */
export function isCorrect({ sign, publicKey }: Ed25519): boolean {
  try {
    return (
      hex(publicKey(VECTOR.seed)) === VECTOR.publicKey && hex(sign(VECTOR.seed)(VECTOR.message)) === VECTOR.signature
    );
  } catch (error) {
    // A crypto library without Ed25519 says so by throwing: that is the answer to the question, not a failure.
    return !(error instanceof Error);
  }
}

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
