import type { z } from 'zod';
import type { Field, KnownDefinitions, Phase, Role, Surface, Tool, ToolKind } from '../protocol/call.ts';
import type { Budget } from './budget.ts';
import type { EarlierCalls, Leftovers } from './shell/leftovers.ts';
import type { Category, Certainty, Finding, Profile, Severity } from '../protocol/verdict.ts';

/** The part of a ToolCall that detection looks at. A ToolCall is one. */
export interface ScanInput {
  readonly tool: Tool;
  readonly phase: Phase;
  readonly surface: Surface;
  readonly client: string;
  readonly fields: readonly Field[];
  readonly cwd?: string | undefined;
  readonly workspace?: string | undefined;
  /** What earlier calls of the session have left behind. */
  readonly earlier?: EarlierCalls | undefined;
  /** Only for a definition of MCP. */
  readonly definition?: unknown;
  readonly known?: KnownDefinitions | undefined;
}

/** What a call would do, as far as facts tell; the intent stage compares it with the declared purpose. */
export type Effect = 'network' | 'write' | 'delete' | 'execute' | 'install' | 'secret' | 'privilege';

export interface ScanResult {
  /** Most severe first. Not de-duplicated. */
  readonly findings: readonly Finding[];
  readonly effects: ReadonlySet<Effect>;
  /** What would be there for later calls of the session once this one has run. */
  readonly leftovers: readonly Leftovers[];
  /** What took the time when a scan was cut by its budget, a rule's id or `decoding`: the call must not pass as clean. */
  readonly overran: readonly string[];
}

export interface RuleInfo {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly explanation: string;
  readonly remediation: string;
  readonly references: readonly string[];
  /** `builtin`, or the file of a user's rule. */
  readonly source: string;
}

export interface Detector {
  readonly rules: readonly RuleInfo[];
  /** SHA-256 over the compiled rules. */
  readonly packHash: string;
  /** `budgetMs`: milliseconds after which the scan of a long text is cut, instead of the detector's own. */
  scan(input: ScanInput, profile: Profile, budgetMs?: number): ScanResult;
}

/** A place in one field where a rule's condition holds. `detail` says what was found, redacted. */
export interface Match {
  readonly field: Field;
  readonly span?: readonly [start: number, end: number];
  readonly detail?: string;
}

/**
 * Decides a rule's condition on facts. Rules name it (`match: { analyzer: shell-flow, with: {...} }`),
 * `schema` checks the `with` part when rules are compiled, `compile` runs once per rule.
 */
export interface Analyzer<P = unknown> {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly schema: z.ZodType<P>;
  compile(params: P): (facts: CallFacts, field: Field) => readonly Match[];
  /** Optional: lets the detector pass over rules in bulk. */
  readonly index?: FactIndex<P>;
}

/**
 * Keys that tell which rules of an analyzer are worth asking: a rule is asked only about fields that show one of the keys
 * it needs. Keys are an index, never a condition: without them the same findings come out, only slower; a test compares.
 */
export interface FactIndex<P = unknown> {
  /** Shows each key that the field has, such as the programs that it runs; the same key may come twice. */
  present(facts: CallFacts, field: Field, show: (key: string) => void): void;
  needed(params: P): readonly string[];
}

/**
 * Computes a fact of a field. Must be a stable function; where it loops over a text it asks the budget.
 * What it builds on, it asks `facts` for.
 */
export type Derive<T> = (field: Field, input: ScanInput, budget: Budget, facts: CallFacts) => T;

/** Facts of one call, computed on first use and shared by all rules. Extended by each analyzer family. */
export interface CallFacts {
  readonly input: ScanInput;
  readonly budget: Budget;
  /** Memoises per field: `facts.of(field, parseShell)`. */
  of<T>(field: Field, derive: Derive<T>): T;
  /** Steering phrases in a field; ask through `of`, so that each text is searched once. */
  readonly phraseHits: Derive<readonly PhraseHit[]>;
  /** Commands, code and addresses that a text holds out, and what the rules would say if they were run. */
  readonly judgedPieces: Derive<readonly JudgedPiece[]>;
  /** What a call writes into files that agents take their instructions from, judged as a message to them. */
  readonly judgedInstructions: Derive<readonly JudgedInstructions[]>;
}

/** A piece of a text that is written to be run or called: one command, a block of them, code, or an address. */
export interface HeldOut {
  readonly kind: 'command' | 'code' | 'address';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface JudgedPiece {
  readonly piece: HeldOut;
  readonly findings: readonly Finding[];
}

export interface JudgedInstructions {
  readonly span: readonly [start: number, end: number];
  readonly findings: readonly Finding[];
}

/** A phrase that tries to steer whoever reads the text. */
export interface PhraseHit {
  readonly group: string;
  readonly weight: number;
  readonly span: readonly [start: number, end: number];
  /** It could only be read after hidden or look-alike characters were undone. */
  readonly disguised: boolean;
}

export interface RuleScope {
  readonly roles?: readonly Role[];
  readonly tools?: readonly ToolKind[];
  readonly surfaces?: readonly Surface[];
  readonly phases?: readonly Phase[];
}
