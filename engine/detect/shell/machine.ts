import type { Data, Labels } from './labels.ts';
import type { Arg, FileAccess, ShapeKind, ShellAccess, ShellCommand, Sink, Span } from './shellFacts.ts';

/** How the command being run was reached. */
export interface Circumstances {
  readonly wrappers: readonly string[];
  readonly elevated: boolean;
  readonly place: ShellCommand['place'];
  readonly background: boolean;
  readonly assignments: ShellCommand['assignments'];
}

/** What a program may do while a script is run in the head: know, change and report. */
export interface Machine {
  readonly commands: ShellCommand[];
  readonly accesses: FileAccess[];
  readonly span: Span;
  readonly workspace: string | undefined;
  readonly aliases: Map<string, string>;
  cwd: string | undefined;
  circumstances: Circumstances;
  /** Does a pipe take the output of what is run now? */
  readonly piped: boolean;

  /** What an alias of the script, or of an earlier call, stands for. */
  alias(name: string): string | undefined;
  /** Runs the text of an alias with the words that follow its name. */
  expandAlias(name: string, text: string, args: readonly Arg[], stdin: Data): Data;
  /** Runs a text that a shell reads, and gives what it prints. */
  script(text: string, stdin: Data): Data;
  scriptUnder(circumstances: Circumstances, text: string, stdin: Data): Data;
  /** Calls a function of the script; undefined when there is none of that name. */
  call(name: string, args: readonly Arg[], stdin: Data): Data | undefined;

  variable(name: string): Data | undefined;
  assign(name: string, value: Data): void;
  unset(name: string): void;

  canonical(path: string): string;
  /** What is in a file, as far as its name and the script tell. Reports the read unless `quiet`. */
  read(path: Arg, program: string, options?: { readonly recursive?: boolean; readonly quiet?: boolean }): Data;
  write(path: Arg, data: Data, program: string, append?: boolean): void;
  /** Has the script put something into a file? */
  readonly spells: boolean;
  /** Has the script, or an earlier call, put something into a file? */
  readonly knows: boolean;
  /** What the script itself put at a canonical path. */
  written(canonical: string): Data | undefined;
  /** Puts data at a canonical path without a report. */
  place(canonical: string, data: Data): void;
  access(
    access: ShellAccess,
    path: Arg,
    program: string,
    more?: { readonly recursive?: boolean; readonly labels?: Labels; readonly text?: string | undefined },
  ): void;

  /** Reports a connection; `sends` is what leaves apart from the request. */
  connect(target: string, sends: Labels, program: string): void;
  /** As `connect`, and the flow of what leaves. */
  send(target: string, sends: Labels, program: string): void;
  flow(from: Labels, to: Sink, program: string): void;
  /** Runs what an earlier call may have written, and reports if that does harm. */
  asEarlier(content: Data, what: string, run: () => Data): Data;
  /** Runs it unless it is running already: what is inside itself does nothing new. */
  unlessRunning(what: string, run: () => void): void;
  shape(kind: ShapeKind, detail: string): void;
  /** An interpreter is given this to run. */
  runsCode(text: string, program: string): void;
}

/** One command about to run. */
export interface Stage {
  readonly run: Machine;
  readonly command: ShellCommand;
  readonly stdin: Data;
}

/** What a program does, and what it prints. `undefined`: it passes its input on. */
export type Handler = (stage: Stage) => Data | undefined;
