import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Signer } from '../protocol/audit.ts';
import { readRotations } from './rotations.ts';
import { isCorrect, native, portable } from './ed25519.ts';

/** A key file that must not be used as it is. The message says why and what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

const SECRET = 'audit.key';
const PUBLIC = 'audit.pub';

/** Ids in the log name keys by this: SHA-256 of the raw public key, first 16 hex digits. */
export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/**
 * The engine's signing key in `<home>/keys`, created on first use. Throws `KeyError` if the directory or a file is a
 * link, readable by others, or not a key: a key that others could have read or placed proves nothing.
 */
export function openSigner(home: string): Signer {
  const directory = path.join(home, 'keys');
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  requirePrivate(directory, 'directory');
  const secret = path.join(directory, SECRET);
  if (!fs.existsSync(secret)) writeDurably(secret, keyText(randomBytes(32)), 0o600);
  const signer = createSigner(readKey(secret));
  const shown = path.join(directory, PUBLIC);
  if (!fs.existsSync(shown)) writeDurably(shown, keyText(signer.publicKey), 0o644);
  else if (!Buffer.from(readPublicKey(shown)).equals(signer.publicKey)) {
    // A rotation that was interrupted: the certificate says that the one follows the other.
    if (isCertified(home, readPublicKey(shown), signer.publicKey)) {
      fs.rmSync(shown);
      writeDurably(shown, keyText(signer.publicKey), 0o644);
      return signer;
    }
    throw new KeyError(
      `${shown} does not belong to ${secret}. Restore the pair from a backup, or move both away to start with a new key.`,
    );
  }
  return signer;
}

/** Puts a new pair in the place of the old one. A crash in between leaves the secret new and the public key old. */
export function replaceKeys(home: string, seed: Uint8Array, publicKey: Uint8Array): void {
  const directory = path.join(home, 'keys');
  for (const [name, key, mode] of [
    [SECRET, seed, 0o600],
    [PUBLIC, publicKey, 0o644],
  ] as const) {
    const next = path.join(directory, `${name}.${randomBytes(6).toString('hex')}.next`);
    writeDurably(next, keyText(key), mode);
    fs.renameSync(next, path.join(directory, name));
  }
}

/** A signer for a raw 32-byte seed; the implementation is tested against RFC 8032 before it is trusted. */
export function createSigner(seed: Uint8Array): Signer {
  const ed25519 = [native, portable].find(isCorrect);
  if (!ed25519) throw new KeyError('No implementation of Ed25519 passes its test here: entries cannot be signed.');
  const publicKey = ed25519.publicKey(seed);
  return { keyId: keyIdOf(publicKey), publicKey, sign: ed25519.sign(seed) };
}

/** Public key of the engine in `home`, 32 bytes, for verification. Throws `KeyError` when there is none. */
export function loadPublicKey(home: string): Uint8Array {
  return readPublicKey(path.join(home, 'keys', PUBLIC));
}

/** Reads a public key file: 64 hex digits on one line. */
export function readPublicKey(file: string): Uint8Array {
  if (!fs.existsSync(file))
    throw new KeyError(`There is no public key at ${file}. Give the file with the log's public key.`);
  return parseKey(file, fs.readFileSync(file, 'utf8'));
}

function isCertified(home: string, from: Uint8Array, to: Uint8Array): boolean {
  const [old, next] = [from, to].map((key) => Buffer.from(key).toString('hex'));
  return readRotations(home).some((rotation) => rotation.from === old && rotation.to === next);
}

function readKey(file: string): Uint8Array {
  requirePrivate(file, 'file');
  return parseKey(file, fs.readFileSync(file, 'utf8'));
}

function parseKey(file: string, text: string): Uint8Array {
  if (!/^[0-9a-f]{64}\s*$/.test(text)) {
    throw new KeyError(
      `${file} is not a key of Oktsec (64 hex digits). Restore it from a backup, or move it away to start with a new key.`,
    );
  }
  return Uint8Array.from(Buffer.from(text.trim(), 'hex'));
}

function keyText(key: Uint8Array): string {
  return Buffer.from(key).toString('hex') + '\n';
}

/** Never replaces a file (the first of two processes wins), and leaves none that is half written. */
function writeDurably(file: string, text: string, mode: number): void {
  const partial = `${file}.${randomBytes(6).toString('hex')}.new`;
  const fd = fs.openSync(partial, 'wx', mode);
  try {
    fs.writeSync(fd, text);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  try {
    fs.linkSync(partial, file);
    fs.unlinkSync(partial);
  } catch (error) {
    if (fs.existsSync(file)) fs.unlinkSync(partial);
    else if (error instanceof Error) fs.renameSync(partial, file); // a file system without hard links
  }
}

function requirePrivate(name: string, kind: 'file' | 'directory'): void {
  const stat = fs.lstatSync(name);
  if (kind === 'file' ? !stat.isFile() : !stat.isDirectory()) {
    throw new KeyError(`${name} must be a ${kind} of its own, not a link or something else.`);
  }
  // Windows has no such modes; there the user's profile protects the directory.
  if (process.platform === 'win32') return;
  if ((stat.mode & 0o077) !== 0) {
    const mode = kind === 'file' ? '600' : '700';
    throw new KeyError(
      `${name} is open to other users. Run: chmod ${mode} '${name}', and replace the key if others could read it.`,
    );
  }
  if (stat.uid !== process.getuid?.())
    throw new KeyError(`${name} belongs to another user. Give it to yourself or move it away.`);
}
