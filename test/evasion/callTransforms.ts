import type { RuleExample } from '../../engine/detect/ruleFormat.ts';

interface JsonTransform {
  readonly name: string;
  readonly apply: (content: string) => string | undefined;
}
/** The same call through another tool or under other names; undefined where it has no such form. */
interface Carrier {
  readonly name: string;
  readonly apply: (example: RuleExample) => RuleExample | undefined;
}

const json = (write: (value: object, text: string) => string) => (content: string) => {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? write(value, content) : undefined;
  } catch {
    return undefined; // Not JSON: there is nothing to write in another way.
  }
};
/** Letters inside of strings as `\u` escapes; what is escaped already stays. */
const escaped = (text: string, pattern: RegExp) =>
  text.replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    string.replace(/\\.|[^\\]/gs, (char) =>
      pattern.test(char) ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char,
    ),
  );

export const JSON_TRANSFORMS: readonly JsonTransform[] = [
  { name: 'indented', apply: json((value) => JSON.stringify(value, undefined, 4)) },
  {
    name: 'with much space',
    apply: json((_, text) =>
      text.replace(/"(?:[^"\\]|\\.)*"|[:,{}[\]]/g, (token) => (token.length > 1 ? token : ` \n\t${token}  `)),
    ),
  },
  { name: 'letters escaped', apply: json((_, text) => escaped(text, /^[aeio]$/)) },
  { name: 'all escaped', apply: json((_, text) => escaped(text, /^[A-Za-z/]$/)) },
  {
    name: 'after other keys',
    apply: json((value) =>
      Array.isArray(value)
        ? JSON.stringify(value)
        : JSON.stringify({ $schema: 'https://json.example.com/schema', description: 'Settings of the team', ...value }),
    ),
  },
];

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const call = (tool: string, input: Record<string, unknown>): RuleExample => ({ tool, input });
const before = (example: RuleExample, tool: string) => example.tool === tool && example.result === undefined;

function renamed(
  tool: string,
  make: (input: Readonly<Record<string, unknown>>) => RuleExample | undefined,
): Carrier['apply'] {
  return (example) => {
    const made = before(example, tool) ? make(example.input) : undefined;
    // Where it runs, what ran before it and what its session was given stay as they are.
    return made && { ...example, ...made };
  };
}
const shell = (tool: string, write: (command: string) => Record<string, unknown>) =>
  renamed('Bash', ({ command }) => (typeof command === 'string' ? call(tool, write(command)) : undefined));
const reading = (tool: string, write: (path: string) => Record<string, unknown>) =>
  renamed('Read', ({ file_path: path }) => (typeof path === 'string' ? call(tool, write(path)) : undefined));
const writing = (tool: string, write: (path: string, content: string) => Record<string, unknown>) =>
  renamed('Write', ({ file_path: path, content }) =>
    typeof path === 'string' && typeof content === 'string' ? call(tool, write(path, content)) : undefined,
  );
const fetching = (tool: string, write: (url: string) => Record<string, unknown>) => (example: RuleExample) => {
  if (example.result !== undefined) return undefined;
  const { arguments: args } = example.input;
  const { url, ...others } = (typeof args === 'object' && args !== null ? args : example.input) as Record<
    string,
    unknown
  >;
  const address = text(url);
  if (address === undefined) return undefined;
  return call(tool, { ...write(address), ...others });
};
/** A text that reaches the model as the result of a tool. */
const returned =
  (tool: string, input: Record<string, unknown>, write: (content: string) => unknown): Carrier['apply'] =>
  (example) => {
    const said = before(example, 'message') ? text(example.input.content) : undefined;
    return said === undefined ? undefined : { tool, input, result: write(said) };
  };

/** The arguments of a call of an MCP tool written in another shape. */
const reshaped =
  (shape: (args: Readonly<Record<string, unknown>>) => Record<string, unknown>): Carrier['apply'] =>
  (example) =>
    example.tool.startsWith('mcp__') && example.result === undefined
      ? { ...example, input: shape(example.input) }
      : undefined;

export const CARRIERS: readonly Carrier[] = [
  { name: 'arguments nested', apply: reshaped((args) => ({ request: { id: 7, params: args } })) },
  { name: 'arguments in a list', apply: reshaped((args) => ({ batch: [{ note: 'first' }, args] })) },
  {
    name: 'among other arguments',
    apply: reshaped((args) => ({ requestId: 'b7', verbose: true, ...args, limit: 20 })),
  },
  {
    name: 'space around arguments',
    apply: reshaped((args) =>
      Object.fromEntries(
        Object.entries(args).map(([key, value]) => [
          key,
          typeof value === 'string' && !/^[\s=+@-]/.test(value) ? `\n  ${value}\n` : value,
        ]),
      ),
    ),
  },
  {
    name: 'space around a command',
    apply: renamed('Bash', ({ command }) =>
      typeof command === 'string' ? call('Bash', { command: `\n  ${command}\n\n` }) : undefined,
    ),
  },
  { name: 'command of an MCP tool', apply: shell('mcp__terminal__execute', (command) => ({ command })) },
  { name: 'cmd of an MCP tool', apply: shell('mcp__box__run', (cmd) => ({ cmd, timeout: 10 })) },
  {
    name: 'nested command of an MCP tool',
    apply: shell('mcp__terminal__run', (command) => ({ request: { shell: 'bash', command } })),
  },
  { name: 'script of an MCP tool', apply: shell('mcp__shell__run_script', (script) => ({ script })) },
  { name: 'path of an MCP tool', apply: reading('mcp__filesystem__read_file', (path) => ({ path })) },
  { name: 'file of an MCP tool', apply: reading('mcp__disk__open', (file) => ({ file })) },
  {
    name: 'paths of an MCP tool',
    apply: reading('mcp__filesystem__read_multiple_files', (path) => ({ paths: ['README.md', path] })),
  },
  {
    name: 'path and content of an MCP tool',
    apply: writing('mcp__filesystem__write_file', (path, content) => ({ path, content })),
  },
  {
    name: 'filename and text of an MCP tool',
    apply: writing('mcp__editor__save', (filename, text) => ({ filename, text })),
  },
  { name: 'url of an MCP tool', apply: fetching('mcp__web__fetch', (url) => ({ url })) },
  { name: 'uri of an MCP tool', apply: fetching('mcp__http__get', (uri) => ({ uri })) },
  {
    name: 'urls of an MCP tool',
    apply: fetching('mcp__crawler__crawl', (url) => ({ urls: ['https://docs.example.com/', url], depth: 1 })),
  },
  {
    name: 'nested url of an MCP tool',
    apply: fetching('mcp__http__request', (url) => ({ request: { method: 'GET', url } })),
  },
];

/** A message that reaches the model by another way. */
export const RETURNED: readonly Carrier[] = [
  { name: 'result of an MCP tool', apply: returned('mcp__wiki__page', { id: 7 }, (text) => [{ type: 'text', text }]) },
  {
    name: 'field of a structured result',
    apply: returned('mcp__issues__get', { id: 7 }, (body) => ({ structuredContent: { id: 7, author: 'kim', body } })),
  },
  {
    name: 'fetched page',
    apply: returned('WebFetch', { url: 'https://blog.example.com/post', prompt: 'summarise' }, (result) => ({
      result,
      code: 200,
    })),
  },
  {
    name: 'file that was read',
    apply: returned('Read', { file_path: '/home/dev/app/NOTES.md' }, (content) => ({
      type: 'text',
      file: { content },
    })),
  },
];
