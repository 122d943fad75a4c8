import { createHash } from 'node:crypto';
import type { Entry, EntryRecord, Signer } from '../protocol/audit.ts';
import { canonicalize } from './canonical.ts';

/** Keeps an entry's hash from ever being the hash of something else that we sign. */
const ENTRY_DOMAIN = Buffer.from('oktsec.audit.entry.v1\n');

/** What the first entry of a chain has in place of its predecessor's hash. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/** An entry that has its place in the chain, in the form in which it is stored. */
export interface Link {
  readonly record: EntryRecord;
  /** RFC 8785 form of the record: the bytes that are hashed. */
  readonly canonical: string;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
}

/** `SHA-256(domain || prev || canonical)`, 32 bytes. */
export function entryHash(prev: Uint8Array, canonical: string): Uint8Array {
  return createHash('sha256').update(ENTRY_DOMAIN).update(prev).update(canonical, 'utf8').digest();
}

/** Chains `record` to the entry with hash `prev` and signs it. */
export function link(record: EntryRecord, prev: Uint8Array, signer: Signer): Link {
  const canonical = canonicalize(record);
  const hash = entryHash(prev, canonical);
  return { record, canonical, prev, hash, signature: signer.sign(hash) };
}

export function toEntry(of: Omit<Link, 'canonical'>, keyId: string): Entry {
  return { record: of.record, prev: hex(of.prev), hash: hex(of.hash), keyId, signature: hex(of.signature) };
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
