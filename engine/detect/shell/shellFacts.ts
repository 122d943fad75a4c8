import type { Destination } from '../net/classifyHost.ts';
import type { PathClass } from '../paths/pathClass.ts';
import type { Labels } from './labels.ts';
import type { Leftovers } from './leftovers.ts';

/** One word of a command after expansion. */
export interface Arg {
  /** What the program receives. Parts that only a run could tell stand as they were written (`$X`, `$(...)`). */
  readonly text: string;
  /** Is any part of `text` such a part? */
  readonly dynamic: boolean;
  /** What the data in it came from. */
  readonly labels: Labels;
}

export type Span = readonly [start: number, end: number];

/** One program that would run, with everything in front of it taken off. */
export interface ShellCommand {
  /** Normalised name: no folder, no `.exe`, no version, one name per family. Empty: only a run could tell. */
  readonly program: string;
  /** As it was written, expanded. */
  readonly name: string;
  readonly args: readonly Arg[];
  /** `sudo`, `env`, `timeout` ... that stood in front, outermost first. */
  readonly wrappers: readonly string[];
  readonly assignments: readonly { readonly name: string; readonly value: Arg }[];
  /** `remote`: over ssh. `container`: inside one, where `/` is not this machine's root. */
  readonly place: 'here' | 'remote' | 'container';
  readonly background: boolean;
  /** Does a pipe take its output? What it changes of its shell is then gone when it ends. */
  readonly piped: boolean;
  /** Canonical folder it runs in, as far as `cd` tells. */
  readonly cwd: string | undefined;
  /** In the field's text; for nested code, of the word that holds it. */
  readonly span: Span;
}

export type ShellAccess = 'read' | 'write' | 'append' | 'delete' | 'mode' | 'list' | 'execute' | 'move';

/** A file that a command opens, changes or removes. */
export interface FileAccess {
  readonly access: ShellAccess;
  /** Canonical. */
  readonly path: string;
  readonly classes: ReadonlySet<PathClass>;
  readonly recursive: boolean;
  readonly program: string;
  readonly place: ShellCommand['place'];
  /** What is written into it, where that is known. */
  readonly labels: Labels;
  readonly text?: string | undefined;
  readonly span: Span;
}

/** Program text that an interpreter is given to run, on its command line or its input. */
export interface InlineCode {
  readonly text: string;
  /** Normalised name of the interpreter or compiler. */
  readonly program: string;
  readonly span: Span;
}

/** A host that a command talks to. */
export interface Connection {
  readonly destination: Destination;
  readonly program: string;
  /** What is sent, apart from the request itself. */
  readonly sends: Labels;
  readonly span: Span;
}

export type Sink = 'network' | 'dns' | 'execute';

/** Data of a kind reaches a place where it does harm. */
export interface Flow {
  readonly from: Labels;
  readonly to: Sink;
  /** The sink, such as `bash` or `curl`. */
  readonly program: string;
  readonly destination?: Destination | undefined;
  readonly span: Span;
}

export const SHAPES = [
  'fork-bomb',
  'spawn-loop',
  'reverse-shell',
  'bind-shell',
  'over-budget',
  'dynamic-program',
  'split-name',
  'sql-drop-database',
  'sql-drop-table',
  'sql-unqualified',
  'sql-execute',
  'code-reverse-shell',
  'code-fetch-execute',
  'code-decode-execute',
  'code-secret-send',
  'code-secret-read',
  'code-delete-root',
  'code-raw-connect',
  'hidden-bytes',
  'control-bytes',
  'unresolved-delete',
  'harm-from-earlier',
  'encrypt-files',
  'git-redirect',
  'web-shell',
  'amsi',
  'shadow-delete',
  'login-range',
  'program-alias',
  'anonymous-upload',
  'foreign-upload',
] as const;
export type ShapeKind = (typeof SHAPES)[number];

export interface Shape {
  readonly kind: ShapeKind;
  readonly detail: string;
  readonly span: Span;
}

export interface ShellFacts {
  readonly commands: readonly ShellCommand[];
  readonly accesses: readonly FileAccess[];
  readonly connections: readonly Connection[];
  readonly flows: readonly Flow[];
  readonly shapes: readonly Shape[];
  /** Files whose new content the command spells. */
  readonly spelled: readonly FileAccess[];
  readonly code: readonly InlineCode[];
  /** What is there afterwards, for later calls of the session. */
  readonly leftovers: Leftovers;
  /** Canonical folder of the workspace. */
  readonly workspace: string | undefined;
}

export const MAX_COMMAND_CHARS = 32_768;
export const MAX_NODES = 2000;
export const MAX_DEPTH = 12;
export const MAX_WRAPPERS = 32;
export const MAX_ACCESSES = 2000;
export const MAX_CODE_TEXTS = 20;
