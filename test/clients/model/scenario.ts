/** One thing that the model wants to do. */
export interface ToolUse {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the model answers in one turn: words, or tool calls that the client makes side by side. */
export type Turn = string | readonly ToolUse[];

/** The model's turns in order. A function runs when its turn comes: to do something to the world in between. */
export type Scenario = readonly (Turn | (() => Turn | Promise<Turn>))[];

/** What the client reported back about a tool call. */
export interface ToolResult {
  /** Where the protocol says so, as only Anthropic's does. */
  readonly isError: boolean;
  readonly text: string;
}

/** One piece of the conversation that a client sends with each request. */
export type Piece =
  | { readonly kind: 'said'; readonly texts: readonly string[] }
  /** A round of tool calls that the model made. */
  | { readonly kind: 'called' }
  | { readonly kind: 'result'; readonly id: string; readonly result: ToolResult }
  | { readonly kind: 'other' };

/** What a request asks of the model. */
export interface Asked {
  readonly model: string;
  readonly stream: boolean;
  /** The tools that the client offers. Requests without any are its own errands, such as naming the session. */
  readonly tools: readonly string[];
  readonly conversation: readonly Piece[];
}
