import { z } from 'zod';
import type { ChainFault, Entry, VerifyReport } from '../protocol/audit.ts';
import type { SignedCheckpoint } from './checkpoints.ts';
import { keyChangeOf, withRotations } from './verifyRotation.ts';
import { nativeCrypto, portableCrypto, type VerifyCrypto } from './verifyCrypto.ts';

/*
 * The second implementation of docs/audit-format.md. It deliberately shares no code with the one that writes
 * (canonical.ts, chain.ts): a mistake there must show here.
 */

const ENTRY_DOMAIN = 'oktsec.audit.entry.v1\n';
const CHECKPOINT_DOMAIN = 'oktsec.audit.checkpoint.v1\n';
const GENESIS = '0'.repeat(64);

/** In the fast mode each so manieth entry is checked by the portable implementation too. */
const SAMPLE = 1000;
/** Entries between two chances for others to run. */
const SLICE = 256;
/** How far ahead an entry that is not where it belongs is looked for. */
const LOOK_AHEAD = 1000;

const bytes = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * length}}$`));
const entryShape = z.strictObject({
  record: z.looseObject({ v: z.literal(1), seq: z.int().positive() }),
  prev: bytes(32),
  hash: bytes(32),
  keyId: bytes(8),
  signature: bytes(64),
  redacted: z.enum(['analyst', 'external']).exactOptional(),
});
const checkpointShape = z.strictObject({
  checkpoint: z.strictObject({
    v: z.literal(1),
    chain: bytes(32),
    size: z.int().positive(),
    head: bytes(32),
    time: z.int(),
    rules: z.string(),
    config: z.string(),
  }),
  keyId: bytes(8),
  signature: bytes(64),
});

/** Notes of the engine by their code, and the fault that each states. */
const NOTED = {
  'audit-cut': 'tail',
  'audit-rolled-back': 'rollback',
  'audit-forked': 'fork',
  'audit-replaced': 'replaced',
} as const;
const recoveryNote = z.object({
  seq: z.int(),
  kind: z.literal('system'),
  event: z.literal('audit-recovered'),
  summary: z.string(),
  args: z.object({ code: z.enum(['audit-cut', 'audit-rolled-back', 'audit-forked', 'audit-replaced']) }),
});

export interface VerifyOptions {
  /** The entries are a selection: gaps are allowed, order, content, signatures and adjoining links are not negotiable. */
  readonly partial?: boolean;
  /** Accepts entries that say they are redacted; only the verifier of an export may ask for it. */
  readonly redacted?: boolean;
  /** Certificates of key changes: keys that a trusted key certifies or vouches for are trusted too. */
  readonly rotations?: readonly unknown[];
  /** Checks everything with the portable implementation: slow, and independent of the platform's cryptography. */
  readonly paranoid?: boolean;
  /** Called from time to time with the number of entries that were found good. */
  readonly onProgress?: (entries: number) => void;
}

/**
 * Checks a whole log, in order: every field, hash, link and signature against `publicKeys` (raw, 32 bytes), and the end of
 * the chain against signed checkpoints. Takes entries as the log gives them or as they were parsed from an export; streams,
 * and stops at the first fault.
 */
export async function verifyEntries(
  entries: Iterable<unknown> | AsyncIterable<unknown>,
  publicKeys: readonly Uint8Array[],
  checkpoints: readonly SignedCheckpoint[] = [],
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const verifier = new Verifier(publicKeys, options);
  const badCheckpoint = checkpoints.map((signed) => verifier.checkCheckpoint(signed)).find((found) => found);
  let fault: ChainFault | undefined = badCheckpoint;
  const source = iteratorOf(entries);
  while (!fault) {
    const next: IteratorResult<unknown, unknown> = await source.next();
    if (next.done) {
      fault = verifier.checkEnd(checkpoints);
      break;
    }
    fault = verifier.check(next.value, checkpoints);
    if (fault?.problem === 'missing' && (await comesLater(source, fault.seq))) fault = { ...fault, problem: 'order' };
    if (verifier.count % SLICE === 0) {
      options.onProgress?.(verifier.count);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await source.return?.();
  return {
    valid: !fault,
    entries: verifier.count,
    ...(verifier.count > 0 && { head: verifier.head }),
    ...(verifier.redacted > 0 && { redacted: verifier.redacted }),
    ...(fault && { fault }),
  };
}

/** Holds where in the chain we are. */
class Verifier {
  count = 0;
  redacted = 0;
  /** Sequence number of the last good entry. */
  last = 0;
  head = GENESIS;
  #chain = '';
  #lastSigned: { readonly hash: Uint8Array; readonly signature: Uint8Array; readonly key: Uint8Array } | undefined;
  readonly #portable = portableCrypto();
  readonly #fast: VerifyCrypto;
  readonly #partial: boolean;
  readonly #acceptsRedacted: boolean;
  readonly #keys: Map<string, Uint8Array>;
  /** Key of the last good entry. */
  #keyId = '';
  /** What the log itself notes to be wrong with it. */
  #noted: ChainFault | undefined;

  constructor(
    publicKeys: readonly Uint8Array[],
    { paranoid = false, partial = false, redacted = false, rotations = [] }: VerifyOptions,
  ) {
    this.#acceptsRedacted = redacted;
    this.#partial = partial;
    this.#fast = paranoid ? this.#portable : nativeCrypto();
    const trusted = withRotations(publicKeys, rotations, this.#fast);
    this.#keys = new Map(trusted.map((key) => [this.#idOf(key), key]));
  }

  check(value: unknown, checkpoints: readonly SignedCheckpoint[]): ChainFault | undefined {
    const shape = entryShape.safeParse(value);
    const expected = this.last + 1;
    if (!shape.success) {
      return { seq: expected, problem: 'format', detail: `not an entry: ${firstIssue(shape.error)}` };
    }
    const entry = shape.data;
    const { seq } = entry.record;
    if (seq < expected)
      return { seq: expected, problem: 'order', detail: `entry ${seq} stands where ${expected} should be` };
    if (seq > expected && !this.#partial) {
      return { seq: expected, problem: 'missing', detail: `entry ${expected} is missing, ${seq} follows ${this.last}` };
    }
    if (seq === expected && entry.prev !== this.head) {
      return { seq, problem: 'link', detail: `entry ${seq} does not follow the entry before it` };
    }
    const changed = this.#checkKeyChange(entry);
    if (changed) return changed;
    const checkers = this.count % SAMPLE === 0 ? [this.#fast, this.#portable] : [this.#fast];
    const problem = checkers.map((crypto) => this.#checkContent(entry, crypto)).find((found) => found);
    if (problem) return problem;

    this.count++;
    if (entry.redacted) this.redacted++;
    this.last = seq;
    this.head = entry.hash;
    this.#keyId = entry.keyId;
    this.#noted ??= notedFault(entry.record);
    if (seq === 1) this.#chain = entry.hash;
    const contradicted = checkpoints.find(
      ({ checkpoint }) => checkpoint.size === seq && checkpoint.chain === this.#chain && checkpoint.head !== entry.hash,
    );
    if (!contradicted) return undefined;
    const detail = `entry ${seq} is not the one that a signed checkpoint of ${when(contradicted)} names: the chain went two ways`;
    return this.#noted ?? { seq, problem: 'fork', detail };
  }

  /** Another key than that of the entry before must come in with an entry that says so, certified by the old key. */
  #checkKeyChange({ keyId, record }: z.infer<typeof entryShape>): ChainFault | undefined {
    if (this.#keyId === '' || keyId === this.#keyId || this.#partial) return undefined;
    const change = keyChangeOf(record, this.#fast);
    if (change && this.#idOf(change.from) === this.#keyId && this.#idOf(change.to) === keyId) {
      this.#keys.set(keyId, change.to);
      return undefined;
    }
    return {
      seq: record.seq,
      problem: 'key',
      detail: `from entry ${record.seq} on the log is signed with key ${keyId}, which the key before, ${this.#keyId}, did not certify: the signing key was swapped`,
    };
  }

  #idOf(key: Uint8Array): string {
    return toHex(this.#portable.sha256(key)).slice(0, 16);
  }

  #checkContent(entry: z.infer<typeof entryShape>, crypto: VerifyCrypto): ChainFault | undefined {
    const { seq } = entry.record;
    if (entry.redacted && !this.#acceptsRedacted)
      return { seq, problem: 'format', detail: `entry ${seq} is redacted, which only an export can be` };
    const content = canonicalForm(entry.record);
    if (content === undefined) return { seq, problem: 'format', detail: `entry ${seq} has no canonical form` };
    const hash = entry.redacted
      ? fromHex(entry.hash)
      : crypto.sha256(utf8(ENTRY_DOMAIN), fromHex(entry.prev), utf8(content));
    if (toHex(hash) !== entry.hash)
      return { seq, problem: 'hash', detail: `entry ${seq} was altered after it was written` };
    const key = this.#keys.get(entry.keyId);
    if (!key)
      return {
        seq,
        problem: 'key',
        detail: `entry ${seq} is signed with key ${entry.keyId}, which is not trusted: the signing key was swapped, or the public key is of another log`,
      };
    const signature = fromHex(entry.signature);
    if (!crypto.verify(signature, hash, key)) {
      return { seq, problem: 'signature', detail: `the signature of entry ${seq} is not by key ${entry.keyId}` };
    }
    this.#lastSigned = { hash, signature, key };
    return undefined;
  }

  checkCheckpoint(signed: SignedCheckpoint): ChainFault | undefined {
    const shape = checkpointShape.safeParse(signed);
    if (!shape.success) return { seq: 0, problem: 'format', detail: `not a checkpoint: ${firstIssue(shape.error)}` };
    const { checkpoint, keyId, signature } = shape.data;
    const key = this.#keys.get(keyId);
    if (!key)
      return {
        seq: checkpoint.size,
        problem: 'key',
        detail: `the checkpoint of entry ${checkpoint.size} is signed with key ${keyId}, which is not trusted: the signing key was swapped, or the public key is of another log`,
      };
    const hash = this.#fast.sha256(utf8(CHECKPOINT_DOMAIN), utf8(canonicalForm(checkpoint) ?? ''));
    if (this.#fast.verify(fromHex(signature), hash, key)) return undefined;
    return {
      seq: checkpoint.size,
      problem: 'signature',
      detail: `the checkpoint of entry ${checkpoint.size} is not by key ${keyId}`,
    };
  }

  /** What only shows at the end: entries that a checkpoint names and that are gone, or another chain altogether. */
  checkEnd(checkpoints: readonly SignedCheckpoint[]): ChainFault | undefined {
    if (
      this.#lastSigned &&
      !this.#portable.verify(this.#lastSigned.signature, this.#lastSigned.hash, this.#lastSigned.key)
    ) {
      return { seq: this.last, problem: 'signature', detail: 'the last signature is not valid' };
    }
    if (this.#partial) return undefined;
    if (this.#noted) return this.#noted;
    const seq = this.last + 1;
    const newest = checkpoints.at(-1);
    if (newest && this.last > 0 && newest.checkpoint.chain !== this.#chain) {
      return {
        seq,
        problem: 'replaced',
        detail: `the newest signed checkpoint, of ${when(newest)}, is of another chain: another log took its place`,
      };
    }
    const ours = checkpoints.filter(({ checkpoint }) => this.last === 0 || checkpoint.chain === this.#chain);
    const longest = Math.max(0, ...ours.map(({ checkpoint }) => checkpoint.size));
    if (longest <= this.last) return undefined;
    const gone = `a signed checkpoint states ${longest} entries, the last ${longest - this.last} are gone`;
    // A copy is made while the log is closed, and closing leaves a checkpoint; a cut falls anywhere.
    const copied = ours.find(({ checkpoint }) => checkpoint.size === this.last && checkpoint.head === this.head);
    return copied
      ? {
          seq,
          problem: 'rollback',
          detail: `${gone}: the log is as it was at ${when(copied)}, an older copy took its place`,
        }
      : { seq, problem: 'tail', detail: `${gone}: the end was cut off` };
  }
}

function when(signed: SignedCheckpoint): string {
  return new Date(signed.checkpoint.time).toISOString();
}

/** The engine puts on record what it finds wrong when it opens the log: entries before that are gone. */
function notedFault(record: unknown): ChainFault | undefined {
  const note = recoveryNote.safeParse(record);
  if (!note.success) return undefined;
  const { seq, summary, args } = note.data;
  return { seq, problem: NOTED[args.code], detail: `entry ${seq} notes: ${summary}` };
}

/** RFC 8785, or undefined where it has no answer. */
function canonicalForm(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map(canonicalForm);
    return items.includes(undefined) ? undefined : `[${items.join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => {
        const [key, content] = [canonicalForm(name), canonicalForm(member)];
        return key !== undefined && content !== undefined ? `${key}:${content}` : undefined;
      });
    return members.includes(undefined) ? undefined : `{${members.join()}}`;
  }
  if (typeof value === 'string') {
    // Well-formed JSON.stringify writes a lone surrogate, and nothing else, as an escape of its own.
    return Buffer.from(value, 'utf8').toString('utf8') === value ? JSON.stringify(value) : undefined;
  }
  return value === null || typeof value === 'boolean' || Number.isFinite(value) ? JSON.stringify(value) : undefined;
}

async function comesLater(source: Iterator<unknown> | AsyncIterator<unknown>, seq: number): Promise<boolean> {
  for (let n = 0; n < LOOK_AHEAD; n++) {
    const next: IteratorResult<unknown, unknown> = await source.next();
    if (next.done) return false;
    if ((next.value as Partial<Entry> | null)?.record?.seq === seq) return true;
  }
  return false;
}

function iteratorOf(entries: Iterable<unknown> | AsyncIterable<unknown>): Iterator<unknown> | AsyncIterator<unknown> {
  return Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')} ${issue.message}`.trim() : 'wrong shape';
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

function toHex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
