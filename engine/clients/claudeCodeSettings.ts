import { isDeepStrictEqual } from 'node:util';
import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { FormattingOptions, JSONPath, Node, ParseError } from 'jsonc-parser';

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
  if (isBlank(text)) return undefined;
  const errors: ParseError[] = [];
  // Claude Code reads strict JSON and drops the whole file on one error.
  const root = parseTree(body(text), errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first) {
    const line = body(text).slice(0, first.offset).split('\n').length;
    return `it is not valid JSON (line ${line}: ${printParseErrorCode(first.error)})`;
  }
  if (root?.type !== 'object') return 'it does not hold a JSON object';
  const hooks = findNodeAtLocation(root, ['hooks']);
  if (repeated(root).includes('hooks')) return 'it holds "hooks" more than once';
  if (!hooks) return undefined;
  if (hooks.type !== 'object') return '"hooks" is not an object';
  const twice = repeated(hooks)[0];
  if (twice !== undefined) return `"hooks" holds "${twice}" more than once`;
  for (const event of keys(hooks)) {
    const groups = findNodeAtLocation(hooks, [event]);
    if (groups?.type !== 'array') return `"hooks.${event}" is not a list`;
  }
  return undefined;
}

/** Does the file switch off every hook of the user? */
export function switchesHooksOff(text: string): boolean {
  return value(text, ['disableAllHooks']) === true;
}

export function presence(text: string, wanted: HookGroups): Presence {
  const current: string[] = [];
  const stale: string[] = [];
  const missing: string[] = [];
  for (const [event, group] of Object.entries(wanted)) {
    const found = ourGroups(text, event);
    const [only] = found;
    if (found.length === 0) missing.push(event);
    else if (found.length === 1 && isDeepStrictEqual(only?.value, group)) current.push(event);
    else stale.push(event);
  }
  const unwanted = eventsOf(text).filter((event) => !(event in wanted) && ourGroups(text, event).length > 0);
  return { current, stale: [...stale, ...unwanted], missing };
}

/** The text with our hooks as wanted. What is already so stays untouched, and so does everything that is not ours. */
export function withHooks(text: string, wanted: HookGroups): string {
  const { current, stale, missing } = presence(text, wanted);
  if (stale.length === 0 && missing.length === 0) return text;
  let edited = removeOurs(isBlank(text) ? `${bom(text)}{}${eol(text)}` : text, current);
  const others = Object.entries(wanted).filter(([event]) => !current.includes(event));
  for (const [event, group] of others) {
    const list = value(edited, ['hooks', event]);
    edited = Array.isArray(list)
      ? edit(edited, ['hooks', event, list.length], group, true)
      : edit(edited, ['hooks', event], [group]);
  }
  return edited;
}

/** The text without anything of ours; lists and objects that this empties go too. */
export function withoutHooks(text: string): string {
  return isBlank(text) ? text : removeOurs(text, []);
}

function removeOurs(text: string, keep: readonly string[]): string {
  let edited = text;
  for (const event of eventsOf(text)) {
    const ours = keep.includes(event) ? [] : ourGroups(text, event);
    if (ours.length === 0) continue;
    // From the last to the first, so that indexes stay true.
    for (const group of ours.reverse()) edited = removeFromGroup(edited, ['hooks', event, group.index], group.value);
    if (isEmptyList(value(edited, ['hooks', event]))) edited = edit(edited, ['hooks', event], undefined);
    if (eventsOf(edited).length === 0) edited = edit(edited, ['hooks'], undefined);
  }
  return edited;
}

/** A group that people added their own handlers to keeps those. */
function removeFromGroup(text: string, at: JSONPath, group: unknown): string {
  const handlers = handlersOf(group);
  if (handlers.every(isOurs)) return edit(text, at, undefined);
  return handlers.reduceRight<string>(
    (edited, handler, i) => (isOurs(handler) ? edit(edited, [...at, 'hooks', i], undefined) : edited),
    text,
  );
}

function ourGroups(text: string, event: string): { index: number; value: unknown }[] {
  const groups = value(text, ['hooks', event]);
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

function eventsOf(text: string): string[] {
  const hooks = node(text, ['hooks']);
  return hooks?.type === 'object' ? keys(hooks) : [];
}

function edit(text: string, at: JSONPath, replacement: unknown, insert = false): string {
  const json = body(text);
  const edits = modify(json, at, replacement, { formattingOptions: formatting(json), isArrayInsertion: insert });
  return bom(text) + applyEdits(json, edits);
}

/** The file's own habits. */
function formatting(text: string): FormattingOptions {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: eol(text),
  };
}

function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function node(text: string, at: JSONPath): Node | undefined {
  const root = parseTree(body(text));
  return root && findNodeAtLocation(root, at);
}

function value(text: string, at: JSONPath): unknown {
  const found = node(text, at);
  return found && (getNodeValue(found) as unknown);
}

function keys(object: Node): string[] {
  return (object.children ?? []).map((property) => String(property.children?.[0]?.value));
}

/** Keys that stand twice: Claude Code takes the last of them, an editor of spans the first. */
function repeated(object: Node): string[] {
  return keys(object).filter((key, i, all) => all.indexOf(key) !== i);
}

function bom(text: string): string {
  return text.startsWith('\uFEFF') ? '\uFEFF' : '';
}

function body(text: string): string {
  return text.slice(bom(text).length);
}

function isBlank(text: string): boolean {
  return body(text).trim() === '';
}
