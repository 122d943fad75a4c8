import type { Role } from './call.ts';

/** In rising order. */
export const VERDICTS = ['clean', 'flag', 'quarantine', 'block'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `structural`: decided on a parsed fact. `textual`: decided on likeness, never blocks alone. */
export const CERTAINTIES = ['structural', 'textual'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const CATEGORIES = [
  'prompt-injection',
  'data-exfiltration',
  'credential-leak',
  'supply-chain',
  'command-execution',
  'mcp-attack',
  'ssrf-cloud',
  'unicode',
  'tool-call',
  'mcp-tool-call',
  'external-download',
  'config-security',
  'third-party-content',
  'inter-agent',
  'nlp',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** `observe` records what `enforce` would have done and lets everything through. */
export type Mode = 'observe' | 'enforce';

/** What the client is told: `hold` never reaches it, it ends in one of the others. */
export type Action = 'allow' | 'warn' | 'hold' | 'ask' | 'deny';

export type Profile = 'strict' | 'content-aware' | 'minimal';

/** The stages of the pipeline, in the order in which they run. */
export const STAGES = [
  'rate',
  'identity',
  'suspension',
  'access',
  'scan',
  'intent',
  'blocked-content',
  'escalation',
  'audit',
  'anomaly',
] as const;
export type Stage = (typeof STAGES)[number];

export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** Where it was seen: role and origin of the field, and the span in its text (UTF-16 units). */
  readonly role: Role;
  readonly origin: string;
  readonly span?: readonly [start: number, end: number];
  /** Redacted, at most 200 characters. */
  readonly excerpt: string;
  readonly explanation: string;
  readonly remediation: string;
}

export interface Decision {
  readonly verdict: Verdict;
  readonly stage: Stage;
  readonly mode: Mode;
  readonly action: Action;
  /** What enforce mode does, or in observe mode would have done. */
  readonly enforced: Action;
  readonly findings: readonly Finding[];
  /** For the agent: what happened and what to do instead. */
  readonly agentReason: string;
  /** For the person. */
  readonly humanReason: string;
  readonly approval?: Approval;
  /** The tool's result with its secrets hidden, in the shape it came in, if any were found and may not reach the model. */
  readonly output?: unknown;
  /** Microseconds spent judging, waiting for a person not counted. */
  readonly micros: number;
  readonly stageMicros: Readonly<Partial<Record<Stage, number>>>;
}

export type ApprovalState = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled' | 'consumed';

/** How a held call ended: `by` is a window, `cli`, `deadline` or `client`. */
export interface Approval {
  readonly item: string;
  readonly state: ApprovalState;
  readonly by: string;
  /** Milliseconds that the call waited. */
  readonly waitedMs: number;
}
