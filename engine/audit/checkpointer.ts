import type { Checkpoint, SignedCheckpoint, Signer } from '../protocol/audit.ts';
import type { Problem } from '../protocol/views.ts';
import { hex } from './chain.ts';
import { CheckpointFile, isCheckpointBy, signCheckpoint } from './checkpoints.ts';
import { findContradiction, type FoundLog } from './contradiction.ts';
import type { ChainState } from './entryWriter.ts';

const EVERY = 1000;

export interface CheckpointerParts {
  /** Where checkpoints go. */
  readonly file: string;
  /** Entries between two checkpoints. */
  readonly every?: number;
  readonly now: () => number;
  /** Hashes of what is in force. */
  readonly inForce?: () => { readonly rules: string; readonly config: string };
  /** A checkpoint was written: others may keep it too. */
  readonly onCheckpoint?: (signed: SignedCheckpoint) => void;
}

/** What the log is, for comparing it with what was stated of it. */
export type ComparedLog = Omit<FoundLog, 'checkpoints' | 'knownKeys' | 'chain' | 'size' | 'head'> & {
  /** Raw keys that entries may be signed with, by their id. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
};

/** States size and head of the chain, signed, apart from it, and compares the log with what was stated before. */
export class Checkpointer {
  readonly #parts: CheckpointerParts;
  readonly #file: CheckpointFile;
  /** The chain as it was when the log was opened. */
  readonly #opened: ChainState;
  #size: number;

  constructor(parts: CheckpointerParts, opened: ChainState) {
    this.#parts = parts;
    this.#file = new CheckpointFile(parts.file);
    this.#opened = opened;
    this.#size = this.read().findLast(({ checkpoint }) => checkpoint.chain === opened.chain)?.checkpoint.size ?? 0;
  }

  /** Signed checkpoints, oldest first. */
  read(): SignedCheckpoint[] {
    return this.#file.read();
  }

  /** A statement of how the chain is, to go with it. */
  state(state: ChainState, signer: Signer): SignedCheckpoint {
    return signCheckpoint(this.#statement(state), signer);
  }

  /** States how the chain is now, if enough has been added. */
  writeIfDue(state: ChainState, signer: Signer): void {
    if (state.seq - this.#size >= (this.#parts.every ?? EVERY)) this.write(state, signer);
  }

  /** States how the chain is now. Failing costs no entry: the next batch, or closing, tries again. */
  write(state: ChainState, signer: Signer): void {
    if (state.seq === this.#size) return;
    const signed = this.state(state, signer);
    try {
      this.#file.append(signed);
    } catch (error) {
      if (!isFileError(error)) throw error;
      return;
    }
    this.#size = state.seq;
    this.#parts.onCheckpoint?.(signed);
  }

  /** How the log, as it was when it was opened, differs from what its last checkpoint states. */
  contradiction(log: ComparedLog): Problem | undefined {
    return this.#compare(log, this.read());
  }

  /**
   * The same with a checkpoint that was kept where nobody comes who can change the log and its own checkpoints together.
   * Undefined also if that checkpoint claims a key of this log and is not by it: it proves nothing.
   */
  contradictionWith(kept: SignedCheckpoint, log: ComparedLog): Problem | undefined {
    const key = log.keys.get(kept.keyId);
    if (key === undefined) {
      const when = new Date(kept.checkpoint.time).toISOString();
      return {
        code: 'audit-key-swapped',
        message: `The editor keeps a signed checkpoint of ${when} with ${kept.checkpoint.size} entries, by key ${kept.keyId}. This audit log does not know that key: the log and its key were replaced.`,
        file: log.file,
      };
    }
    if (!isCheckpointBy(kept, key)) return undefined;
    const here = this.read();
    // What our own checkpoints state too was compared when the log was opened, also by engines before this one.
    const isKnown = here.some((each) => {
      const { chain, size } = each.checkpoint;
      const by = log.keys.get(each.keyId);
      return chain === kept.checkpoint.chain && size >= kept.checkpoint.size && by && isCheckpointBy(each, by);
    });
    return isKnown ? undefined : this.#compare(log, [...here, kept]);
  }

  #compare(log: ComparedLog, checkpoints: readonly SignedCheckpoint[]): Problem | undefined {
    const { seq, head, chain } = this.#opened;
    return findContradiction({
      ...log,
      ...{ knownKeys: [...log.keys.keys()], checkpoints, chain, size: seq, head: hex(head) },
    });
  }

  #statement({ chain, seq, head }: ChainState): Checkpoint {
    const { now, inForce } = this.#parts;
    const { rules, config } = inForce?.() ?? { rules: '', config: '' };
    return { v: 1, chain, size: seq, head: hex(head), time: now(), rules, config };
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
