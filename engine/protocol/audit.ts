import type { Agent, Outcome, Phase, Surface, Tool } from './call.ts';
import type { Action, Approval, Category, Certainty, Mode, Severity, Stage, Verdict } from './verdict.ts';

/**
 * `call`: judged before it ran. `outcome`: the same call's after-event. `approval`: a later decision
 * on a held call. `notice`: session, prompt and sub-agent events. `system`: the engine about itself.
 */
export type EntryKind = 'call' | 'outcome' | 'approval' | 'notice' | 'system';

export interface EntryFinding {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly origin: string;
  readonly excerpt: string;
}

/** Everything of an entry but what the log itself adds. Already redacted. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly time: number;
  /** Id of the call this entry is about; `approval` and `outcome` entries carry their call's id. */
  readonly call: string;
  readonly key?: string;
  /** The call's fingerprint: the same key with another input is another call. */
  readonly fingerprint?: string;
  readonly client: string;
  readonly surface: Surface;
  readonly session: string;
  readonly agent: Agent;
  readonly event: string;
  readonly phase: Phase;
  readonly tool: Tool;
  /** One line that says what the call does. */
  readonly summary: string;
  /** Redacted and bounded input or output. */
  readonly args?: unknown;
  readonly cwd?: string;
  readonly reasoning?: string;
  readonly planStep?: string;
  readonly identity: string;
  readonly delegation?: readonly string[];
  readonly verdict?: Verdict;
  readonly stage?: Stage;
  readonly mode?: Mode;
  readonly action?: Action;
  readonly enforced?: Action;
  readonly findings?: readonly EntryFinding[];
  readonly reason?: string;
  readonly micros?: number;
  readonly approval?: Approval;
  readonly outcome?: Outcome;
  /** Judged by the hook itself while no engine ran, chained later. */
  readonly spooled?: true;
}

/** What is hashed: RFC 8785 JSON of this. */
export interface EntryRecord extends EntryDraft {
  readonly v: 1;
  readonly seq: number;
}

/** An entry as stored and exported; hashes, key id and signature in lower-case hex. */
export interface Entry {
  readonly record: EntryRecord;
  readonly prev: string;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
  /** Only in exports: the record is not whole, its hash is that of the whole one. */
  readonly redacted?: 'analyst' | 'external';
}

/** A new signing key follows an old one: the old one certifies the new, the new one vouches for the old. Hex. */
export interface Rotation {
  readonly v: 1;
  readonly time: number;
  /** Raw public keys. */
  readonly from: string;
  readonly to: string;
  /** Ed25519 over `SHA-256(domain || RFC 8785 form of the four members above)`. */
  readonly oldSignature: string;
  readonly newSignature: string;
}

/**
 * First thing wrong with a chain, and where. `key`: the signing key was swapped; `tail`: the end was cut off; `rollback`:
 * an older copy took the log's place; `fork`: the chain went two ways; `replaced`: it is another chain.
 */
export interface ChainFault {
  readonly seq: number;
  readonly problem:
    'missing' | 'order' | 'link' | 'hash' | 'signature' | 'key' | 'format' | 'tail' | 'rollback' | 'fork' | 'replaced';
  readonly detail: string;
}

export interface VerifyReport {
  readonly valid: boolean;
  readonly entries: number;
  readonly head?: string;
  /** Entries of a redacted export: their place in the chain and signature are good, their content cannot be checked. */
  readonly redacted?: number;
  readonly fault?: ChainFault;
}

/** Signs entry hashes (Ed25519, RFC 8032). */
export interface Signer {
  /** SHA-256 of the raw public key, first 16 hex digits. */
  readonly keyId: string;
  /** Raw public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}
