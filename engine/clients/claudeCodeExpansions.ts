import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import type { Field, ToolCall } from '../protocol/call.ts';
import { boundedFile } from './boundedFile.ts';

/** Far above any real command or skill. */
const MOST_FILES = 2000;
const MOST_FOLDERS_UP = 20;

/** What a slash command or a skill is called with. */
interface Called {
  readonly name: string;
  readonly args: string;
}

/**
 * Lines that Claude Code runs in a shell when it reads a slash command or a skill, before the model sees it: they make no
 * event of their own. `homes` are the folders that hold `commands` and `skills` beside those of the project.
 */
export function shellOnExpansion(call: ToolCall, homes: readonly string[]): Field[] {
  const called = calledBy(call);
  if (!called) return [];
  const folders = [
    ...homes,
    ...homes.flatMap(pluginsOf),
    ...(call.cwd === undefined ? [] : upwards(call.cwd).map((each) => path.join(each, '.claude'))),
  ];
  return [...new Set(folders)]
    .flatMap((folder) => [...commandFiles(folder, called.name), ...skillFiles(folder, called.name)])
    .flatMap((file) => linesIn(file, called.args).map((text): Field => ({ role: 'command', text, origin: file })));
}

/** Where the plugins are that a person installed; they hold `commands` and `skills` of their own. */
function pluginsOf(home: string): string[] {
  const installed = boundedFile(path.join(home, 'plugins', 'installed_plugins.json')) ?? '';
  return [...installed.matchAll(/"installPath"\s*:\s*("(?:[^"\\]|\\.)*")/g)]
    .slice(0, MOST_FILES)
    .map(([, quoted = '""']) => String(parse(quoted)));
}

function calledBy({ event, tool, fields, input }: ToolCall): Called | undefined {
  if (event === 'UserPromptSubmit') {
    const [, name, args] = /^\s*\/([\w:.-]+)\s*([\s\S]*)$/.exec(fields[0]?.text ?? '') ?? [];
    return name === undefined ? undefined : { name, args: args ?? '' };
  }
  if (event !== 'PreToolUse' || tool.name !== 'Skill') return undefined;
  const { skill, args } = input as Readonly<Record<string, unknown>>;
  return typeof skill === 'string' ? { name: skill, args: typeof args === 'string' ? args : '' } : undefined;
}

/** A command goes by the name of its file; folders above it may stand before that, with colons. */
function commandFiles(home: string, name: string): string[] {
  const wanted = `${name.split(':').at(-1)}.md`;
  const folder = path.join(home, 'commands');
  return namesBelow(folder)
    .filter((each) => path.basename(each) === wanted)
    .map((each) => path.join(folder, each));
}

/** A skill goes by its folder, or by the name that it gives itself. */
function skillFiles(home: string, name: string): string[] {
  const wanted = name.split(':').at(-1);
  const folder = path.join(home, 'skills');
  return namesBelow(folder)
    .filter((each) => path.basename(each) === 'SKILL.md')
    .map((each) => path.join(folder, each))
    .filter((file) => path.basename(path.dirname(file)) === wanted || nameIn(file) === wanted);
}

function nameIn(file: string): string | undefined {
  return /^---[\s\S]*?^name:\s*["']?([^"'\r\n]+?)["']?\s*$/m.exec(boundedFile(file) ?? '')?.[1];
}

/** `` !`line` `` anywhere, and blocks that begin with three backticks and a `!`. */
function linesIn(file: string, args: string): string[] {
  const text = (boundedFile(file) ?? '').replaceAll('$ARGUMENTS', () => args);
  const lines = [...text.matchAll(/!`([^`]+)`/g), ...text.matchAll(/^```!\s*\n([\s\S]*?)^```/gm)];
  return lines.flatMap(([, line]) => (line === undefined ? [] : [line]));
}

function namesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).slice(0, MOST_FILES);
  } catch {
    return []; // There is no such folder.
  }
}

function upwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; folders.length < MOST_FOLDERS_UP && path.dirname(at) !== at;) {
    at = path.dirname(at);
    folders.push(at);
  }
  return folders;
}
