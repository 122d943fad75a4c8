import * as z from 'zod';
import type { Change, ChangeEdit, Field, Tool, ToolKind } from '../protocol/call.ts';
import { isMemoryStore } from '../protocol/memoryStore.ts';
import { jsonFields, leafFields, withOrigin } from './jsonFields.ts';
import { patchedFiles, readPatch } from './patchText.ts';

/** What a tool's input says, in the terms that detection knows. */
export interface ToolFields {
  readonly kind: ToolKind;
  readonly fields: readonly Field[];
  readonly change?: Change;
  /** The agent's declared purpose, such as the `description` of a shell command. */
  readonly intent?: string;
  readonly mcp?: NonNullable<Tool['mcp']>;
}

type Json = Readonly<Record<string, unknown>>;
type Reader = (input: Json, name: string) => ToolFields;

const MCP_NAME = /^mcp__(.+?)__(.+)$/;

/**
 * Splits a tool's input into decoded fields by role. Names are Claude Code's, plus `mcp` ({tool, arguments}),
 * `mcp_description` ({name, description, inputSchema}), `mcp_elicitation` ({server, message, requestedSchema}), `message`
 * ({content}) and `ConfigChange` ({source, file_path, loss}).
 * No input is refused: what a tool is not known to have becomes an `argument`.
 */
export function toolFields(toolName: string, input: unknown): ToolFields {
  // Not rebuilt by a schema: that would drop keys such as `__proto__`, and what stands under them.
  const json: Json = isRecord(input) ? input : { value: input };
  const reader = READERS.get(toolName);
  if (reader) return complete(reader(json, toolName), json);
  const mcp = MCP_NAME.exec(toolName);
  if (mcp?.[1] && mcp[2]) return mcpCall({ server: mcp[1], tool: mcp[2] }, json, '');
  return { kind: 'other', fields: jsonFields(json, toolName, '') };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of a tool's result, as an after-event carries it. Echoes of the input (Write, Edit) are not repeated. */
export function resultFields(toolName: string, response: unknown): readonly Field[] {
  if (ECHOING.has(toolName)) return [];
  // A foreign tool can also write into the names of its result; those of a built-in tool are fixed.
  const names = !READERS.has(toolName);
  return leafFields(response, 'result', 'tool_response', { names }).filter(({ origin, text }) => {
    if (origin.endsWith(' (name)')) return text.length >= TELLING_NAME;
    return !(ENCODED_NAME.test(origin) && ENCODED.test(text)) && !(LABEL_NAME.test(origin) && LABEL.test(text));
  });
}

/** Tools whose response repeats what was written and what was there before. */
const ECHOING: ReadonlySet<string> = new Set(['Write', 'Edit', 'MultiEdit', 'NotebookEdit', 'TodoWrite']);
/** Base64 of a picture or a document: by its name, and by being nothing else. */
const ENCODED_NAME = /\.(?:base64|data|blob)$/;
const ENCODED = /^[A-Za-z0-9+/=_-]{64,}$/;
/** `type: text` and its like: one word that says what stands beside it. */
const LABEL_NAME = /\.(?:type|mimeType|media_type|mode)$/;
const LABEL = /^[\w./+-]{1,60}$/;
/** A shorter name has no room for an instruction. */
const TELLING_NAME = 16;

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function field(json: Json, key: string, { role, access }: Pick<Field, 'role' | 'access'>): Field[] {
  const value = text(json[key]);
  if (value === undefined) return [];
  return [access === undefined ? { role, text: value, origin: key } : { role, text: value, origin: key, access }];
}

function purpose(json: Json): { intent?: string } {
  const intent = text(json.description);
  return intent ? { intent } : {};
}

const shell: Reader = (json) => ({
  kind: 'shell',
  fields: [...field(json, 'command', { role: 'command' }), ...patchedBy(text(json.command))],
  ...purpose(json),
});

/** Codex takes a patch out of a command (`apply_patch` and a here document), and applies it itself. */
function patchedBy(command: string | undefined): Field[] {
  return command?.includes('*** Begin Patch') ? patchedFiles(readPatch(command), 'command') : [];
}

const read: Reader = (json) => ({
  kind: 'read',
  fields: [
    ...field(json, 'file_path', { role: 'path', access: 'read' }),
    ...field(json, 'notebook_path', { role: 'path', access: 'read' }),
  ],
});

const write: Reader = (json) => {
  const path = text(json.file_path);
  const content = text(json.content);
  return {
    kind: 'write',
    fields: [
      ...field(json, 'file_path', { role: 'path', access: 'write' }),
      ...field(json, 'content', { role: 'content' }),
    ],
    ...(path !== undefined && content !== undefined && { change: { kind: 'write', path, content } }),
  };
};

const editSchema = z.object({
  old_string: z.string().catch(''),
  new_string: z.string(),
  // A client may take the word for the truth value; which of them it is matters to the picture only.
  replace_all: z.union([z.boolean(), z.stringbool()]).catch(false),
});

const edit: Reader = (json) => {
  const many = Array.isArray(json.edits);
  const sources: unknown[] = many ? (json.edits as unknown[]) : [json];
  const edits: ChangeEdit[] = [];
  const contents: Field[] = [];
  sources.forEach((each, i) => {
    const parsed = editSchema.safeParse(each);
    if (!parsed.success) {
      if (many) contents.push(...leafFields(each, 'content', `edits[${i}]`));
      return;
    }
    const { old_string: before, new_string: after, replace_all: all } = parsed.data;
    edits.push({ before, after, all });
    contents.push({
      role: 'content',
      text: after,
      origin: many ? `edits[${i}].new_string` : 'new_string',
      replaces: before,
    });
  });
  const path = text(json.file_path);
  return {
    kind: 'edit',
    fields: [...field(json, 'file_path', { role: 'path', access: 'write' }), ...contents],
    ...(path !== undefined && edits.length > 0 && { change: { kind: 'replace', path, edits } }),
  };
};

const notebookEdit: Reader = (json) => ({
  kind: 'edit',
  fields: [
    ...field(json, 'notebook_path', { role: 'path', access: 'write' }),
    ...field(json, 'new_source', { role: 'content' }),
  ],
});

const search: Reader = (json) => ({
  kind: 'search',
  fields: [
    ...field(json, 'pattern', { role: 'query' }),
    ...field(json, 'path', { role: 'path', access: 'list' }),
    ...field(json, 'glob', { role: 'query' }),
  ],
});

const fetchPage: Reader = (json) => ({
  kind: 'fetch',
  fields: [...field(json, 'url', { role: 'url' }), ...field(json, 'prompt', { role: 'prompt' })],
});

const webSearch: Reader = (json) => ({ kind: 'web-search', fields: field(json, 'query', { role: 'query' }) });

const agent: Reader = (json) => ({
  kind: 'agent',
  fields: field(json, 'prompt', { role: 'prompt' }),
  ...purpose(json),
});

const message: Reader = (json) => ({ kind: 'message', fields: field(json, 'content', { role: 'message' }) });

const mcpResource: Reader = (json) => ({
  kind: 'mcp',
  fields: field(json, 'uri', { role: 'url' }),
  mcp: { server: text(json.server) ?? '', tool: 'resources/read' },
});

const genericMcp: Reader = (json) => {
  const mcp = { server: text(json.server) ?? '', tool: text(json.tool) ?? '' };
  return mcpCall(mcp, json.arguments, 'arguments');
};

/** Everything a server says of a tool is text that a model will read: name, description, every name and string of the schema. */
const definition: Reader = (json) => ({
  kind: 'mcp-definition',
  fields: [...leafFields(json, 'description', '', { names: true }), ...hints(json)],
  mcp: { server: text(json.server) ?? '', tool: text(json.name) ?? '' },
});

/** What a definition claims of its tool, `readOnlyHint: true`, as text that can be judged. */
function hints(json: Json): Field[] {
  const annotations = isRecord(json.annotations) ? json.annotations : {};
  return Object.entries(annotations).flatMap(([name, value]): Field[] =>
    typeof value === 'boolean'
      ? [{ role: 'description', text: `${name}: ${String(value)}`, origin: `annotations.${name}` }]
      : [],
  );
}

/** A server asks the person for something in the middle of a call; what it asks for and how it words it are its own. */
const elicitation: Reader = (json) => ({
  kind: 'mcp-definition',
  fields: leafFields(json, 'description', '', { names: true }),
  mcp: { server: text(json.server) ?? '', tool: 'elicitation' },
});

/** A client's settings changed while it ran; `loss` is what that takes from our hooks, as whoever looked found it. */
const settingsChange: Reader = (json) => ({
  kind: 'session',
  fields: leafFields({ loss: json.loss, source: json.source, file_path: json.file_path }, 'argument', ''),
});

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Bash', shell],
  ['PowerShell', shell],
  ['Read', read],
  ['NotebookRead', read],
  ['Write', write],
  ['Edit', edit],
  ['MultiEdit', edit],
  ['NotebookEdit', notebookEdit],
  ['Glob', search],
  ['Grep', search],
  ['WebFetch', fetchPage],
  ['WebSearch', webSearch],
  ['Agent', agent],
  ['Task', agent],
  ['ReadMcpResourceTool', mcpResource],
  ['mcp', genericMcp],
  ['mcp_description', definition],
  ['mcp_elicitation', elicitation],
  ['ConfigChange', settingsChange],
  ['message', message],
]);

