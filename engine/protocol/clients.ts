/** Whose settings hooks stand in: those of one user, of one folder, or of the machine, which users cannot change. */
/** How a client gives its events to us: by starting a command, or by posting them itself. */
export type HookHandler = 'command' | 'http';

export type ConnectScope = 'user' | 'project' | 'managed';

/** How our hooks stand in a client: `partial` and `broken` need a person. */
export type ConnectionState = 'absent' | 'found' | 'connected' | 'partial' | 'broken';

/** `blocked`: the call does not run. `runs`: it does, so the hook must not get into that situation. */
export type Failure = 'blocked' | 'runs' | 'unknown';

/**
 * What a client's hooks can do and where they fail, as its adapter declares it. The documentation's table of clients
 * is made from this; where real runs say otherwise, those are right.
 */
export interface HookFacts {
  /** A command that the client starts, a script that it finds by name, or code that it loads. */
  readonly transport: 'command' | 'script' | 'plugin';
  /** Can a person have it post its calls to the engine itself instead? */
  readonly canPost?: true;
  /** The client's own names of the events that we register, by what can be done about them. */
  readonly events: {
    /** Something can still be stopped. */
    readonly before: readonly string[];
    /** A result is there; the model can be told, in some clients the result replaced. */
    readonly after: readonly string[];
    readonly notice: readonly string[];
  };
  readonly timeout: {
    /** How the client counts in its settings; `none`: there is nothing to set. */
    readonly unit: 'seconds' | 'milliseconds' | 'none';
    /** Seconds it waits when nothing is set, where known. */
    readonly byDefault?: number;
    /** Seconds it waits for ours. */
    readonly ours: number;
  };
  /** How each answer is worded, for people; absent where the client has no such answer. */
  readonly answers: {
    readonly deny: string;
    readonly ask?: string;
    readonly warn?: string;
    readonly rewriteOutput?: string;
  };
  readonly failure: {
    readonly crash: Failure;
    readonly timeout: Failure;
    /** The setting that makes a failing hook block, which ours use. */
    readonly closedBy?: string;
  };
  /** What a person has to do before hooks run, if anything. */
  readonly trust?: string;
  /** When a running session takes up a change. */
  readonly takesEffect: 'at once' | 'in new sessions';
  /** Settings that turn hooks off and that others than the user can write. */
  readonly switchedOffBy: readonly string[];
  /** What the adapter was tested on: the real program, payloads recorded from it, or its documentation. */
  readonly basis: 'real program' | 'recorded payloads' | 'documentation';
}

/** A file of settings that was found. */
export interface SettingsFile {
  readonly file: string;
  readonly scope: ConnectScope;
  readonly holds: 'hooks' | 'mcp';
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** An MCP server that a client would start or reach. */
export interface McpServerFound {
  readonly name: string;
  readonly file: string;
  readonly scope: ConnectScope;
  readonly transport: 'stdio' | 'http' | 'sse';
  /** The command line or the address, secrets hidden. */
  readonly target: string;
  readonly enabled: boolean;
}

/** A client as it was found: what is configured, and what could be protected. */
export interface DiscoveredClient {
  readonly id: string;
  readonly name: string;
  readonly state: ConnectionState;
  readonly version?: string;
  /** The file that our hooks stand in, or would. */
  readonly file: string;
  readonly detail: string;
  /** Has it hooks that Oktsec can use? */
  readonly connectable: boolean;
  readonly facts?: HookFacts;
  readonly files: readonly SettingsFile[];
  readonly servers: readonly McpServerFound[];
}
