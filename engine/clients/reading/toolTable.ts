import type { Field } from '../../protocol/call.ts';
import { resultFields, toolFields, type ToolFields } from '../toolFields.ts';
import { patchFields } from './patchFields.ts';

/** What a client calls a tool that we know by another name. */
export interface ToolEntry {
  /** The name that `toolFields` knows: `Bash`, `Read`, `Write`, `Edit`, `Glob`, `WebFetch`, `Agent`; or `patch`. */
  readonly as: string;
  /** Names of its arguments where they differ: the client's to ours. For `patch`, what `patch` is called. */
  readonly keys?: Readonly<Record<string, string>>;
}

export interface McpName {
  readonly server: string;
  readonly tool: string;
}

/** A client's own names of tools and arguments. What is not in the table is read by the names of its arguments. */
export type ToolTable = Readonly<Record<string, ToolEntry>>;

/** What a tool's input says. Origins name the client's own arguments, because people look them up in its events. */
export function readTool(table: ToolTable, name: string, input: unknown, mcp?: McpName): ToolFields {
  if (mcp) return { ...toolFields(`mcp__${mcp.server}__${mcp.tool}`, input), mcp };
  const entry = entryOf(table, name);
  if (!entry) return toolFields(name, input);
  if (entry.as === 'patch') return patchFields(input, entry.keys?.patch ?? 'patch');
  const { renamed, names } = renameKeys(input, entry.keys ?? {});
  const read = toolFields(entry.as, renamed);
  return names.size === 0 ? read : { ...read, fields: read.fields.map((field) => ownOrigin(field, names)) };
}

/** What came back from a tool, without what only repeats its input. */
export function readResult(table: ToolTable, name: string, response: unknown): readonly Field[] {
  const entry = entryOf(table, name);
  return resultFields(entry?.as === 'patch' ? 'Edit' : (entry?.as ?? name), response);
}

export function isShell(table: ToolTable, name: string): boolean {
  return entryOf(table, name)?.as === 'Bash';
}

function entryOf(table: ToolTable, name: string): ToolEntry | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function renameKeys(
  input: unknown,
  keys: Readonly<Record<string, string>>,
): { renamed: unknown; names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { renamed: input, names };
  const renamed: [string, unknown][] = Object.entries(input).map(([key, value]: [string, unknown]) => {
    const ours = Object.hasOwn(keys, key) ? keys[key] : undefined;
    // An argument that already has our name stays what it is.
    if (ours === undefined || Object.hasOwn(input, ours)) return [key, value];
    names.set(ours, key);
    // Several commands in one call run one after the other.
    return [ours, ours === 'command' && isTexts(value) ? value.join('\n') : value];
  });
  return { renamed: Object.fromEntries(renamed), names };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function ownOrigin(field: Field, names: ReadonlyMap<string, string>): Field {
  const [, before = '', key = '', rest = ''] = /^(tool_input\.)?([^.[]+)(.*)$/s.exec(field.origin) ?? [];
  const own = names.get(key);
  return own === undefined ? field : { ...field, origin: `${before}${own}${rest}` };
}
