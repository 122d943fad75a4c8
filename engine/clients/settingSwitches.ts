import path from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { boundedFile } from './boundedFile.ts';
import type { ClientContext, Off } from './types.ts';

/** A setting that keeps a client from running hooks of ours. */
export interface GuardSwitch {
  readonly client: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As it stands in the file, for people. */
  readonly setting: string;
  /** Does it leave the hooks, but has other code run than what they judge? */
  readonly otherCode: boolean;
}

const LARGEST_FILE = 1_000_000;

/** Does this file switch hooks off? */
export function switchIn(client: string, file: string, off: Off): GuardSwitch | undefined {
  const text = read(file);
  const found = text === undefined ? undefined : off(parse(file, text));
  if (text === undefined || !found) return undefined;
  const line = text.slice(0, Math.max(0, text.indexOf(found.word))).split('\n').length;
  return { client, file, line, setting: found.setting, otherCode: found.otherCode ?? false };
}

/** A setting of this name with this value, at the root. */
export function named(name: string, value: boolean): Off {
  return (settings) =>
    field(settings, name) === value ? { setting: `"${name}": ${String(value)}`, word: name } : undefined;
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Variables with which the system, a shell or a language loads other code into every program that it starts. */
const LOADER =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_\w+|GCONV_PATH|BASH_ENV|BASH_FUNC_.*|PROMPT_COMMAND|PERL5OPT)$/s;
/** Those that load something only with such a value. */
const LOADING: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: /(?:^|\s)(?:-r|--(?:require|import|(?:experimental-)?loader))(?:[\s=]|$)/,
  RUBYOPT: /(?:^|\s)-r/,
  JAVA_TOOL_OPTIONS: /-(?:javaagent|agentpath|agentlib):/,
  JDK_JAVA_OPTIONS: /-(?:javaagent|agentpath|agentlib):/,
  PS4: /\$\(|`/,
};

/** Variables of this map that have other code run. */
export function variablesAstray(env: unknown, more: readonly string[] = []): [name: string, value: string][] {
  if (typeof env !== 'object' || env === null) return [];
  return Object.entries(env)
    .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    .filter(
      ([name, value]) =>
        value !== '' &&
        (LOADER.test(name) ||
          more.includes(name) ||
          (Object.hasOwn(LOADING, name) && LOADING[name]?.test(value) === true)),
    );
}

/** A file of the machine, by system. */
export function onMachine(
  { platform, machine = '' }: ClientContext,
  places: { readonly darwin: string; readonly win32: string; readonly other: string },
): string {
  if (platform === 'darwin') return machine + places.darwin;
  return machine + (platform === 'win32' ? places.win32 : places.other);
}

function parse(name: string, text: string): unknown {
  try {
    if (path.basename(name) === '.env') return dotenv(text);
    return path.extname(name) === '.toml' ? parseToml(text) : (parseJsonc(text) as unknown);
  } catch {
    return undefined; // The client does not take it either.
  }
}

/** What a file of lines `NAME=value` holds. */
export function dotenv(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/^\s*(?:export\s+)?(\w+)\s*[=:](.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

function read(file: string): string | undefined {
  const text = boundedFile(file, 4 * LARGEST_FILE);
  return text === undefined || text.length > LARGEST_FILE ? undefined : text;
}
