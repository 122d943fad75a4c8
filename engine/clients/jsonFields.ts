import type { Field, Role } from '../protocol/call.ts';

/** Beyond these a value is no tool argument any more but an attempt to exhaust; the rest is joined in one field. */
const MAX_DEPTH = 64;
const MAX_LEAVES = 5000;

const PATH_NAME =
  /^(?:.*[_-])?(?:path|paths|file|files|filename|file_?path|filepath|dir|directory|folder|cwd|destination|dest)$/i;
const URL_NAME = /^(?:.*[_-])?(?:url|urls|uri|href|endpoint|webhook|link)$/i;
const COMMAND_NAME = /^(?:command|cmd|script|shell|bash|commandline|command_line|shell_command|exec)$/i;
const CONTENT_NAME =
  /^(?:content|contents|file_text|new_str|new_string|new_text|newtext|text|body|code|patch|diff|data)$/i;
const QUERY_NAME = /^(?:query|queries|q|search|pattern|sql|statement|keywords)$/i;
const PROMPT_NAME = /^(?:prompt|instruction|instructions|task)$/i;
const MESSAGE_NAME = /^(?:message|messages|comment|msg)$/i;

const ABSOLUTE_PATH = /^(?:~?\/|\.{1,2}\/|[A-Za-z]:\\|\\\\)[^\s][^\n]{0,4095}$/;
const URL_VALUE = /^[a-z][a-z0-9+.-]{1,15}:\/\/\S+$/i;

const READS = /(?:^|[_-])(?:read|get|upload|attach|send|cat|view|open|load|fetch|download|show|head|tail|stat|info)/i;
const WRITES =
  /(?:^|[_-])(?:write|create|edit|update|append|save|put|push|commit|move|rename|copy|patch|replace|insert|set)/i;
const DELETES = /(?:^|[_-])(?:delete|remove|rm|unlink|trash)/i;
const LISTS = /(?:^|[_-])(?:list|search|find|glob|tree|ls|dir)/i;
const RUNS = /(?:^|[_-])(?:exec|execute|run|shell|bash|sh|terminal|cmd|command|powershell|process)(?:$|[_-])/i;

interface Leaf {
  readonly text: string;
  readonly origin: string;
  /** Name of the nearest property, array indexes skipped. */
  readonly name: string;
  /** No string but a truth value, a number, `null`, an empty list or object, as JSON spells it, or a name and its value. */
  readonly plain?: true;
}

/** Fields of an MCP tool's arguments: roles inferred from property names, values and the tool's own name. */
export function jsonFields(args: unknown, tool: string, origin: string): readonly Field[] {
  const toolName = tool.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  const prefix = origin === '' ? 'tool_input' : `tool_input.${origin}`;
  const leaves = [...walk(args, prefix, { plain: true })];
  const fields = leaves.map((leaf): Field => {
    const role = inferRole(leaf, toolName);
    return { role, text: leaf.text, origin: leaf.origin, ...(role === 'path' && accessOf(toolName)) };
  });
  return [...fields, ...argumentVectors(args, prefix, 0), ...programCall(args, tool, prefix)];
}

/** Every string of a JSON value as a field of one role; with `names`, property names too. */
export function leafFields(value: unknown, role: Role, origin: string, options?: { names: boolean }): readonly Field[] {
  return [...walk(value, origin, options)].map(({ text, origin }) => ({ role, text, origin }));
}

/** Puts `prefix` before the origin of a field. */
export function withOrigin(prefix: string): (field: Field) => Field {
  return (field) => ({ ...field, origin: `${prefix}.${field.origin}` });
}

function inferRole({ name, text, plain }: Leaf, tool: string): Role {
  if (plain) return 'argument';
  if (COMMAND_NAME.test(name)) return 'command';
  if (RUNS.test(tool) && /^(?:code|input|line|args|arguments|value)$/i.test(name)) return 'command';
  if (URL_VALUE.test(text)) return 'url';
  if (PATH_NAME.test(name)) return 'path';
  if (CONTENT_NAME.test(name)) return 'content';
  if (ABSOLUTE_PATH.test(text)) return 'path';
  if (URL_NAME.test(name)) return 'url';
  if (QUERY_NAME.test(name)) return 'query';
  if (PROMPT_NAME.test(name)) return 'prompt';
  if (MESSAGE_NAME.test(name)) return 'message';
  return 'argument';
}

function accessOf(tool: string): Pick<Field, 'access'> {
  if (DELETES.test(tool)) return { access: 'delete' };
  if (WRITES.test(tool)) return { access: 'write' };
  if (LISTS.test(tool)) return { access: 'list' };
  return READS.test(tool) ? { access: 'read' } : {};
}

