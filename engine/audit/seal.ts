import { hash as digest } from 'node:crypto';
import type { Entry, Signer } from '../protocol/audit.ts';
import { hex, type Link } from './chain.ts';

/**
 * Entries that are stored together share one signature: it is over the root of a binary tree whose leaves are their
 * hashes. Each entry can still be checked by itself, with the few hashes that lead from its own to the root.
 */

/** Entries that share a signature, at most: checking one then takes at most five hashes more. */
export const MAX_SEALED = 32;

const NODE_DOMAIN = Buffer.from('oktsec.audit.node.v2\n');
const HASH_BYTES = 32;
const scratch = Buffer.alloc(NODE_DOMAIN.length + 2 * HASH_BYTES);
NODE_DOMAIN.copy(scratch);

/** Writes the hash of two neighbours of a level, which lie next to each other at `from`, to `at`. */
function hashPair(nodes: Buffer, from: number, at: number): void {
  nodes.copy(scratch, NODE_DOMAIN.length, from, from + 2 * HASH_BYTES);
  nodes.set(digest('sha256', scratch, 'buffer'), at);
}

/**
 * All levels of the tree over these hashes, leaves first, each after the other; an odd node at the end of a level goes up as it
 * is. One piece of memory: an object for each node would be most of what reading the log leaves to be collected.
 */
function treeOf(leaves: Uint8Array): Buffer {
  const nodes = Buffer.alloc(sizes(leaves.length / HASH_BYTES).reduce((sum, size) => sum + size, 0) * HASH_BYTES);
  nodes.set(leaves);
  let [level, end] = [0, leaves.length];
  while (end - level > HASH_BYTES) {
    let at = end;
    for (let from = level; from < end; from += 2 * HASH_BYTES, at += HASH_BYTES) {
      if (from + HASH_BYTES < end) hashPair(nodes, from, at);
      else nodes.copy(nodes, at, from, from + HASH_BYTES);
    }
    [level, end] = [end, at];
  }
  return nodes;
}

/** How many nodes each level has. */
function sizes(leaves: number): number[] {
  const levels = [leaves];
  for (let size = leaves; size > 1; levels.push(size)) size = Math.ceil(size / 2);
  return levels;
}

/** What a signature over entries with these hashes is over: of one entry, its hash itself. */
function rootOf(hashes: Uint8Array): Uint8Array {
  return treeOf(hashes).subarray(-HASH_BYTES);
}

/** Entries under one signature, in the form in which they are exported. */
export class Seal {
  readonly #first: number;
  readonly #hashes: Uint8Array;
  readonly #keyId: string;
  readonly #signature: string;
  #tree: Buffer | undefined;

  /** `hashes` holds the hash before the first entry and those of all entries, one after the other. */
  constructor(first: number, hashes: Uint8Array, keyId: string, signature: Uint8Array) {
    this.#first = first;
    this.#hashes = hashes;
    this.#keyId = keyId;
    this.#signature = hex(signature);
  }

  /** All of an entry but its record. Of an entry that is not under this seal there is no hash: verification says so. */
  of(seq: number): Omit<Entry, 'record'> {
    const at = seq - this.#first;
    return {
      prev: hex(this.#hash(at)),
      hash: hex(this.#hash(at + 1)),
      keyId: this.#keyId,
      signature: this.#signature,
      proof: this.#proof(at),
    };
  }

  #hash(index: number): Uint8Array {
    return this.#hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  #proof(leaf: number): string[] {
    const leaves = this.#hashes.length / HASH_BYTES - 1;
    if (leaf >= leaves) return [];
    const tree = (this.#tree ??= treeOf(this.#hashes.subarray(HASH_BYTES)));
    const steps: string[] = [];
    let [level, at] = [0, leaf];
    for (const size of sizes(leaves)) {
      const sibling = at ^ 1;
      const from = (level + sibling) * HASH_BYTES;
      if (sibling < size) steps.push((at & 1 ? 'L' : 'R') + tree.toString('hex', from, from + HASH_BYTES));
      level += size;
      at >>= 1;
    }
    return steps;
  }
}

/** As a seal is stored: the hash before the first entry and those of all entries, one after the other; the signature. */
export interface SealBytes {
  readonly first: number;
  readonly hashes: Uint8Array;
  readonly signature: Uint8Array;
}

/** Signs entries that follow one another. */
export function seal(links: readonly Link[], signer: Signer): SealBytes {
  const [start] = links;
  if (!start) throw new RangeError('A signature is over one entry at least');
  const hashes = Buffer.concat([start.prev, ...links.map(({ hash }) => hash)]);
  return { first: start.record.seq, hashes, signature: signer.sign(rootOf(hashes.subarray(HASH_BYTES))) };
}
