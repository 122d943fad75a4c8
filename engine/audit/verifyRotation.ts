import * as z from 'zod';
import type { VerifyCrypto } from './verifyCrypto.ts';

const ROTATION_DOMAIN = 'oktsec.audit.rotation.v1\n';

const bytes = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * length}}$`));
const rotationShape = z.object({
  v: z.literal(1),
  time: z.int(),
  from: bytes(32),
  to: bytes(32),
  oldSignature: bytes(64),
  newSignature: bytes(64),
});
const rotationEntryShape = z.object({
  kind: z.literal('system'),
  event: z.literal('key.rotated'),
  args: rotationShape,
});

/** That one key follows another, certified by both. */
export interface KeyChange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** What a certificate states, if both its signatures are good. */
export function checkRotation(value: unknown, crypto: VerifyCrypto): KeyChange | undefined {
  const parsed = rotationShape.safeParse(value);
  if (!parsed.success) return undefined;
  const { v, time, oldSignature, newSignature } = parsed.data;
  const [from, to] = [unhex(parsed.data.from), unhex(parsed.data.to)];
  const statement = `{"from":"${parsed.data.from}","time":${time},"to":"${parsed.data.to}","v":${v}}`;
  const hash = crypto.sha256(new TextEncoder().encode(ROTATION_DOMAIN + statement));
  const good = crypto.verify(unhex(oldSignature), hash, from) && crypto.verify(unhex(newSignature), hash, to);
  return good ? { from, to } : undefined;
}

/** The key change that an entry puts on record, if it does. */
export function keyChangeOf(record: unknown, crypto: VerifyCrypto): KeyChange | undefined {
  const parsed = rotationEntryShape.safeParse(record);
  return parsed.success ? checkRotation(parsed.data.args, crypto) : undefined;
}

/** `keys`, and all keys that they certify or vouch for, directly or through others. */
export function withRotations(
  keys: readonly Uint8Array[],
  rotations: readonly unknown[],
  crypto: VerifyCrypto,
): Uint8Array[] {
  const trusted = new Map(keys.map((key) => [Buffer.from(key).toString('hex'), key]));
  const changes = rotations.flatMap((rotation) => checkRotation(rotation, crypto) ?? []);
  for (let size = -1; size < trusted.size;) {
    size = trusted.size;
    for (const { from, to } of changes) {
      const [old, next] = [from, to].map((key) => Buffer.from(key).toString('hex')) as [string, string];
      if (trusted.has(old) || trusted.has(next)) trusted.set(old, from).set(next, to);
    }
  }
  return [...trusted.values()];
}

function unhex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
