import type { Verdict } from './verdict.ts';

/** What a server answered to `tools/list`, and whose server it is. */
export interface McpListing {
  /** The client that asked, by our id. */
  client: string;
  /** The server's name in the client's settings. */
  server: string;
  /** As they came: name, description, inputSchema, annotations. */
  tools: unknown[];
  session?: string;
}

/** How a definition stands to what is pinned. `gone`: the server no longer offers it. */
export type DefinitionState = 'new' | 'same' | 'changed' | 'gone';

export interface McpToolReport {
  readonly tool: string;
  readonly state: DefinitionState;
  readonly verdict: Verdict;
  /** May the model be told of this tool? Not what enforce mode would hold or block. */
  readonly usable: boolean;
  /** What it says otherwise than what is pinned, secrets hidden. */
  readonly changes: readonly string[];
  /** Ids of the rules that found something, worst first. */
  readonly rules: readonly string[];
  readonly reason: string;
}

export interface McpListingReport {
  readonly client: string;
  readonly server: string;
  readonly tools: readonly McpToolReport[];
}

/** A tool, or the entry of a server in a client's settings, as it was approved or first seen. */
export interface McpPin {
  readonly client: string;
  readonly server: string;
  /** Undefined for how the server is reached. */
  readonly tool?: string;
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly approved: boolean;
  /** What is there now differs: it waits for a person's approval. */
  readonly changed: boolean;
}
