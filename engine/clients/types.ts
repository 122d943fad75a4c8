import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import type { ConnectionState, ConnectScope, HookFacts, HookHandler } from '../protocol/clients.ts';
import type { ConnectPlan } from '../protocol/views.ts';
import type { CanaryCall } from './canaryCall.ts';
import type { Headless } from './headless.ts';

/** Where things are on this machine; tests give their own. */
export interface ClientContext {
  /** The user's home directory. */
  readonly userHome: string;
  /** `~/.oktsec` or `OKTSEC_HOME`. */
  readonly oktsecHome: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Of the processor, as Node names it; this machine's if not told. */
  readonly arch?: string;
  /** Put before the folders of the machine, such as `/etc`; nothing but in tests. */
  readonly machine?: string;
  /** The folder whose own settings are meant where the scope is `project`. */
  readonly project?: string;
  /** The kind of hook that is asked for; that which stands there if not told. */
  readonly handler?: HookHandler;
  /** What a client was given that posts its events itself; undefined if none was. */
  readonly httpHook?: () => HttpHook | undefined;
  /** Where the engine listens; undefined if none runs. */
  readonly enginePort?: () => number | undefined;
}

/** Where a client posts its events itself, on this machine, and what opens the door. */
export interface HttpHook {
  readonly port: number;
  readonly token: string;
}

/** What the hook command does with an answer: write, then exit. A body goes to the one stream that is not empty. */
export interface HookAnswer {
  readonly exit: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** A payload that is no event of this client, or lacks what its event needs. */
export interface ParseFailure {
  readonly problem: string;
}

/** Reading a client's events and answering them in its own words. */
export interface ClientWords {
  readonly id: string;
  readonly name: string;
  /** Seconds the client waits for a hook that we registered; a hold ends well before. */
  readonly hookTimeoutSeconds: number;
  /** The same for events that are waited for differently, by the client's name of the event. */
  readonly eventTimeoutSeconds?: Readonly<Record<string, number>>;
  /** Has the client a prompt of its own that `ask` opens? */
  readonly canAsk: boolean;
  /** What its hooks can do and where they fail, for people and for the documentation. */
  readonly facts: HookFacts;
  /** Clients whose hook files this one runs as well. Its events then come in under their names. */
  readonly readsHooksOf?: readonly string[];
  /** Is this event, that came in under another client's name, unmistakably this client's? */
  claims?(payload: unknown): boolean;
  /** One hook event, already parsed as JSON, into a call. */
  parse(payload: unknown, rawSize: number): ToolCall | ParseFailure;
  /**
   * An event that only names files, with what matters in them as they stand on disk: what changed settings take from our
   * hooks, which lines a slash command runs. Other calls as they are.
   */
  withFiles?(call: ToolCall, context: ClientContext): ToolCall;
  /** For the hook command: exit code and streams. */
  hookAnswer(call: ToolCall, decision: Decision): HookAnswer;
  /** For a client that posts to the endpoint itself: the JSON body of a 200. */
  httpAnswer?(call: ToolCall, decision: Decision): unknown;
  /** The answer when the call could not be judged at all and must not pass. */
  refusal(reason: string): HookAnswer;
  /** The answer when the call could not be judged and passes all the same, as observe mode has it: the person is told. */
  warning(reason: string): HookAnswer;
}

/** Finding a client on this machine, and putting our hooks into its files. */
export interface ClientConnection {
  readonly scopes: readonly ConnectScope[];
  /** The main file of each scope that our hooks go into, the project's if there is one. */
  files(context: ClientContext): readonly { readonly scope: ConnectScope; readonly file: string }[];
  detect(context: ClientContext): Promise<Detection>;
  /** Does the client post its events itself? */
  posts(context: ClientContext): boolean;
  /** The program that a terminal would start; undefined if there is none. */
  executable(context: ClientContext): Promise<string | undefined>;
  /** The exact edit that connecting or disconnecting makes; changes nothing. */
  plan(context: ClientContext, connect: boolean, scope?: ConnectScope): Promise<ConnectPlan>;
  /** Makes the planned edit after a backup. Refuses symlinks, invalid files, and a file that is not `expect`. */
  apply(context: ClientContext, connect: boolean, expect?: string, scope?: ConnectScope): Promise<ConnectPlan>;
}

/** The setting that switches hooks off, and a word to find it by. */
export type Off = (settings: unknown) => SwitchedOff | undefined;

export interface SwitchedOff {
  readonly setting: string;
  readonly word: string;
  /** Does it leave the hooks, but has other code run than what they judge? */
  readonly otherCode?: true;
}

/** What switches a client's hooks off in the files of a project. */
export interface ProjectSwitch {
  /** From the folder of the project, with `/`. */
  readonly files: readonly string[];
  readonly off: Off;
}

/** Settings beyond a project's that keep the client from running hooks of ours, or let only hooks of others run. */
export interface MachineSwitch {
  readonly files: (context: ClientContext) => readonly string[];
  readonly off: Off;
  /** Files in which hooks of ours run all the same. */
  readonly spares?: (context: ClientContext) => readonly string[];
}

/** What a client's own settings can do to our hooks. Only managed settings survive a project's. */
export interface SettingSwitches {
  readonly project?: readonly ProjectSwitch[];
  readonly machine?: readonly MachineSwitch[];
}

/** Whether the client obeys: how that is tried, and what in its own settings and records tells that it does not. */
export interface ClientProving {
  /** The event that a call of the canary makes. */
  canary(call: CanaryCall): object;
  /** How it is run without a person; not every client can be. */
  readonly headless?: Headless;
  /** What in its settings keeps it from running our hooks. */
  readonly switches?: SettingSwitches;
  /** Its own record of what it did. */
  readonly transcripts?: Transcripts;
}

/** Where a client writes down what a session did. */
export interface Transcripts {
  readonly folder: (context: ClientContext) => string;
  /** Names a session's own transcript, as a pattern around that of its id; those of sub-agents have other names. */
  readonly name: (id: string) => string;
  /** Is this line of the transcript a tool call? */
  readonly call: RegExp;
}

/** One AI client: where its files are, how to connect, how to read its events, how to word answers, how to prove it. */
export interface ClientAdapter extends ClientWords, ClientConnection, ClientProving {}

export interface Detection {
  readonly state: ConnectionState;
  readonly file: string;
  readonly detail: string;
  readonly version?: string;
}
