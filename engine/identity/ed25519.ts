import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import * as noble from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

/** Ed25519 (RFC 8032) with one secret key: a message to its 64-byte signature. */
export type SignFunction = (message: Uint8Array) => Uint8Array;

/** PKCS #8 wrapping of a raw 32-byte Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** RFC 8032, section 7.1, test 2. */
const VECTOR = {
  seed: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
  message: Uint8Array.of(0x72),
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

/** Signs with the platform's own cryptography, about 15 times faster than the other. */
export function nativeSign(seed: Uint8Array): SignFunction {
  const key: KeyObject = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  return (message) => sign(null, message, key);
}

/** Signs in plain JavaScript. */
export function portableSign(seed: Uint8Array): SignFunction {
  noble.hashes.sha512 = sha512;
  return (message) => noble.sign(message, seed);
}

/** Does `make` produce the signature that RFC 8032 demands? */
export function signsCorrectly(make: (seed: Uint8Array) => SignFunction): boolean {
  try {
    return Buffer.from(make(VECTOR.seed)(VECTOR.message)).toString('hex') === VECTOR.signature;
  } catch (error) {
    // A crypto library without Ed25519 says so by throwing: that is the answer to the question, not a failure.
    return !(error instanceof Error);
  }
}

/** The public key of a raw 32-byte seed, 32 bytes. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  noble.hashes.sha512 = sha512;
  return noble.getPublicKey(seed);
}
