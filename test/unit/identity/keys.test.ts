import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { isCorrect, native, portable } from '../../../engine/identity/ed25519.ts';
import { createSigner, KeyError, keyIdOf, loadPublicKey, openSigner } from '../../../engine/identity/keys.ts';
import { randomToken, sameToken } from '../../../engine/identity/token.ts';

function temporaryHome(t: TestContext): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'oktsec-keys-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

const mode = (file: string) => statSync(file).mode & 0o777;

describe('openSigner', () => {
  it('creates a key once, private to the user, and finds it again', (t) => {
    const home = temporaryHome(t);
    const first = openSigner(home);
    const keys = path.join(home, 'keys');
    assert.deepEqual([mode(keys), mode(path.join(keys, 'audit.key'))], [0o700, 0o600]);
    assert.deepEqual(readdirSync(keys).sort(), ['audit.key', 'audit.pub']);
    const again = openSigner(home);
    assert.equal(again.keyId, first.keyId);
    assert.deepEqual(Buffer.from(loadPublicKey(home)), Buffer.from(first.publicKey));
    assert.deepEqual(again.sign(Uint8Array.of(1)), first.sign(Uint8Array.of(1)));
    assert.notEqual(openSigner(temporaryHome(t)).keyId, first.keyId);
  });

  const refusals: readonly (readonly [why: string, spoil: (keys: string) => void])[] = [
    ['a key that others can read', (keys) => chmodSync(path.join(keys, 'audit.key'), 0o640)],
    ['a directory that others can enter', (keys) => chmodSync(keys, 0o755)],
    ['a key behind a link', (keys) => behindLink(path.join(keys, 'audit.key'))],
    ['a directory behind a link', behindLink],
    ['a file that is no key', (keys) => writeFileSync(path.join(keys, 'audit.key'), 'nonsense')],
    ['a public key of another', (keys) => writeFileSync(path.join(keys, 'audit.pub'), `${'ab'.repeat(32)}\n`)],
  ];
  for (const [why, spoil] of refusals) {
    it(`refuses ${why}, and says which`, (t) => {
      const home = temporaryHome(t);
      openSigner(home);
      const keys = path.join(home, 'keys');
      spoil(keys);
      const before = readdirSync(keys);
      assert.throws(
        () => openSigner(home),
        (error) => error instanceof KeyError && error.message.includes(keys),
      );
      assert.deepEqual(readdirSync(keys), before);
    });
  }

  it('makes the public key file anew when it is gone', (t) => {
    const home = temporaryHome(t);
    const { publicKey } = openSigner(home);
    rmSync(path.join(home, 'keys', 'audit.pub'));
    assert.throws(() => loadPublicKey(home), KeyError);
    openSigner(home);
    assert.equal(
      readFileSync(path.join(home, 'keys', 'audit.pub'), 'utf8').trim(),
      Buffer.from(publicKey).toString('hex'),
    );
  });
});

describe('signing', () => {
  it('is the same in both implementations', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 200 }),
        (seed, message) => {
          assert.deepEqual(native.publicKey(seed), portable.publicKey(seed));
          assert.deepEqual(Buffer.from(native.sign(seed)(message)), Buffer.from(portable.sign(seed)(message)));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is only done by an implementation that passes the test of RFC 8032', () => {
    const silent = () => new Uint8Array(64);
    const missing = () => {
      throw new Error('no such algorithm');
    };
    assert.equal(isCorrect(native), true);
    assert.equal(isCorrect(portable), true);
    assert.equal(isCorrect({ ...native, sign: () => silent }), false);
    assert.equal(isCorrect({ ...native, publicKey: () => new Uint8Array(32) }), false);
    assert.equal(isCorrect({ ...native, sign: missing }), false);
  });

  it('names keys by their hash', () => {
    const signer = createSigner(new Uint8Array(32));
    assert.match(signer.keyId, /^[0-9a-f]{16}$/);
    assert.equal(signer.keyId, keyIdOf(portable.publicKey(new Uint8Array(32))));
  });
});

describe('tokens', () => {
  it('are long, safe in URLs and never the same', () => {
    const tokens = new Set(Array.from({ length: 100 }, randomToken));
    assert.equal(tokens.size, 100);
    for (const token of tokens) assert.match(token, /^[\w-]{43}$/);
  });

  it('compare by value, whatever their length', () => {
    const token = randomToken();
    assert.equal(sameToken(token, token), true);
    for (const other of ['', token.slice(1), `${token}x`, randomToken()]) assert.equal(sameToken(other, token), false);
  });
});

function behindLink(file: string): void {
  renameSync(file, `${file}.real`);
  symlinkSync(`${file}.real`, file);
}
