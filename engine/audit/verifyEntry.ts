import type { AttachmentName } from '../protocol/audit.ts';
import type { VerifyCrypto } from './verifyCrypto.ts';

/*
 * Shapes and hashes of docs/audit-format.md as the verifier sees them. Shares no code with what writes (see verify.ts).
 */

/** An entry that has the right shape; what is in `record` counts only by its canonical form. */
export interface CheckedEntry {
  readonly record: { readonly seq: number } & Readonly<Record<string, unknown>>;
  readonly prev: string;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
  readonly proof: readonly string[];
  readonly attachments?: Readonly<Record<string, unknown>>;
  readonly redacted?: 'analyst' | 'external';
}

const encoder = new TextEncoder();
const MEMBERS = ['record', 'prev', 'hash', 'keyId', 'signature', 'proof', 'attachments', 'redacted'];
const [HASH, KEY_ID, SIGNATURE, STEP] = [/^[0-9a-f]{64}$/, /^[0-9a-f]{16}$/, /^[0-9a-f]{128}$/, /^[LR][0-9a-f]{64}$/];
/** No tree is deeper that was built from entries that were stored together. */
const MAX_PROOF = 32;

/** The entry, or in one sentence why it is none. */
export function entryShape(value: unknown): CheckedEntry | string {
  if (typeof value === 'string') return `it reads "${value.slice(0, 60)}"`;
  if (!isObject(value)) return 'it is no object';
  const { record, prev, hash, keyId, signature, proof, attachments, redacted } = value;
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return `it has a member "${unknown}"`;
  if (!isObject(record) || record.v !== 2) return 'it has no record of version 2';
  if (!Number.isSafeInteger(record.seq) || Number(record.seq) < 1) return 'it has no sequence number';
  for (const [name, text, form] of [
    ['prev', prev, HASH],
    ['hash', hash, HASH],
    ['keyId', keyId, KEY_ID],
    ['signature', signature, SIGNATURE],
  ] as const) {
    if (typeof text !== 'string' || !form.test(text)) return `its ${name} is none`;
  }
  const isStep = (step: unknown) => typeof step === 'string' && STEP.test(step);
  if (!Array.isArray(proof) || proof.length > MAX_PROOF || !proof.every(isStep)) return 'its proof is none';
  if (attachments !== undefined && !isObject(attachments)) return 'its attachments are none';
  if (redacted !== undefined && redacted !== 'analyst' && redacted !== 'external')
    return 'it is redacted in no known way';
  return value as unknown as CheckedEntry;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 8785, or undefined where it has no answer. */
export function canonicalForm(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value !== 'object') return undefined;
  const pieces: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const form = canonicalForm(item);
      if (form === undefined) return undefined;
      pieces.push(form);
    }
    return `[${pieces.join()}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const form = canonicalForm((value as Record<string, unknown>)[name]);
    if (form === undefined || !name.isWellFormed()) return undefined;
    pieces.push(`${JSON.stringify(name)}:${form}`);
  }
  return `{${pieces.join()}}`;
}

const ENTRY_DOMAIN = utf8('oktsec.audit.entry.v2\n');
const NODE_DOMAIN = utf8('oktsec.audit.node.v2\n');
const ATTACHMENT_DOMAIN = 'oktsec.audit.attachment.v2\n';

export function hashOfEntry(prev: string, content: string, crypto: VerifyCrypto): string {
  return toHex(crypto.sha256(ENTRY_DOMAIN, fromHex(prev), utf8(content)));
}

/** What the signature is over, according to the entry's proof. */
export function signedHash({ hash, proof }: CheckedEntry, crypto: VerifyCrypto): string {
  return proof.reduce((inner, step) => {
    const outer = step.slice(1);
    const [left, right] = step.startsWith('L') ? [outer, inner] : [inner, outer];
    return toHex(crypto.sha256(NODE_DOMAIN, fromHex(left), fromHex(right)));
  }, hash);
}

/** What is wrong with the texts that came with an entry. Those that were deleted are no fault. */
export function attachmentFault({ record, attachments = {} }: CheckedEntry, crypto: VerifyCrypto): string | undefined {
  const named = isObject(record.attached) ? record.attached : {};
  for (const [name, attachment] of Object.entries(attachments)) {
    const digest = isObject(named[name]) ? named[name].digest : undefined;
    if (!isObject(attachment) || Object.keys(attachment).length !== 2) return `its ${name} has the wrong form`;
    const { salt, text } = attachment;
    if (typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt) || typeof text !== 'string')
      return `its ${name} has the wrong form`;
    const found = crypto.sha256(utf8(`${ATTACHMENT_DOMAIN}${name}\n`), fromHex(salt), utf8(text));
    if (toHex(found) !== digest) return `its ${name as AttachmentName} was altered after it was written`;
  }
  return undefined;
}

/** How many texts the entry names that did not come with it. */
export function textsGone({ record, attachments = {} }: CheckedEntry): number {
  const named = isObject(record.attached) ? Object.keys(record.attached) : [];
  return named.filter((name) => !(name in attachments)).length;
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

export function toHex(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex');
}
