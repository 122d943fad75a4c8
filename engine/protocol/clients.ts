/** Whose settings hooks stand in: those of one user, of one folder, or of the machine, which users cannot change. */
export type ConnectScope = 'user' | 'project' | 'managed';

/** `blocked`: the call does not run. `runs`: it does, so the hook must not get into that situation. */
export type Failure = 'blocked' | 'runs' | 'unknown';

/**
 * What a client's hooks can do and where they fail, as its adapter declares it. The documentation's table of clients
 * is made from this; where real runs say otherwise, those are right.
 */
export interface HookFacts {
  /** A command that the client starts, a script that it finds by name, or code that it loads. */
  readonly transport: 'command' | 'script' | 'plugin';
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
