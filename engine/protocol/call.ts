/**
 * One intercepted action of an agent, whatever wire it came in by. Every entrance turns its own
 * format into this; everything behind the entrances knows only this.
 */
export type Surface = 'hook' | 'mcp' | 'gateway' | 'message' | 'cli';

/** `before` can still be stopped; `after` carries a result; `notice` is only recorded. */
export type Phase = 'before' | 'after' | 'notice';

export type ToolKind =
  | 'shell'
  | 'read'
  | 'write'
  | 'edit'
  | 'search'
  | 'fetch'
  | 'web-search'
  | 'agent'
  | 'mcp'
  | 'mcp-definition'
  | 'message'
  | 'prompt'
  | 'session'
  | 'other';

/** What a piece of text is *for*. Rules apply to roles, never to serialised JSON. */
export const ROLES = [
  'command',
  'path',
  'url',
  'content',
  'query',
  'prompt',
  'message',
  'argument',
  'description',
  'result',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * A decoded string value and where in the input it stood (`tool_input.file_path`). What whoever read the client's settings
 * adds is named otherwise (`environment.LD_PRELOAD`), so that no input can pass for it.
 */
export interface Field {
  readonly role: Role;
  readonly text: string;
  readonly origin: string;
  /** Only for `path`: what the tool does to it. */
  readonly access?: 'read' | 'write' | 'delete' | 'list';
  /** Only for `content` of an edit: the text that is replaced; what was there before is not new. */
  readonly replaces?: string;
}

/** `name` is what policy is written for; `instance` tells two running copies apart. */
export interface Agent {
  readonly name: string;
  readonly kind: string;
  readonly instance: string;
  readonly parent?: string;
  readonly root: string;
  readonly depth: number;
}

export interface Tool {
  /** As the client says it. */
  readonly name: string;
  readonly kind: ToolKind;
  readonly mcp?: { readonly server: string; readonly tool: string; readonly source?: string };
}

/** What is known of MCP servers when one of them says what a tool is. */
export interface KnownDefinitions {
  /** The same tool as a person approved it, or as it was first seen. */
  readonly pinned?: unknown;
  /** Names of the tools of the other servers, by server. */
  readonly servers: Readonly<Record<string, readonly string[]>>;
}

/** What came of a call, from the client's after-event. */
export interface Outcome {
  readonly ok: boolean;
  readonly exitCode?: number;
  readonly error?: string;
  readonly durationMs?: number;
}

/** A file change as the tool proposes it, enough to show a diff. */
export type Change =
  | { readonly kind: 'replace'; readonly path: string; readonly edits: readonly ChangeEdit[] }
  | { readonly kind: 'write'; readonly path: string; readonly content: string };
export interface ChangeEdit {
  readonly before: string;
  readonly after: string;
  readonly all: boolean;
}

export interface ToolCall {
  /** Unique per sighting. */
  readonly id: string;
  /**
   * Same call, same key: seen twice it is judged and stored once. Absent only for an event that asks again about a
   * call seen before without naming it; the latest call with the same fingerprint is meant.
   */
  readonly key?: string;
  /** SHA-256 (hex) over client, agent, tool, input and cwd: "the identical call". */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly surface: Surface;
  readonly client: string;
  readonly agent: Agent;
  readonly session: string;
  readonly phase: Phase;
  /** The client's own event name, such as `PreToolUse`. */
  readonly event: string;
  readonly tool: Tool;
  readonly fields: readonly Field[];
  /** The tool's input as parsed JSON. Never stored or shown before redaction. */
  readonly input: unknown;
  readonly change?: Change;
  readonly cwd?: string;
  readonly workspace?: string;
  /** The agent that this call addresses or starts, by name. */
  readonly recipient?: string;
  /** The agent's declared purpose of the call, such as the `description` of a shell command. */
  readonly intent?: string;
  readonly reasoning?: string;
  readonly planStep?: string;
  readonly delegation?: readonly string[];
  readonly outcome?: Outcome;
  /** An after-event's input: what ran, which another hook may have changed after it was judged. */
  readonly ran?: readonly Field[];
  /** An after-event's result as the client sent it, in the tool's own shape. Never stored or shown before redaction. */
  readonly output?: unknown;
  /** Only for a definition: the definition itself, and what it is compared with. */
  readonly definition?: unknown;
  readonly known?: KnownDefinitions;
  /** The file in which the client itself records the session. */
  readonly transcript?: string;
  /** Size of the raw event in bytes. */
  readonly rawSize: number;
}
