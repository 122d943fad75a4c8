import type { EntryDraft } from '../protocol/audit.ts';
import type { ToolCall } from '../protocol/call.ts';
import type { ApprovalState, Decision, Finding } from '../protocol/verdict.ts';
import type { Config } from '../config/schema.ts';
import type { Detector } from '../detect/types.ts';

/** How the caller proved who it is. The entrances establish it, stage 2 judges it. */
export interface Identity {
  readonly method: 'token' | 'signature' | 'local' | 'none';
  readonly trusted: boolean;
}

/** Where entries become durable. Resolves when the entry is; rejects only if it could be kept nowhere. */
export interface AuditSink {
  append(draft: EntryDraft): Promise<void>;
}

/** What the log knows of a call that was judged before, perhaps by an earlier engine. */
export interface CallMemory {
  recall(key: string): RecalledCall | undefined;
}
export interface RecalledCall {
  /** Id under which the call was recorded first. */
  readonly call: string;
  readonly fingerprint: string | undefined;
  readonly decision?: Decision | undefined;
}

/** Where held calls wait for a person. Absent where nobody can be asked (the hook's own judgement, `check`). */
export interface Holder {
  /** Parks the call until someone decides, the deadline passes or the caller goes away. */
  hold(request: HoldRequest): Promise<HoldOutcome>;
  /** Uses up a person's earlier approval of the identical call, if there is one. */
  consume(call: ToolCall): { readonly item: string; readonly by: string } | undefined;
}
export interface HoldRequest {
  readonly call: ToolCall;
  readonly key: string;
  readonly findings: readonly Finding[];
  readonly reason: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}
export interface HoldOutcome {
  readonly item: string;
  readonly state: ApprovalState;
  readonly by: string;
  readonly waitedMs: number;
}

/** `now` is wall-clock milliseconds for people, `monotonic` milliseconds for windows and durations. */
export interface Clock {
  now(): number;
  monotonic(): number;
}

export interface PipelineParts {
  readonly config: () => Config;
  readonly detector: () => Detector;
  readonly audit: AuditSink;
  readonly clock: Clock;
  readonly holder?: Holder;
  readonly memory?: CallMemory;
  /** Hides secrets; applied to everything that is stored or shown. */
  readonly redact: Redactor;
  /** Is a person there to decide? Decides how long a call waits. */
  readonly attended?: () => boolean;
  readonly onSuspend?: (agent: string, why: string) => void;
  readonly onOverrun?: (rules: readonly string[]) => void;
  readonly onBlock?: (agent: string) => void;
}

export interface Redactor {
  text(text: string): string;
  value(value: unknown): unknown;
}