function mcpCall(mcp: NonNullable<Tool['mcp']>, args: unknown, origin: string): ToolFields {
  const fields = jsonFields(args, mcp.tool, origin);
  if (!isMemoryStore(mcp)) return { kind: 'mcp', fields, mcp };
  // What is kept is a message to later sessions, under whatever name it is handed over.
  return {
    kind: 'mcp',
    fields: fields.map((each) => (each.role === 'content' ? { ...each, role: 'message' } : each)),
    mcp,
  };
}

/** Adds what the reader did not take, so that no string of the input stays unseen. */
function complete(read: ToolFields, json: Json): ToolFields {
  if (read.kind === 'mcp' || read.kind === 'mcp-definition') return read;
  const { kind, change, intent, fields } = read;
  const isTaken = (key: string): boolean =>
    fields.some(({ origin }) => isOf(origin, key)) ||
    (key === 'description' && intent !== undefined) ||
    (key === 'old_string' && kind === 'edit');
  const others = Object.entries(json).filter(([key]) => !isTaken(key));
  const rest = others.length > 0 ? leafFields(Object.fromEntries(others), 'argument', '') : [];
  const all = fields.map(inInput);
  for (const each of rest) all.push(inInput(each));
  const whole: Mutable<ToolFields> = { kind, fields: all };
  if (change) whole.change = change;
  if (intent !== undefined) whole.intent = intent;
  return whole;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const inInput = withOrigin('tool_input');

/** Is `key` the first name of an origin such as `edits[0].new_string`? A key that is spelled like an origin is not. */
function isOf(origin: string, key: string): boolean {
  const end = origin.search(/[.[]/);
  return key === (end < 0 ? origin : origin.slice(0, end));
}
