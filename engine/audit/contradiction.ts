import type { Checkpoint, SignedCheckpoint } from '../protocol/audit.ts';
import type { Problem } from '../protocol/views.ts';

/** A log as it is when it is opened, and what was stated of it before. */
export interface FoundLog {
  readonly file: string;
  /** Key that is in use now. */
  readonly keyId: string;
  /** Key of the newest entry, unless it is known how the one in use followed it. */
  readonly signedWith?: string;
  readonly knownKeys: readonly string[];
  readonly checkpoints: readonly SignedCheckpoint[];
  /** Hash of the first entry, sequence number and hash of the last one. */
  readonly chain: string;
  readonly size: number;
  readonly head: string;
  /** Sequence number up to which entries are in an archive. */
  readonly start: number;
  readonly hashAt: (seq: number) => string | undefined;
}

/** How a log differs from what its last checkpoint states, if it does: entries are gone or others, or the key is. */
export function findContradiction(log: FoundLog): Problem | undefined {
  const { file, keyId, signedWith, start } = log;
  if (signedWith !== undefined && signedWith !== keyId) {
    return {
      code: 'audit-key-swapped',
      message: `The audit log was signed with key ${signedWith} so far. That key did not certify the one in use now, ${keyId}: the signing key was replaced.`,
      file,
    };
  }
  const checkpoints = log.checkpoints.flatMap((each) => (log.knownKeys.includes(each.keyId) ? [each.checkpoint] : []));
  const last = checkpoints.at(-1);
  if (!last || log.hashAt(last.size) === last.head) return undefined;
  // What it names was moved into an archive, and the log was closed before there was another checkpoint.
  if (last.chain === log.chain && last.size <= start) return undefined;
  const { code, what } = diagnose(log, last, checkpoints);
  const message = `The audit log ${what}, as its signed checkpoint of ${new Date(last.time).toISOString()} with ${last.size} entries shows.`;
  return { code, message, file };
}

function diagnose(
  { size, chain, head }: FoundLog,
  last: Checkpoint,
  checkpoints: readonly Checkpoint[],
): { readonly code: string; readonly what: string } {
  if (size === 0) return { code: 'audit-replaced', what: 'was deleted' };
  if (last.chain !== chain) return { code: 'audit-replaced', what: 'was replaced by another one' };
  if (last.size <= size) return { code: 'audit-forked', what: 'went on in two ways' };
  // A copy is made while the log is closed, and closing leaves a checkpoint; a cut falls anywhere.
  return checkpoints.some((each) => each.size === size && each.head === head)
    ? { code: 'audit-rolled-back', what: `was replaced by an older copy with ${size} entries` }
    : { code: 'audit-cut', what: `was cut off after entry ${size}` };
}
