import { readFileSync, statSync } from 'node:fs';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { LineCounter } from 'yaml';
import * as z from 'zod';
import type { McpServerFound, SettingsFile } from '../protocol/clients.ts';
import { readYaml } from '../yaml/readYaml.ts';
import type { McpPlace, Places } from './mcpPlaces.ts';

/** Far above any real settings file. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Of a server only how it is reached; clients have many words for the same. */
const server = z.looseObject({
  name: z.string().optional(),
  type: z.string().optional(),
  command: z.union([z.string(), z.array(z.string()), z.looseObject({ path: z.string() })]).optional(),
  cmd: z.string().optional(),
  args: z.array(z.unknown()).optional(),
  url: z.string().optional(),
  httpUrl: z.string().optional(),
  serverUrl: z.string().optional(),
  uri: z.string().optional(),
  enabled: z.boolean().optional(),
  disabled: z.boolean().optional(),
});

/** The servers of one client in one place, and the files that were looked at and are there. */
export function serversIn(
  place: McpPlace,
  places: Places,
): { readonly files: readonly SettingsFile[]; readonly servers: readonly McpServerFound[] } {
  const files: SettingsFile[] = [];
  const servers: McpServerFound[] = [];
  for (const file of new Set(place.files(places))) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const about = { file, scope: place.scope, holds: 'mcp' } as const;
    try {
      servers.push(...readServers(place, file));
      files.push(about);
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      files.push({ ...about, problem: `It cannot be read: ${why}` });
    }
  }
  return { files, servers };
}

function readServers(place: McpPlace, file: string): McpServerFound[] {
  let value: unknown = parseFile(place, file);
  for (const name of place.at) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((each: unknown, i) => [String(i), each])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, each]) => {
    const parsed = server.safeParse(each);
    if (!parsed.success) return [];
    const { enabled, disabled, name } = parsed.data;
    const reached = reach(parsed.data);
    if (reached === undefined) return [];
    const found = { file, scope: place.scope, enabled: enabled !== false && disabled !== true };
    return [{ name: place.list ? (name ?? key) : key, ...reached, ...found }];
  });
}

function reach(how: z.output<typeof server>): Pick<McpServerFound, 'transport' | 'target'> | undefined {
  const url = how.url ?? how.httpUrl ?? how.serverUrl ?? how.uri;
  if (url !== undefined) {
    const sse = how.type === 'sse' || (how.url !== undefined && how.httpUrl === undefined && /\/sse\/?$/.test(url));
    return { transport: sse ? 'sse' : 'http', target: url };
  }
  const words = Array.isArray(how.command)
    ? how.command
    : [typeof how.command === 'object' ? how.command.path : (how.command ?? how.cmd)];
  const [program] = words;
  if (program === undefined) return undefined;
  const args = (how.args ?? []).filter((each) => typeof each === 'string');
  return { transport: 'stdio', target: [...words, ...args].join(' ') };
}

function parseFile({ format }: McpPlace, file: string): unknown {
  const { size } = statSync(file);
  if (size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (format === 'toml') return parseToml(text);
  if (format === 'yaml') return parseYaml(text);
  const plain = plainJson(text);
  if (plain !== undefined) return plain;
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first && text.trim() !== '')
    throw new Error(`it is not valid JSON (line ${text.slice(0, first.offset).split('\n').length})`);
  return value;
}

/** Settings that people write have some thousands. */
const MAX_LEXEMES = 50_000;

function parseYaml(text: string): unknown {
  const lines = new LineCounter();
  const [first, second] = readYaml(text, lines, MAX_LEXEMES);
  const fault = first?.faults[0];
  if (fault) throw new Error(`${fault.message} (line ${lines.linePos(fault.offset).line})`);
  if (second) throw new Error('it holds more than one document');
  return first?.document.toJS({ maxAliasCount: 100 });
}

/** Some settings hold a client's whole history, at megabytes. Where they are plain JSON, this reads them many times faster. */
function plainJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Comments, trailing commas, or broken: the tolerant parser tells.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
