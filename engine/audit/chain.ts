import { hash as digest } from 'node:crypto';
import type { EntryRecord } from '../protocol/audit.ts';
import { canonicalize } from './canonical.ts';

/** Keeps an entry's hash from ever being the hash of something else that we sign. */
const ENTRY_DOMAIN = Buffer.from('oktsec.audit.entry.v2\n');
const HASH_BYTES = 32;

/** What the first entry of a chain has in place of its predecessor's hash. */
export const GENESIS: Uint8Array = new Uint8Array(HASH_BYTES);

/** An entry that has its place in the chain, in the form in which it is stored. */
export interface Link {
  readonly record: EntryRecord;
  /** RFC 8785 form of the record: the bytes that are hashed. */
  readonly canonical: string;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

/** What is hashed is put together here; grows to the largest entry so far. */
let scratch = Buffer.alloc(65_536);
ENTRY_DOMAIN.copy(scratch);
const CONTENT_AT = ENTRY_DOMAIN.length + HASH_BYTES;

/** `SHA-256(domain || prev || canonical)`, 32 bytes. */
export function entryHash(prev: Uint8Array, canonical: string): Uint8Array {
  const most = CONTENT_AT + canonical.length * 3;
  if (most > scratch.length) {
    scratch = Buffer.alloc(most * 2);
    ENTRY_DOMAIN.copy(scratch);
  }
  scratch.set(prev, ENTRY_DOMAIN.length);
  const size = scratch.write(canonical, CONTENT_AT, 'utf8');
  return digest('sha256', scratch.subarray(0, CONTENT_AT + size), 'buffer');
}

/** Chains `record` to the entry with hash `prev`. Throws `TypeError` if the record has no canonical form. */
export function link(record: EntryRecord, prev: Uint8Array): Link {
  const canonical = canonicalize(record);
  return { record, canonical, prev, hash: entryHash(prev, canonical) };
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
