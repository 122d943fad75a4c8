import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalize } from '../../../engine/audit/canonical.ts';
import { hex, link, type Link } from '../../../engine/audit/chain.ts';
import { signCheckpoint } from '../../../engine/audit/checkpoints.ts';
import { Seal, seal } from '../../../engine/audit/seal.ts';
import { nativeCrypto, portableCrypto } from '../../../engine/audit/verifyCrypto.ts';
import { verifyEntries } from '../../../engine/audit/verify.ts';
import { native, portable } from '../../../engine/identity/ed25519.ts';
import { createSigner } from '../../../engine/identity/keys.ts';
import type { Entry, SignedCheckpoint } from '../../../engine/protocol/audit.ts';

interface Vectors {
  readonly secretKey: string;
  readonly publicKey: string;
  readonly keyId: string;
  readonly entries: readonly { readonly canonical: string; readonly entry: Entry }[];
  readonly checkpoints: readonly { readonly canonical: string; readonly signed: SignedCheckpoint }[];
}

const VECTORS = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../vectors/audit-v2.json'), 'utf8'),
) as Vectors;

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const signer = createSigner(bytes(VECTORS.secretKey));

/** What the signature is over, from the document alone. */
function signedHash({ hash, proof }: Entry, digest: (...parts: Uint8Array[]) => Uint8Array): Uint8Array {
  return proof.reduce<Uint8Array>((inner, step) => {
    const outer = bytes(step.slice(1));
    const both = step.startsWith('L') ? [outer, inner] : [inner, outer];
    return digest(Buffer.from('oktsec.audit.node.v2\n'), ...both);
  }, bytes(hash));
}

/** Entries in groups that share a signature. */
function groups(): { readonly canonical: string; readonly entry: Entry }[][] {
  const found: { readonly canonical: string; readonly entry: Entry }[][] = [];
  for (const each of VECTORS.entries) {
    const last = found.at(-1);
    if (last?.[0]?.entry.signature === each.entry.signature) last.push(each);
    else found.push([each]);
  }
  return found;
}

describe('the published vectors', () => {
  it('are what we write, byte for byte', () => {
    assert.deepEqual([hex(signer.publicKey), signer.keyId], [VECTORS.publicKey, VECTORS.keyId]);
    const sizes = groups().map((group) => {
      const links = group.map(({ canonical, entry }): Link => {
        const chained = link(entry.record, bytes(entry.prev));
        assert.equal(chained.canonical, canonical);
        return chained;
      });
      const { first, hashes, signature } = seal(links, signer);
      const written = new Seal(first, hashes, signer.keyId, signature);
      for (const { entry } of group) {
        const { attachments, ...own } = entry;
        assert.deepEqual({ record: entry.record, ...written.of(entry.record.seq) }, own);
        assert.equal(attachments !== undefined, entry.record.attached !== undefined);
      }
      return group.length;
    });
    assert.deepEqual(sizes, [1, 3, 1, 5], 'trees of every form');
    for (const { canonical, signed } of VECTORS.checkpoints) {
      assert.equal(canonicalize(signed.checkpoint), canonical);
      assert.deepEqual(signCheckpoint(signed.checkpoint, signer), signed);
    }
    assert.ok(VECTORS.checkpoints.length >= 2);
  });

  it('are the same to both implementations of the cryptography', async () => {
    for (const { canonical, entry } of VECTORS.entries) {
      const parts = [Buffer.from('oktsec.audit.entry.v2\n'), bytes(entry.prev), Buffer.from(canonical, 'utf8')];
      for (const crypto of [nativeCrypto(), portableCrypto()]) {
        assert.equal(hex(crypto.sha256(...parts)), entry.hash);
        const root = signedHash(entry, (...each) => crypto.sha256(...each));
        assert.equal(crypto.verify(bytes(entry.signature), root, signer.publicKey), true);
        const broken = bytes(entry.signature);
        broken[0] = (broken[0] ?? 0) ^ 1;
        assert.equal(crypto.verify(broken, root, signer.publicKey), false);
        assert.equal(await crypto.verifyLater(bytes(entry.signature), root, signer.publicKey), true);
        assert.equal(await crypto.verifyLater(broken, root, signer.publicKey), false);
        for (const { sign } of [native, portable]) {
          assert.equal(hex(sign(bytes(VECTORS.secretKey))(root)), entry.signature);
        }
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

  it('have texts stored apart, each held to the digest that its entry names', async () => {
    const entries = VECTORS.entries.map(({ entry }) => entry);
    const [reasoned] = entries.filter(({ attachments }) => attachments?.reasoning);
    assert.ok(reasoned?.attachments?.reasoning);
    const { salt, text } = reasoned.attachments.reasoning;
    const check = async (attachments: unknown) => {
      const changed = entries.with(entries.indexOf(reasoned), { ...reasoned, attachments } as Entry);
      return (await verifyEntries(changed, [bytes(VECTORS.publicKey)])).fault?.problem;
    };
    assert.equal(await check({}), undefined, 'deleted');
    assert.equal(await check({ reasoning: { salt, text: `${text}!` } }), 'attachment');
    assert.equal(await check({ reasoning: { salt: salt.replace('0', '1'), text } }), 'attachment');
    assert.equal(await check({ reasoning: { salt, text }, other: { salt, text } }), 'attachment');
    assert.equal(await check({ reasoning: text }), 'attachment');
  });
});
