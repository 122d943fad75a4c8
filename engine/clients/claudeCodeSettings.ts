import { isDeepStrictEqual } from 'node:util';
import { parseTree, printParseErrorCode, type JSONPath, type ParseError } from 'jsonc-parser';
import { addAt, namesAt, removeAt, valueAt } from './jsonSpans.ts';

/** One hook as Claude Code's settings hold it. Timeouts in seconds. */
export interface HookGroup {
  readonly matcher?: string;
  readonly hooks: readonly [
    {
      readonly type: 'command';
      readonly command: string;
      readonly shell?: 'powershell';
      readonly timeout: number;
      readonly onFailure?: 'block';
    },
  ];
}
/** The hooks that we want, by event. */
export type HookGroups = Readonly<Record<string, HookGroup>>;

/** How our hooks stand in a settings file. */
export interface Presence {
  /** Events whose hook is ours and exactly as wanted. */
  readonly current: readonly string[];
  /** Events with something of ours that is not as wanted. */
  readonly stale: readonly string[];
  readonly missing: readonly string[];
}

/** A command of ours, wherever the home directory was when it was written. */
const OURS = /[/\\]oktsec-hook(?:\.cmd)?['"]? claude-code\b/;

/** Why Claude Code would not read these settings, or we could not edit them safely; undefined if all is well. */
export function settingsProblem(text: string): string | undefined {
  const { json } = split(text);
  if (json.trim() === '') return undefined;
  const errors: ParseError[] = [];
  // Claude Code reads strict JSON and drops the whole file on one error.
  const root = parseTree(json, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first) {
    const line = json.slice(0, first.offset).split('\n').length;
    return `it is not valid JSON (line ${line}: ${printParseErrorCode(first.error)})`;
  }
  if (root?.type !== 'object') return 'it does not hold a JSON object';
  // Of two equal names Claude Code takes the last, an editor of spans the first.
  if (namesAt(json, []).filter((name) => name === 'hooks').length > 1) return 'it holds "hooks" more than once';
  const hooks = valueAt(json, ['hooks']);
  if (hooks === undefined) return undefined;
  if (typeof hooks !== 'object' || hooks === null || Array.isArray(hooks)) return '"hooks" is not an object';
  const events = eventsOf(json);
  const twice = events.find((event, i) => events.indexOf(event) !== i);
  if (twice !== undefined) return `"hooks" holds "${twice}" more than once`;
  const noList = Object.entries(hooks).find(([, groups]) => !Array.isArray(groups));
  return noList && `"hooks.${noList[0]}" is not a list`;
}

/** Does the file switch off every hook of the user? */
export function switchesHooksOff(text: string): boolean {
  return valueAt(split(text).json, ['disableAllHooks']) === true;
}

export function presence(text: string, wanted: HookGroups): Presence {
  const { json } = split(text);
  const current: string[] = [];
  const stale: string[] = [];
  const missing: string[] = [];
  for (const [event, group] of Object.entries(wanted)) {
    const found = ourGroups(json, event);
    if (found.length === 0) missing.push(event);
    else if (found.length === 1 && isDeepStrictEqual(found[0]?.value, group)) current.push(event);
    else stale.push(event);
  }
  const unwanted = eventsOf(json).filter((event) => !(event in wanted) && ourGroups(json, event).length > 0);
  return { current, stale: [...stale, ...unwanted], missing };
}

/** The text with our hooks as wanted. What is already so stays untouched, and so does everything that is not ours. */
export function withHooks(text: string, wanted: HookGroups): string {
  const { current, stale, missing } = presence(text, wanted);
  if (stale.length === 0 && missing.length === 0) return text;
  const { mark, json } = split(text);
  let edited = removeOurs(json.trim() === '' ? `{}${json || '\n'}` : json, current);
  for (const [event, group] of Object.entries(wanted)) {
    if (current.includes(event)) continue;
    if (valueAt(edited, ['hooks']) === undefined) edited = addAt(edited, ['hooks'], { [event]: [group] });
    else if (valueAt(edited, ['hooks', event]) === undefined) edited = addAt(edited, ['hooks', event], [group]);
    else edited = addAt(edited, ['hooks', event, 0], group);
  }
  return mark + edited;
}

/** The text without anything of ours; lists and objects that this empties go too. */
export function withoutHooks(text: string): string {
  const { mark, json } = split(text);
  return json.trim() === '' ? text : mark + removeOurs(json, []);
}

/** A byte order mark, and what follows it. */
function split(text: string): { mark: string; json: string } {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return { mark, json: text.slice(mark.length) };
}

function removeOurs(text: string, keep: readonly string[]): string {
  let edited = text;
  for (const event of eventsOf(text)) {
    const ours = keep.includes(event) ? [] : ourGroups(text, event);
    if (ours.length === 0) continue;
    // From the last to the first, so that indexes stay true.
    for (const group of ours.reverse()) edited = removeFromGroup(edited, ['hooks', event, group.index], group.value);
    if (isEmptyList(valueAt(edited, ['hooks', event]))) edited = removeAt(edited, ['hooks', event]);
    if (eventsOf(edited).length === 0) edited = removeAt(edited, ['hooks']);
  }
  return edited;
}

/** A group that people added their own handlers to keeps those. */
function removeFromGroup(text: string, at: JSONPath, group: unknown): string {
  const handlers = handlersOf(group);
  if (handlers.every(isOurs)) return removeAt(text, at);
  return handlers.reduceRight<string>(
    (edited, handler, i) => (isOurs(handler) ? removeAt(edited, [...at, 'hooks', i]) : edited),
    text,
  );
}

function ourGroups(text: string, event: string): { index: number; value: unknown }[] {
  const groups = valueAt(text, ['hooks', event]);
  if (!Array.isArray(groups)) return [];
  return groups
    .map((each: unknown, index) => ({ index, value: each }))
    .filter((each) => handlersOf(each.value).some(isOurs));
}

function isEmptyList(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function handlersOf(group: unknown): unknown[] {
  if (typeof group !== 'object' || group === null || !('hooks' in group) || !Array.isArray(group.hooks)) return [];
  return group.hooks as unknown[];
}

function isOurs(handler: unknown): boolean {
  if (typeof handler !== 'object' || handler === null || !('command' in handler)) return false;
  return typeof handler.command === 'string' && OURS.test(handler.command);
}

function eventsOf(json: string): string[] {
  return namesAt(json, ['hooks']);
}
