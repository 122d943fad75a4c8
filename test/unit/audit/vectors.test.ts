import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalize } from '../../../engine/audit/canonical.ts';
import { hex, link, toEntry } from '../../../engine/audit/chain.ts';
import { signCheckpoint, type SignedCheckpoint } from '../../../engine/audit/checkpoints.ts';
import { nativeCrypto, portableCrypto } from '../../../engine/audit/verifyCrypto.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { nativeSign, portableSign } from '../../../engine/identity/ed25519.ts';
import { createSigner } from '../../../engine/identity/keys.ts';
import type { Entry } from '../../../engine/protocol/audit.ts';

interface Vectors {
  readonly secretKey: string;
  readonly publicKey: string;
  readonly keyId: string;
  readonly entries: readonly { readonly canonical: string; readonly entry: Entry }[];
  readonly checkpoints: readonly { readonly canonical: string; readonly signed: SignedCheckpoint }[];
}

const VECTORS = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../vectors/audit-v1.json'), 'utf8'),
) as Vectors;

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const signer = createSigner(bytes(VECTORS.secretKey));

describe('the published vectors', () => {
  it('are what we write, byte for byte', () => {
    assert.deepEqual([hex(signer.publicKey), signer.keyId], [VECTORS.publicKey, VECTORS.keyId]);
    for (const { canonical, entry } of VECTORS.entries) {
      const chained = link(entry.record, bytes(entry.prev), signer);
      assert.equal(chained.canonical, canonical);
      assert.deepEqual(toEntry(chained, signer.keyId), entry);
    }
    for (const { canonical, signed } of VECTORS.checkpoints) {
      assert.equal(canonicalize(signed.checkpoint), canonical);
      assert.deepEqual(signCheckpoint(signed.checkpoint, signer), signed);
    }
    assert.ok(VECTORS.entries.length >= 5 && VECTORS.checkpoints.length >= 2);
  });

  it('are the same to both implementations of the cryptography', () => {
    for (const { canonical, entry } of VECTORS.entries) {
      const parts = [Buffer.from('oktsec.audit.entry.v1\n'), bytes(entry.prev), Buffer.from(canonical, 'utf8')];
      for (const crypto of [nativeCrypto(), portableCrypto()]) {
        assert.equal(hex(crypto.sha256(...parts)), entry.hash);
        assert.equal(crypto.verify(bytes(entry.signature), bytes(entry.hash), signer.publicKey), true);
        const broken = bytes(entry.signature);
        broken[0] = (broken[0] ?? 0) ^ 1;
        assert.equal(crypto.verify(broken, bytes(entry.hash), signer.publicKey), false);
      }
      for (const sign of [nativeSign, portableSign]) {
        assert.equal(hex(sign(bytes(VECTORS.secretKey))(bytes(entry.hash))), entry.signature);
      }
    }
    assert.equal(hex(sha256(signer.publicKey)).slice(0, 16), VECTORS.keyId);
  });

  it('verify as a log', async () => {
    const entries = VECTORS.entries.map(({ entry }) => entry);
    const checkpoints = VECTORS.checkpoints.map(({ signed }) => signed);
    for (const paranoid of [false, true]) {
      const report = await verifyEntries(entries, [bytes(VECTORS.publicKey)], checkpoints, { paranoid });
      assert.deepEqual(report, { valid: true, entries: entries.length, head: entries.at(-1)?.hash });
    }
  });
});
