import path from 'node:path';
import { parse } from 'jsonc-parser';
import type { Field, ToolCall } from '../protocol/call.ts';
import { boundedFile } from './boundedFile.ts';
import { hooksOff } from './claudeCodeSwitches.ts';
import { fingerprint } from './fingerprint.ts';
import { quoteForSh } from './launcherCommand.ts';
import { field } from './settingSwitches.ts';
import type { ClientContext } from './types.ts';

/** Lines that are read out of one call's files; what has more is no settings of a person. */
const MOST_LINES = 200;
/** Agents and files of one command that are looked at; the rest cannot be judged. */
const MOST = 20;

const WORTH_A_LOOK = /--(?:settings|mcp-config|plugin-dir)\b|\bHOME=/;
/** Programs that are agents, where a command begins: behind assignments and what only starts another program. */
const STARTED =
  /(?:^|[;&|(\n"'`])[ \t]*(?:(?:sudo|env|nohup|exec|command|npx|bunx|setsid|timeout[ \t]+\d\w*|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s;&|"']*)|-[^\s;&|]*)[ \t]+)*(?:[^\s;&|("'`]*\/)?(claude|codex|gemini|qwen|opencode|copilot|cline|droid|auggie)(?=[\s"'`]|$)([^;&|\n]*)/g;
/** `HOME` moves the settings of all of them. */
const OTHER_HOME = /(?:^|[\s;&|(])HOME=("[^"]*"|'[^']*'|[^\s;&|]+)/;
const OPTION = /(?:^|\s)--(settings|mcp-config|plugin-dir)(?:=|\s+)((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+)/g;
/** Settings of Claude Code whose value is a line that it runs. */
const LINES = ['apiKeyHelper', 'awsAuthRefresh', 'awsCredentialExport', 'gcpAuthRefresh', 'otelHeadersHelper'];

/**
 * What an agent that a command starts would be given beside its own settings: lines that it runs by itself become commands of
 * this call. What takes its hooks away, or cannot be read, is a field whose origin begins with `started.`.
 */
export function withStartedAgents(call: ToolCall, context: ClientContext): ToolCall {
  if (call.phase !== 'before') return call;
  const added = call.fields.flatMap(({ role, text }) => (role === 'command' ? givenTo(text, call, context) : []));
  if (added.length === 0) return call;
  // An approval is for what the files hold now.
  const { client, session, agent, tool, cwd } = call;
  const input = { input: call.input, started: added.map(({ text }) => text) };
  const approved = fingerprint({ client, session, agent: agent.name, tool: tool.name, input, cwd });
  return { ...call, fields: [...call.fields, ...added.slice(0, MOST_LINES)], fingerprint: approved };
}

function givenTo(command: string, call: ToolCall, context: ClientContext): Field[] {
  if (!WORTH_A_LOOK.test(command)) return [];
  const started = [...command.matchAll(STARTED)];
  const more = started.length > MOST ? [unhookedField(`${started.length} agents are started at once`)] : [];
  const found = started.slice(0, MOST).flatMap((match) => {
    const [, program = '', args = ''] = match;
    const before = command.slice(0, match.index + match[0].length - args.length);
    const home = unquoted(OTHER_HOME.exec(before)?.[1] ?? '');
    const moved = home !== '' && !/^(?:\$\{?HOME\}?|~)$/.test(home) && home !== context.userHome;
    const found = program === 'claude' ? optionsOf(args, folderOf(before, call, context), context) : [];
    return moved ? [unhookedField(`HOME=${home} starts ${program} without your settings`), ...found] : found;
  });
  return [...more, ...found];
}

/** Where the command is when the agent starts. */
function folderOf(before: string, { cwd }: ToolCall, context: ClientContext): string | undefined {
  const moved = [...before.matchAll(/(?:^|[;&|(]\s*)cd\s+("[^"]*"|'[^']*'|[^\s;&|]+)/g)].at(-1)?.[1];
  return moved === undefined ? cwd : placeOf(unquoted(moved), cwd, context);
}

function optionsOf(args: string, folder: string | undefined, context: ClientContext): Field[] {
  const options = [...args.matchAll(OPTION)];
  if (options.length > MOST)
    return [unhookedField(`${options.length} files of settings and plugins are given at once`)];
  return options.flatMap(([, option = '', quoted = '']) => {
    const value = unquoted(quoted);
    if (/^\s*\{/.test(value)) return inSettings(value, `--${option}`);
    const place = placeOf(value, folder, context);
    if (place === undefined) return [unhookedField(`--${option} ${value} cannot be followed`)];
    return option === 'plugin-dir' ? inPlugin(place) : (inFile(place) ?? [unhookedField(`${place} cannot be read`)]);
  });
}

/** Hooks and servers of a plugin; lines of its commands run only when they are called. */
function inPlugin(folder: string): Field[] {
  const files = ['hooks/hooks.json', '.claude-plugin/plugin.json', '.mcp.json', 'settings.json'];
  const found = files.map((name) => inFile(path.join(folder, ...name.split('/'))));
  return found.every((each) => each === undefined)
    ? [unhookedField(`the plugin ${folder} cannot be read`)]
    : found.flatMap((each) => each ?? []);
}

function inFile(file: string): Field[] | undefined {
  const text = boundedFile(file);
  return text === undefined ? undefined : inSettings(text, file);
}

function inSettings(text: string, origin: string): Field[] {
  const settings = parse(text.replace(/^\uFEFF/, '')) as unknown;
  const off = hooksOff(settings);
  const lines = [...LINES.map((name) => field(settings, name)).filter((each) => typeof each === 'string')];
  collect(settings, lines);
  return [
    ...(off ? [unhookedField(`${off.setting} in ${origin}`)] : []),
    ...lines.map((line): Field => ({ role: 'command', text: line, origin })),
  ];
}

/** Every `{command, args}`: hooks, a status line, servers. */
function collect(value: unknown, into: string[], depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 20 || into.length > MOST_LINES) return;
  const command = field(value, 'command');
  const args = field(value, 'args');
  if (typeof command === 'string') {
    const words = Array.isArray(args) ? args.filter((each) => typeof each === 'string') : [];
    into.push([command, ...words.map(quoteForSh)].join(' '));
  }
  for (const each of Object.values(value)) collect(each, into, depth + 1);
}

/** A full path; undefined where it depends on what only the shell knows. */
function placeOf(value: string, folder: string | undefined, { userHome }: ClientContext): string | undefined {
  const home = value.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, () => userHome);
  const known = home.replace(/^(?:\$PWD|\$\{PWD\}|\$\(pwd\))(?=\/|$)/, () => folder ?? '$');
  if (/[$`*?]/.test(known)) return undefined;
  if (path.isAbsolute(known)) return known;
  return folder === undefined ? undefined : path.resolve(folder, known);
}

function unquoted(word: string): string {
  return word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
  );
}

/** What takes the hooks of a started agent away, or cannot be known. */
export function unhookedField(text: string): Field {
  return { role: 'argument', text, origin: 'started.settings' };
}
