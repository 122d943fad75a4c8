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

/** The levels of the tree, leaves first; an odd one at the end of a level goes up as it is. */
type Tree = readonly (readonly Uint8Array[])[];

function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  scratch.set(left, NODE_DOMAIN.length);
  scratch.set(right, NODE_DOMAIN.length + HASH_BYTES);
  return digest('sha256', scratch, 'buffer');
}

function treeOf(leaves: readonly Uint8Array[]): Tree {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      above.push(right ? node(left, right) : left);
    }
    level = above;
  }
  return levels;
}

/** What a signature over entries with these hashes is over: of one entry, its hash itself. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const root = treeOf(hashes).at(-1)?.[0];
  if (!root) throw new RangeError('A signature is over one entry at least');
  return root;
}

/** Entries under one signature, in the form in which they are exported. */
export class Seal {
  readonly #first: number;
  readonly #hashes: Uint8Array;
  readonly #keyId: string;
  readonly #signature: string;
  #tree: Tree | undefined;

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
    this.#tree ??= treeOf(Array.from({ length: leaves }, (_, i) => this.#hash(i + 1)));
    const steps: string[] = [];
    let at = leaf;
    for (const level of this.#tree) {
      const sibling = level[at ^ 1];
      if (sibling) steps.push((at & 1 ? 'L' : 'R') + hex(sibling));
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
  const own = links.map(({ hash }) => hash);
  return { first: start.record.seq, hashes: Buffer.concat([start.prev, ...own]), signature: signer.sign(rootOf(own)) };
}
