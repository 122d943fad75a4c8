import type { Change, Outcome, Tool } from './call.ts';
import type { Action, Approval, ApprovalState, Finding, Mode, Verdict } from './verdict.ts';
import type { EntryFinding, EntryKind } from './audit.ts';
import type { ConnectScope, DiscoveredClient } from './clients.ts';

/** A held call as people see it. All text is redacted. */
export interface HeldItem {
  readonly id: string;
  readonly call: string;
  readonly client: string;
  readonly agent: string;
  readonly session: string;
  readonly tool: Tool;
  readonly cwd?: string;
  /** One line: what the call does. */
  readonly summary: string;
  /** The exact command, URL or JSON input, redacted. */
  readonly detail: string;
  readonly change?: Change;
  readonly reason: string;
  readonly findings: readonly Finding[];
  readonly state: ApprovalState;
  /** Is the call still waiting on its open request? If not, approving lets the identical call pass once. */
  readonly waiting: boolean;
  readonly createdAt: number;
  /** When the open request is answered without a person. */
  readonly deadline: number;
  /** When the item leaves the inbox. */
  readonly expiresAt: number;
}

export interface SessionSummary {
  readonly id: string;
  readonly client: string;
  readonly agent: string;
  readonly cwd?: string;
  /** First words of the first prompt. */
  readonly title: string;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly steps: number;
  readonly worst: Verdict;
  readonly blocked: number;
  readonly held: number;
  readonly flagged: number;
}

/** A finding as the timeline shows it: what was stored, with the rule's texts as they are now. */
export interface StepFinding extends EntryFinding {
  readonly name?: string;
  readonly explanation?: string;
  readonly remediation?: string;
}

/** One line of a timeline: an entry with what was decided and what came of it folded in. */
export interface SessionStep {
  readonly seq: number;
  readonly call: string;
  readonly kind: EntryKind;
  readonly event: string;
  readonly time: number;
  /** Milliseconds since the step before. */
  readonly gapMs: number;
  readonly agent: string;
  readonly depth: number;
  readonly tool: Tool;
  readonly summary: string;
  readonly detail: string;
  readonly verdict?: Verdict;
  readonly action?: Action;
  readonly enforced?: Action;
  readonly findings: readonly StepFinding[];
  readonly reason?: string;
  readonly approval?: Approval;
  readonly outcome?: Outcome;
  readonly reasoning?: string;
  /** File the step is about, to jump to. */
  readonly path?: string;
  readonly spooled: boolean;
}

export interface SessionDetail {
  readonly summary: SessionSummary;
  readonly steps: readonly SessionStep[];
}

/** What became of a harmless call that must be denied. */
export interface ClientProof {
  readonly at: number;
  readonly denied: boolean;
  readonly detail: string;
  /** Did the client itself ask for the call, or was only its hook command run? */
  readonly through: 'client' | 'hook';
  /** The client's version at that time, where it is known. */
  readonly version?: string;
}

/** A client of the Agents view. */
export interface ClientView extends DiscoveredClient {
  readonly lastSeen?: number;
  /** Result of the last canary call. */
  readonly proof?: ClientProof;
}

export interface AgentView {
  readonly name: string;
  readonly client: string;
  readonly calls: number;
  readonly blocked: number;
  readonly held: number;
  readonly lastSeen: number;
  /** 0 to 100. */
  readonly risk: number;
  readonly suspended: boolean;
}

export type HealthState = 'ok' | 'degraded' | 'off';

export interface EngineStatus {
  readonly version: string;
  readonly home: string;
  readonly url: string;
  readonly pid: number;
  readonly startedAt: number;
  readonly mode: Mode;
  /** Has the user chosen the mode, or is it the default? */
  readonly modeChosen: boolean;
  readonly rules: number;
  readonly entries: number;
  readonly held: number;
  readonly health: HealthState;
  /** What is wrong and what to do, worst first. */
  readonly problems: readonly Problem[];
  readonly memoryBytes: number;
}

/** Something a person should know, with its place when it is about a file. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Calls of this client are not judged, or not all of them. */
  readonly client?: string;
  /** What a person does about it. */
  readonly fix?: 'open-file' | 'connect' | 'prove';
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

/** The exact edit of one file. */
export interface FileChange {
  readonly file: string;
  readonly exists: boolean;
  readonly before: string;
  readonly after: string;
  readonly backup?: string;
}

/** The exact edit that connecting or disconnecting makes. */
export interface ConnectPlan extends FileChange {
  readonly client: string;
  readonly scope: ConnectScope;
  readonly changed: boolean;
  /** Unified diff of all files. */
  readonly diff: string;
  /** Further files of clients that want one for each event. */
  readonly others: readonly FileChange[];
  /**
   * Only an administrator may write there, and we never ask for their rights: the command that makes the edit. Then
   * `file` is the prepared text and everything else is as if it stood in its final place.
   */
  readonly byHand?: string;
  /** What a person has to do, or to know, before the hooks run. */
  readonly next?: string;
}
