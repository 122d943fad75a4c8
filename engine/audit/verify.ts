import * as z from 'zod';
import type { Bridge, ChainFault, SignedCheckpoint, VerifyReport } from '../protocol/audit.ts';
import { nativeCrypto, portableCrypto, type VerifyCrypto } from './verifyCrypto.ts';
import {
  attachmentFault,
  canonicalForm,
  entryShape,
  fromHex,
  hashOfEntry,
  isObject,
  signedHash,
  textsGone,
  toHex,
  utf8,
  type CheckedEntry,
} from './verifyEntry.ts';
import { checkRotation, keyChangeOf, withRotations } from './verifyRotation.ts';

/*
 * The second implementation of docs/audit-format.md. It deliberately shares no code with the one that writes
 * (canonical.ts, chain.ts, seal.ts): a mistake there must show here.
 */

const CHECKPOINT_DOMAIN = 'oktsec.audit.checkpoint.v1\n';
const BRIDGE_DOMAIN = 'oktsec.audit.bridge.v1\n';
const GENESIS = '0'.repeat(64);

/** In the fast mode each so manieth entry is checked by the portable implementation too. */
const SAMPLE = 1000;
/** Entries between two chances for others to run. */
const SLICE = 256;
/** How far ahead an entry that is not where it belongs is looked for. */
const LOOK_AHEAD = 1000;

