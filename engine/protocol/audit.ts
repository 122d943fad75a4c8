import type { Agent, Outcome, Phase, Surface, Tool } from './call.ts';
import type { Action, Approval, Category, Certainty, Mode, Severity, Stage, Verdict } from './verdict.ts';

/**
 * `call`: judged before it ran. `outcome`: the same call's after-event. `approval`: a later decision
 * on a held call. `notice`: session, prompt and sub-agent events. `system`: the engine about itself.
 */
export const ENTRY_KINDS = ['call', 'outcome', 'approval', 'notice', 'system'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

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
  /** Stored apart from the entry, which only names its digest: it can be deleted. */
  readonly reasoning?: string;
  /** The input as it came, not redacted: only where a person asked for it. Stored apart like `reasoning`. */
  readonly input?: string;
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

/** Texts that belong to an entry and are stored apart. */
export const ATTACHMENTS = ['reasoning', 'input'] as const;
export type AttachmentName = (typeof ATTACHMENTS)[number];

/** What an entry says of a text that is stored apart. */
export interface Attached {
  /** `SHA-256(domain || name || LF || salt || text)`, hex. Without the salt, which goes with the text, it tells nothing. */
  readonly digest: string;
  readonly characters: number;
}

/** The text itself, as long as nobody deleted it. */
export interface Attachment {
  /** 16 random bytes, hex. */
  readonly salt: string;
  readonly text: string;
}

/** What is hashed: RFC 8785 JSON of this. */
export interface EntryRecord extends Omit<EntryDraft, AttachmentName> {
  readonly v: 2;
  readonly seq: number;
  readonly attached?: Readonly<Partial<Record<AttachmentName, Attached>>>;
}

/** An entry as stored and exported; hashes, key id and signature in lower-case hex. */
export interface Entry {
  readonly record: EntryRecord;
  readonly prev: string;
  readonly hash: string;
  readonly keyId: string;
  /** Shared by entries that were stored together: over the hash to which `proof` leads from this entry's. */
  readonly signature: string;
  /** Hashes on the way from `hash` to what is signed, each with L or R before it: on which side it stands. */
  readonly proof: readonly string[];
  readonly attachments?: Readonly<Partial<Record<AttachmentName, Attachment>>>;
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

/** What a checkpoint states: at this time the chain had this many entries and ended in this hash. */
export interface Checkpoint {
  readonly v: 1;
  /** Hash of the chain's first entry: names the chain. */
  readonly chain: string;
  /** Sequence number of the last entry. */
  readonly size: number;
  /** Hash of the last entry. */
  readonly head: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** SHA-256 of the compiled rules and of the configuration in force; empty if unknown. */
  readonly rules: string;
  readonly config: string;
}

/** Also the last thing in a whole export: its end cannot be cut off unseen. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly keyId: string;
  /** Ed25519 over `SHA-256(domain || RFC 8785 form of checkpoint)`, hex. */
  readonly signature: string;
}

/**
 * Stands where a part of the chain was moved into an archive: the chain had `size` entries and ended in `head` there.
 * In an export or archive it is an object among the entries.
 */
export interface Bridge {
  readonly bridge: {
    readonly v: 1;
    /** Hash of the chain's first entry. */
    readonly chain: string;
    readonly size: number;
    readonly head: string;
    readonly time: number;
    /** Name of the archive's file. */
    readonly archive: string;
  };
  readonly keyId: string;
  /** Ed25519 over `SHA-256(domain || RFC 8785 form of bridge)`. */
  readonly signature: string;
}

/** A certificate of a key change, by itself: exports and archives start with those of their log. */
export interface Certificate {
  readonly rotation: Rotation;
}

/** What exports and archives are made of. */
export type LogPart = Entry | Bridge | Certificate | SignedCheckpoint;

/**
 * First thing wrong with a chain, and where. `key`: the signing key was swapped; `tail`: the end was cut off; `rollback`:
 * an older copy took the log's place; `fork`: the chain went two ways; `replaced`: it is another chain.
 */
export interface ChainFault {
  readonly seq: number;
  readonly problem:
    | 'missing'
    | 'order'
    | 'link'
    | 'hash'
    | 'attachment'
    | 'signature'
    | 'key'
    | 'format'
    | 'tail'
    | 'rollback'
    | 'fork'
    | 'replaced';
  readonly detail: string;
}

export interface VerifyReport {
  readonly valid: boolean;
  readonly entries: number;
  /** Sequence number of the first entry, if others before it are in an archive. */
  readonly first?: number;
  readonly head?: string;
  /** Entries of a redacted export: their place in the chain and signature are good, their content cannot be checked. */
  readonly redacted?: number;
  /** Texts stored apart that entries name and that are not there: someone has deleted them, rightly or not. */
  readonly textsGone?: number;
  /** When the owner of the key stated that the log ends here. Without it entries may be missing at the end. */
  readonly statedAt?: number;
  readonly fault?: ChainFault;
}

/** Signs hashes (Ed25519, RFC 8032). */
export interface Signer {
  /** SHA-256 of the raw public key, first 16 hex digits. */
  readonly keyId: string;
  /** Raw public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}
