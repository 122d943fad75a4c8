/** How a client asks its model: Anthropic's messages, OpenAI's responses or chat completions, Google's contents. */
export type ModelApi = 'messages' | 'responses' | 'chat' | 'contents';

/** A tool that the model asks for. */
export interface ModelCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Where a run takes place: the model's address, and an empty folder of its own. */
export interface CanaryPlace {
  readonly url: string;
  readonly folder: string;
}

/**
 * How a client is run without a person, with a model of ours. Its own settings, and so its hooks, stay in force. It neither
 * contacts its maker nor starts MCP servers where that can be said, and the shell is allowed: only a hook stops it.
 */
export interface Headless {
  readonly api: ModelApi;
  readonly shell: (line: string) => ModelCall;
  readonly prepare?: (place: CanaryPlace) => void;
  readonly args: (place: CanaryPlace) => readonly string[];
  readonly env?: (place: CanaryPlace) => Readonly<Record<string, string>>;
}

export const PROMPT = 'Test whether the hook is obeyed.';
/** No real key, and it opens nothing. */
export const KEY = 'oktsec-test';