const bytes = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * length}}$`));
const place = { v: z.literal(1), chain: bytes(32), size: z.int().positive(), head: bytes(32), time: z.int() };
const signed = { keyId: bytes(8), signature: bytes(64) };
const checkpointShape = z.strictObject({
  checkpoint: z.strictObject({ ...place, rules: z.string(), config: z.string() }),
  ...signed,
});
const bridgeShape = z.strictObject({ bridge: z.strictObject({ ...place, archive: z.string() }), ...signed });

/** Notes of the engine by their code, and the fault that each states. */
const NOTED = {
  'audit-cut': 'tail',
  'audit-rolled-back': 'rollback',
  'audit-forked': 'fork',
  'audit-replaced': 'replaced',
  'audit-key-swapped': 'key',
} as const;
const recoveryNote = z.object({
  seq: z.int(),
  kind: z.literal('system'),
  event: z.literal('audit-recovered'),
  summary: z.string(),
  args: z.object({
    code: z.enum(['audit-cut', 'audit-rolled-back', 'audit-forked', 'audit-replaced', 'audit-key-swapped']),
  }),
});

export interface VerifyOptions {
  /** The entries are a selection: gaps are allowed, order, content, signatures and adjoining links are not negotiable. */
  readonly partial?: boolean;
  /** Accepts entries that say they are redacted; only the verifier of an export may ask for it. */
  readonly redacted?: boolean;
  /** It is an archive: the last thing in it must be the bridge that says so. */
  readonly archive?: boolean;
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
  const verifier = new Verifier(publicKeys, checkpoints, options);
  let fault = checkpoints.map((each) => verifier.checkCheckpoint(each)).find((found) => found);
  const source = iteratorOf(entries);
  while (!fault) {
    const next: IteratorResult<unknown, unknown> = await source.next();
    if (next.done) {
      fault = (await verifier.settle()) ?? verifier.checkEnd();
      break;
    }
    fault = verifier.check(next.value);
    if (fault) {
      if (fault.problem === 'missing' && (await comesLater(source, fault.seq))) fault = { ...fault, problem: 'order' };
      fault = (await verifier.settle()) ?? fault;
    } else if (verifier.count % SLICE === 0) {
      fault = await verifier.settle();
      options.onProgress?.(verifier.count);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await source.return?.();
  return {
    valid: !fault,
    entries: verifier.count,
    ...(verifier.first > 1 && { first: verifier.first }),
    ...(verifier.count > 0 && { head: verifier.head }),
    ...(verifier.redacted > 0 && { redacted: verifier.redacted }),
    ...(verifier.textsGone > 0 && { textsGone: verifier.textsGone }),
    ...(verifier.statedAt !== undefined && { statedAt: verifier.statedAt }),
    ...(fault && { fault }),
  };
}

interface Signed {
  readonly seq: number;
  readonly keyId: string;
  /** What the signature is over. */
  readonly hash: string;
  readonly signature: string;
}

/** How far all was good. */
type Reached = Pick<Verifier, 'count' | 'redacted' | 'last' | 'head'>;

/** Holds where in the chain we are. */
class Verifier {
  count = 0;
  redacted = 0;
  /** Texts that entries name and that did not come with them. */
  textsGone = 0;
  /** Sequence number of the first and the last good entry. */
  first = 0;
  last = 0;
  head = GENESIS;
  /** When it was stated that the log ends where we are. */
  statedAt: number | undefined;
  /** Hash of the chain's first entry. */
  #chain = '';
  readonly #portable = portableCrypto();
  readonly #fast: VerifyCrypto;
  readonly #options: VerifyOptions;
  readonly #keys: Map<string, Uint8Array>;
  readonly #rotations: unknown[];
  readonly #checkpoints: readonly SignedCheckpoint[];
  readonly #checkpointsAt = new Map<number, SignedCheckpoint[]>();
  /** Key of the last good entry. */
  #keyId = '';
  #lastSigned: Signed | undefined;
  /** Signatures that are being checked. */
  #pending: { readonly of: Signed; readonly before: Reached; readonly good: Promise<boolean> }[] = [];
  /** What the log itself notes to be wrong with it. */
  #noted: ChainFault | undefined;
  #bridge: Bridge['bridge'] | undefined;
  /** How all entries of an export are redacted, `whole` if they are not. */
  #level: 'analyst' | 'external' | 'whole' | undefined;

  constructor(publicKeys: readonly Uint8Array[], checkpoints: readonly SignedCheckpoint[], options: VerifyOptions) {
    this.#options = options;
    this.#fast = options.paranoid ? this.#portable : nativeCrypto();
    this.#rotations = [...(options.rotations ?? [])];
    const trusted = withRotations(publicKeys, this.#rotations, this.#fast);
    this.#keys = new Map(trusted.map((key) => [this.#idOf(key), key]));
    this.#checkpoints = checkpoints;
    for (const each of checkpoints) {
      const { size } = each.checkpoint;
      this.#checkpointsAt.set(size, [...(this.#checkpointsAt.get(size) ?? []), each]);
    }
  }

  /** Looks at the next thing of a log. Its signature may still be in the works: see `settle`. */
  check(value: unknown): ChainFault | undefined {
    if (isObject(value) && 'bridge' in value) return this.#checkBridge(value);
    if (isObject(value) && 'rotation' in value) return this.#checkCertificate(value.rotation);
    if (isObject(value) && 'checkpoint' in value) return this.#checkEndStatement(value);
    const expected = this.last + 1;
    const entry = entryShape(value);
    if (typeof entry === 'string') return { seq: expected, problem: 'format', detail: `not an entry: ${entry}` };
    const problem = this.#checkPlace(entry) ?? this.#checkKeyChange(entry) ?? this.#checkContent(entry);
    if (problem) return problem;

    const { seq } = entry.record;
    this.count++;
    if (entry.redacted) this.redacted++;
    else this.textsGone += textsGone(entry);
    this.first ||= seq;
    this.last = seq;
    this.head = entry.hash;
    this.#keyId = entry.keyId;
    this.#bridge = undefined;
    this.statedAt = undefined;
    this.#noted ??= notedFault(entry.record);
    if (seq === 1) this.#chain = entry.hash;
    return this.#checkAgainstCheckpoints(seq);
  }

  /** Waits for all signatures; the first that is bad takes back the entries that were counted since. */
  async settle(): Promise<ChainFault | undefined> {
    const pending = this.#pending;
    this.#pending = [];
    for (const { of, before, good } of pending) {
      if (await good) continue;
      await Promise.allSettled(pending.map((each) => each.good));
      Object.assign(this, before);
      return badSignature(of);
    }
    return undefined;
  }

  checkCheckpoint(value: unknown): ChainFault | undefined {
    const shape = checkpointShape.safeParse(value);
    if (!shape.success) return { seq: 0, problem: 'format', detail: `not a checkpoint: ${firstIssue(shape.error)}` };
    const { checkpoint, keyId, signature } = shape.data;
    return this.#checkStatement(`the checkpoint of entry ${checkpoint.size}`, CHECKPOINT_DOMAIN, checkpoint, {
      ...{ seq: checkpoint.size, keyId, signature },
    });
  }

  /** What only shows at the end: entries that a checkpoint names and that are gone, or another chain altogether. */
  checkEnd(): ChainFault | undefined {
    const signed = this.#lastSigned;
    const key = signed && this.#keys.get(signed.keyId);
    if (signed && key && !this.#portable.verify(fromHex(signed.signature), fromHex(signed.hash), key)) {
      return { seq: this.last, problem: 'signature', detail: 'the last signature is not valid' };
    }
    if (this.#options.partial) return undefined;
    if (this.#noted) return this.#noted;
    const seq = this.last + 1;
    if (this.#options.archive) {
      if (this.#bridge) return undefined;
      return {
        seq,
        problem: 'tail',
        detail: 'the archive does not end with the bridge that says so: its end was cut off',
      };
    }
    const newest = this.#checkpoints.at(-1);
    if (newest && this.last > 0 && newest.checkpoint.chain !== this.#chain) {
      return {
        seq,
        problem: 'replaced',
        detail: `the newest signed checkpoint, of ${when(newest)}, is of another chain: another log took its place`,
      };
    }
    const ours = this.#checkpoints.filter(({ checkpoint }) => this.last === 0 || checkpoint.chain === this.#chain);
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

  #checkPlace({ record: { seq }, prev }: CheckedEntry): ChainFault | undefined {
    const expected = this.last + 1;
    if (seq < expected)
      return { seq: expected, problem: 'order', detail: `entry ${seq} stands where ${expected} should be` };
    if (seq > expected && !this.#options.partial) {
      return { seq: expected, problem: 'missing', detail: `entry ${expected} is missing, ${seq} follows ${this.last}` };
    }
    if (seq === expected && prev !== this.head) {
      return { seq, problem: 'link', detail: `entry ${seq} does not follow the entry before it` };
    }
    return undefined;
  }

  /** Another key than that of the entry before must come in with an entry that says so, certified by the old key. */
  #checkKeyChange({ keyId, record }: CheckedEntry): ChainFault | undefined {
    if (this.#keyId === '' || keyId === this.#keyId || this.#options.partial) return undefined;
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

  #checkContent(entry: CheckedEntry): ChainFault | undefined {
    const { seq } = entry.record;
    if (entry.redacted && !this.#options.redacted)
      return { seq, problem: 'format', detail: `entry ${seq} is redacted, which only an export can be` };
    const level = entry.redacted ?? 'whole';
    if ((entry.redacted || !isKeyChange(entry)) && (this.#level ??= level) !== level)
      return { seq, problem: 'format', detail: `entry ${seq} is redacted in another way than those before it` };
    const content = canonicalForm(entry.record);
    if (content === undefined) return { seq, problem: 'format', detail: `entry ${seq} has no canonical form` };
    const checkers = this.count % SAMPLE === 0 ? [this.#fast, this.#portable] : [this.#fast];
    for (const crypto of entry.redacted ? [] : checkers) {
      if (hashOfEntry(entry.prev, content, crypto) !== entry.hash)
        return { seq, problem: 'hash', detail: `entry ${seq} was altered after it was written` };
      const fault = attachmentFault(entry, crypto);
      if (fault !== undefined) return { seq, problem: 'attachment', detail: `entry ${seq}: ${fault}` };
    }
    const { keyId, signature } = entry;
    return this.#checkSignature({ seq, keyId, signature, hash: signedHash(entry, this.#fast) });
  }

  /** Entries that share a signature come one after the other: it is checked once. */
  #checkSignature(of: Signed): ChainFault | undefined {
    const key = this.#keys.get(of.keyId);
    if (!key)
      return {
        seq: of.seq,
        problem: 'key',
        detail: `entry ${of.seq} is signed with key ${of.keyId}, which is not trusted: the signing key was swapped, or the public key is of another log`,
      };
    const before = this.#lastSigned;
    if (before?.signature === of.signature && before.hash === of.hash && before.keyId === of.keyId) return undefined;
    this.#lastSigned = of;
    const [signature, hash] = [fromHex(of.signature), fromHex(of.hash)];
    if (this.count % SAMPLE === 0 && !this.#portable.verify(signature, hash, key)) return badSignature(of);
    const reached = { count: this.count, redacted: this.redacted, last: this.last, head: this.head };
    this.#pending.push({ of, before: reached, good: this.#fast.verifyLater(signature, hash, key) });
    return undefined;
  }

  /** Says how long the chain was where an archive ends: what follows, or came before, must fit. */
  #checkBridge(value: unknown): ChainFault | undefined {
    const seq = this.last + 1;
    const shape = bridgeShape.safeParse(value);
    if (!shape.success) return { seq, problem: 'format', detail: `not a bridge: ${firstIssue(shape.error)}` };
    const { bridge, keyId, signature } = shape.data;
    const bad = this.#checkStatement(`the bridge after entry ${bridge.size}`, BRIDGE_DOMAIN, bridge, {
      ...{ seq, keyId, signature },
    });
    if (bad) return bad;
    if (this.last === 0) {
      this.last = bridge.size;
      this.head = bridge.head;
      this.#chain = bridge.chain;
    } else if (bridge.size !== this.last || bridge.head !== this.head || bridge.chain !== this.#chain) {
      return { seq, problem: 'link', detail: `the bridge after entry ${bridge.size} does not belong here` };
    } else {
      this.#bridge = bridge;
      this.statedAt = bridge.time;
    }
    return undefined;
  }

  /** Says where the log ended when it was exported. */
  #checkEndStatement(value: unknown): ChainFault | undefined {
    const fault = this.checkCheckpoint(value);
    if (fault || this.#options.partial) return fault;
    const { checkpoint } = value as SignedCheckpoint; // it has just been parsed
    const seq = this.last + 1;
    if (checkpoint.size > this.last) {
      const gone = `it is stated to have ${checkpoint.size} entries, the last ${checkpoint.size - this.last} are gone`;
      return { seq, problem: 'tail', detail: `${gone}: the end was cut off` };
    }
    if (checkpoint.size < this.last || checkpoint.head !== this.head || checkpoint.chain !== this.#chain)
      return {
        seq,
        problem: 'link',
        detail: `the statement that ends it, after entry ${checkpoint.size}, does not belong here`,
      };
    this.statedAt = checkpoint.time;
    return undefined;
  }

  /** Says which key followed which: who trusts either trusts both. When the key changed is for the entries to say. */
  #checkCertificate(rotation: unknown): ChainFault | undefined {
    if (!checkRotation(rotation, this.#fast)) {
      const detail = 'a certificate of a key change is not by both keys that it names';
      return { seq: this.last + 1, problem: 'signature', detail };
    }
    this.#rotations.push(rotation);
    for (const key of withRotations([...this.#keys.values()], this.#rotations, this.#fast))
      this.#keys.set(this.#idOf(key), key);
    return undefined;
  }

  #checkStatement(
    what: string,
    domain: string,
    statement: unknown,
    { seq, keyId, signature }: Omit<Signed, 'hash'>,
  ): ChainFault | undefined {
    const key = this.#keys.get(keyId);
    if (!key)
      return {
        seq,
        problem: 'key',
        detail: `${what} is signed with key ${keyId}, which is not trusted: the signing key was swapped, or the public key is of another log`,
      };
    const hash = this.#fast.sha256(utf8(domain), utf8(canonicalForm(statement) ?? ''));
    if (this.#fast.verify(fromHex(signature), hash, key)) return undefined;
    return { seq, problem: 'signature', detail: `${what} is not by key ${keyId}` };
  }

  #checkAgainstCheckpoints(seq: number): ChainFault | undefined {
    const contradicted = this.#checkpointsAt
      .get(seq)
      ?.find(({ checkpoint }) => checkpoint.chain === this.#chain && checkpoint.head !== this.head);
    if (!contradicted) return undefined;
    const detail = `entry ${seq} is not the one that a signed checkpoint of ${when(contradicted)} names: the chain went two ways`;
    return this.#noted ?? { seq, problem: 'fork', detail };
  }

  #idOf(key: Uint8Array): string {
    return toHex(this.#portable.sha256(key)).slice(0, 16);
  }
}

/** These entries alone are not redacted where all others are. */
function isKeyChange({ record }: CheckedEntry): boolean {
  return record.kind === 'system' && record.event === 'key.rotated';
}

function badSignature({ seq, keyId }: Signed): ChainFault {
  return { seq, problem: 'signature', detail: `the signature of entry ${seq} is not by key ${keyId}` };
}

function when({ checkpoint }: SignedCheckpoint): string {
  return new Date(checkpoint.time).toISOString();
}

/** The engine puts on record what it finds wrong when it opens the log: entries before that are gone. */
function notedFault(record: CheckedEntry['record']): ChainFault | undefined {
  if (record.event !== 'audit-recovered') return undefined;
  const note = recoveryNote.safeParse(record);
  if (!note.success) return undefined;
  const { seq, summary, args } = note.data;
  return { seq, problem: NOTED[args.code], detail: `entry ${seq} notes: ${summary}` };
}

async function comesLater(source: Iterator<unknown> | AsyncIterator<unknown>, seq: number): Promise<boolean> {
  for (let n = 0; n < LOOK_AHEAD; n++) {
    const next: IteratorResult<unknown, unknown> = await source.next();
    if (next.done) return false;
    if (isObject(next.value) && isObject(next.value.record) && next.value.record.seq === seq) return true;
  }
  return false;
}

function iteratorOf(entries: Iterable<unknown> | AsyncIterable<unknown>): Iterator<unknown> | AsyncIterator<unknown> {
  return Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')} ${issue.message}`.trim() : 'wrong shape';
}
