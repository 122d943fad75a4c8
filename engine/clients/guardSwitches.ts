import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';

/** Something in a project that keeps a client from running the user's hooks. */
export interface GuardSwitch {
  readonly client: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As it stands in the file, for people. */
  readonly setting: string;
}

/** The setting that switches hooks off, and a word to find it by. */
export type Off = (settings: unknown) => { readonly setting: string; readonly word: string } | undefined;

interface Kind {
  readonly client: string;
  readonly files: readonly string[];
  readonly off: Off;
}

const LARGEST_FILE = 1_000_000;

/** Only managed settings survive these. Those of the first five were seen to work in the real client. */
const KINDS: readonly Kind[] = [
  { client: 'claude-code', files: ['.claude/settings.json', '.claude/settings.local.json'], off: allHooks },
  { client: 'qwen-code', files: ['.qwen/settings.json'], off: allHooks },
  {
    client: 'copilot-cli',
    files: ['.github/copilot/settings.json', '.github/copilot/settings.local.json', '.claude/settings.json'],
    off: allHooks,
  },
  { client: 'gemini-cli', files: ['.gemini/settings.json'], off: geminiHooks },
  { client: 'codex', files: ['.codex/config.toml'], off: codexFeature },
  {
    client: 'continue',
    files: ['.claude/settings.json', '.claude/settings.local.json', '.continue/settings.json'],
    off: allHooks,
  },
  { client: 'droid', files: ['.factory/settings.json'], off: droidHooks },
  { client: 'vscode', files: ['.vscode/settings.json'], off: vscodeHooks },
];

/** What a project holds that switches hooks off. A file that cannot be read switches nothing off: its client says so. */
export function guardSwitchesIn(project: string): GuardSwitch[] {
  return KINDS.flatMap(({ client, files, off }) =>
    files.flatMap((name) => switchIn(client, path.join(project, ...name.split('/')), off) ?? []),
  );
}

/** Does this file switch hooks off? */
export function switchIn(client: string, file: string, off: Off): GuardSwitch | undefined {
  const text = read(file);
  const found = text === undefined ? undefined : off(parse(file, text));
  if (text === undefined || !found) return undefined;
  const line = text.slice(0, Math.max(0, text.indexOf(found.word))).split('\n').length;
  return { client, file, line, setting: found.setting };
}

function allHooks(settings: unknown): ReturnType<Off> {
  return field(settings, 'disableAllHooks') === true
    ? { setting: '"disableAllHooks": true', word: 'disableAllHooks' }
    : undefined;
}

function geminiHooks(settings: unknown): ReturnType<Off> {
  const config = field(settings, 'hooksConfig');
  if (field(config, 'enabled') === false) return { setting: '"hooksConfig": {"enabled": false}', word: 'hooksConfig' };
  const disabled = field(config, 'disabled');
  const ours = Array.isArray(disabled) && disabled.some((each) => typeof each === 'string' && /oktsec/i.test(each));
  return ours ? { setting: '"hooksConfig": {"disabled": [our hook]}', word: 'hooksConfig' } : undefined;
}

function codexFeature(settings: unknown): ReturnType<Off> {
  const features = field(settings, 'features');
  const off = ['hooks', 'codex_hooks'].find((name) => field(features, name) === false);
  return off === undefined ? undefined : { setting: `[features] ${off} = false`, word: off };
}

function droidHooks(settings: unknown): ReturnType<Off> {
  return field(settings, 'hooksDisabled') === true
    ? { setting: '"hooksDisabled": true', word: 'hooksDisabled' }
    : undefined;
}

function vscodeHooks(settings: unknown): ReturnType<Off> {
  return field(settings, 'chat.useHooks') === false
    ? { setting: '"chat.useHooks": false', word: 'chat.useHooks' }
    : undefined;
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function parse(name: string, text: string): unknown {
  try {
    return name.endsWith('.toml') ? parseToml(text) : (parseJsonc(text) as unknown);
  } catch {
    return undefined; // The client does not take it either.
  }
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.length > LARGEST_FILE ? undefined : text;
  } catch {
    return undefined; // Not there, or not ours to read.
  }
}
