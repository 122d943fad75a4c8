/** How our hooks stand in a file. */
export interface Presence {
  /** Events whose hook is ours and exactly as wanted. */
  readonly current: readonly string[];
  /** Events with something of ours that is not as wanted. */
  readonly stale: readonly string[];
  readonly missing: readonly string[];
}

/** One file of a client that hooks of ours stand in, and the edits that put them there and take them out again. */
export interface HookFile {
  readonly file: string;
  /** Permissions of a file that we create, 0600 if not told. */
  readonly mode?: number;
  /** Does this text hold a secret of ours? Then nobody but its owner may read the file. */
  holdsSecret?(text: string): boolean;
  /** Why the client would not read this text, or we could not edit it safely; undefined if all is well. */
  problem(text: string): string | undefined;
  /** Why the client drops the whole file though its form is right, hooks of ours and all. */
  dropped?(text: string): string | undefined;
  /** Why ours cannot be put into this text, though there is nothing wrong with it. */
  taken?(text: string): string | undefined;
  presence(text: string): Presence;
  /** The text with our hooks as wanted. What is already so stays untouched, and so does everything that is not ours. */
  connected(text: string): string;
  /** The text without anything of ours; undefined if the file was ours alone and goes. */
  disconnected(text: string): string | undefined;
  /** A setting in the file that switches our hooks off, named so that a person finds it. */
  switchedOff?(text: string): string | undefined;
}