/** `{command: "rm", args: ["-rf", "/"]}` is one command line: quoted so that a shell parser reads the same words. */
function argumentVectors(value: unknown, origin: string, depth: number): Field[] {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  const found: Field[] = [];
  const entries = Object.entries(value);
  const program = entries.find(([key, each]) => COMMAND_NAME.test(key) && typeof each === 'string');
  const words = entries.find(([key, each]) => /^(?:args|argv|arguments|params)$/i.test(key) && isStrings(each));
  const vector = entries.find(([key, each]) => /^(?:command|cmd|argv)$/i.test(key) && isStrings(each));
  if (program && words) {
    const line = [program[1] as string, ...(words[1] as string[]).map(quote)].join(' ');
    found.push({ role: 'command', text: line, origin: `${origin}.${program[0]}+${words[0]}` });
  } else if (vector) {
    const line = (vector[1] as string[]).map(quote).join(' ');
    found.push({ role: 'command', text: line, origin: `${origin}.${vector[0]}` });
  }
  for (const [key, each] of entries) {
    for (const field of argumentVectors(each, `${origin}.${key}`, depth + 1)) found.push(field);
  }
  return found;
}

/** Tools that are a program under its own name. */
const PROGRAM =
  /^(kubectl|helm|docker|git|aws|gcloud|az|terraform|tofu|npm|gh|psql|systemctl)(?:[_-](?:run|exec|command|cli|cmd))?$/i;

/** `kubectl {args: "delete namespace prod"}` is that command line. */
function programCall(args: unknown, tool: string, prefix: string): Field[] {
  const program = PROGRAM.exec(tool)?.[1]?.toLowerCase();
  if (program === undefined || typeof args !== 'object' || args === null) return [];
  return Object.entries(args).flatMap(([key, each]): Field[] => {
    if (typeof each !== 'string' || !/^(?:args|arguments|command|cmd|subcommand|options)$/i.test(key)) return [];
    if (each.trimStart().toLowerCase().startsWith(`${program} `)) return [];
    return [{ role: 'command', text: `${program} ${each}`, origin: `${prefix}.${key}` }];
  });
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Strings of a JSON value in document order. What is too deep or too much is not dropped but joined in a last leaf.
 * With `plain` also what is no string: `force: true` and `filter: {}` say what a call does; numbers in lists do not.
 */
function* walk(
  value: unknown,
  origin: string,
  { names = false, plain = false }: { readonly names?: boolean; readonly plain?: boolean } = {},
): Generator<Leaf> {
  let left = MAX_LEAVES;
  const over: string[] = [];
  const stack: { value: unknown; origin: string; name: string; depth: number }[] = [
    { value, origin, name: origin, depth: 0 },
  ];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value, origin, name, depth } = top;
    if (typeof value === 'string') {
      if (left-- > 0) yield { text: value, origin: origin || 'value', name };
      else over.push(value);
    } else if (plain && isPlain(value) && !origin.endsWith(']')) {
      if (left-- > 0) yield { text: JSON.stringify(value), origin, name, plain };
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= MAX_DEPTH) {
        over.push(JSON.stringify(value));
        continue;
      }
      if (plain) for (const pair of pathPairs(value, origin)) if (left-- > 0) yield pair;
      const inside = Array.isArray(value)
        ? value.map((each: unknown, i) => ({ value: each, origin: `${origin}[${i}]`, name, depth: depth + 1 }))
        : Object.entries(value).map(([key, each]: [string, unknown]) => ({
            value: each,
            origin: origin === '' ? key : `${origin}.${key}`,
            name: key,
            depth: depth + 1,
          }));
      if (names && !Array.isArray(value)) {
        for (const each of inside) {
          if (left-- > 0) yield { text: each.name, origin: `${each.origin} (name)`, name: each.name };
        }
      }
      for (const each of inside.reverse()) stack.push(each); // Spread would put all of them on the call stack.
    }
  }
  if (over.length > 0) yield { text: over.join('\n'), origin: `${origin || 'value'} (rest)`, name: '' };
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  for (const _ in value) return false;
  return true;
}

/** `{"/": "/host"}`, as containers are given folders: the path stands in the name. */
function* pathPairs(value: object, origin: string): Generator<Leaf> {
  if (Array.isArray(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (!/^[/~]/.test(key)) continue;
    const target: unknown = typeof each === 'object' && each !== null ? (each as { bind?: unknown }).bind : each;
    if (typeof target === 'string')
      yield { text: `${key}:${target}`, origin: `${origin}.${key}`, name: 'volume', plain: true };
  }
}
