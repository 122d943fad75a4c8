import { isDeepStrictEqual } from 'node:util';
import { parseTree, printParseErrorCode, type JSONPath, type ParseError } from 'jsonc-parser';
import type { Presence } from './hookFile.ts';
import { addAt, namesAt, removeAt, valueAt } from './jsonSpans.ts';

/** How a client's JSON settings hold hooks: a map from the name of an event to a list. */
export interface HookMapForm {
  /** Our id of the client, the first argument of our command. */
  readonly client: string;
  /** The client's name, for messages. */
  readonly clientName: string;
  /** Where the map stands: at a property of the file, or the file itself is the map. */
  readonly under?: string;
  /** Lists hold groups `{matcher, hooks: [handler]}`, or the handlers themselves. */
  readonly grouped: boolean;
  /** Does the client read comments and trailing commas? Else one of them makes it drop the whole file. */
  readonly comments: boolean;
  /** A command of ours, where it is not the launcher itself. */
  readonly ours?: RegExp;
  /** What a file must have besides; added where it is missing. */
  readonly root?: Readonly<Record<string, unknown>>;
}

/** What we want in the list of each event: a group or a handler. */
export type WantedHooks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Reads and edits hooks of one form by span: whatever is not ours stays as it is, to the byte. */
export class HookMap {
  private readonly at: JSONPath;
  /** A command of ours, wherever the home directory was when it was written. */
  private readonly ours: RegExp;

  constructor(private readonly form: HookMapForm) {
    this.at = form.under === undefined ? [] : [form.under];
    this.ours = form.ours ?? launched(form.client);
  }

  /** Why the client would not read these settings, or we could not edit them safely; undefined if all is well. */
  problem(text: string): string | undefined {
    const { json } = split(text);
    if (isBlank(json)) return undefined;
    const errors: ParseError[] = [];
    const { comments, under } = this.form;
    const root = parseTree(json, errors, { disallowComments: !comments, allowTrailingComma: comments });
    const first = errors[0];
    if (first) {
      const line = json.slice(0, first.offset).split('\n').length;
      return `it is not valid JSON (line ${line}: ${printParseErrorCode(first.error)})`;
    }
    if (root?.type !== 'object') return 'it does not hold a JSON object';
    // Of two equal names clients take the last, an editor of spans the first.
    if (under !== undefined && namesAt(json, []).filter((name) => name === under).length > 1) {
      return `it holds "${under}" more than once`;
    }
    const hooks = valueAt(json, this.at);
    if (hooks === undefined) return undefined;
    if (typeof hooks !== 'object' || hooks === null || Array.isArray(hooks)) return `"${under ?? ''}" is not an object`;
    const events = this.eventsOf(json);
    const twice = events.find((event, i) => events.indexOf(event) !== i);
    if (twice !== undefined) return `"${under ?? 'the file'}" holds "${twice}" more than once`;
    const noList = Object.entries(hooks).find(([event, list]) => this.mayBeEvent(event) && !Array.isArray(list));
    return noList && `"${[...this.at, noList[0]].join('.')}" is not a list`;
  }

  presence(text: string, wanted: WantedHooks): Presence {
    const { json } = split(text);
    const current: string[] = [];
    const stale: string[] = [];
    const missing: string[] = [];
    for (const [event, entry] of Object.entries(wanted)) {
      const found = this.ourEntries(json, event);
      if (found.length === 0) missing.push(event);
      else if (found.length === 1 && isDeepStrictEqual(found[0]?.value, entry)) current.push(event);
      else stale.push(event);
    }
    const unwanted = this.eventsOf(json).filter(
      (event) => !(event in wanted) && this.ourEntries(json, event).length > 0,
    );
    return { current, stale: [...stale, ...unwanted], missing };
  }

  /** The text with our hooks as wanted. */
  connected(text: string, wanted: WantedHooks): string {
    const { current, stale, missing } = this.presence(text, wanted);
    if (stale.length === 0 && missing.length === 0) return text;
    const { mark, json } = split(text);
    let edited = this.removeOurs(isBlank(json) ? `{}${json || '\n'}` : json, current);
    for (const [name, value] of Object.entries(this.form.root ?? {})) {
      if (valueAt(edited, [name]) === undefined) edited = addAt(edited, [name], value);
    }
    for (const [event, entry] of Object.entries(wanted)) {
      if (current.includes(event)) continue;
      if (valueAt(edited, this.at) === undefined) edited = addAt(edited, this.at, { [event]: [entry] });
      else if (valueAt(edited, [...this.at, event]) === undefined) edited = addAt(edited, [...this.at, event], [entry]);
      else edited = addAt(edited, [...this.at, event, 0], entry);
    }
    return mark + edited;
  }

  /** The text without anything of ours; lists and objects that this empties go too. */
  disconnected(text: string): string {
    const { mark, json } = split(text);
    return isBlank(json) ? text : mark + this.removeOurs(json, []);
  }

  /** Is this property of the file set to this value? For switches that turn hooks off. */
  holds(text: string, at: JSONPath, value: unknown): boolean {
    return isDeepStrictEqual(valueAt(split(text).json, at), value);
  }

  /** Does a list in the file hold this value? */
  lists(text: string, at: JSONPath, value: unknown): boolean {
    const list = valueAt(split(text).json, at);
    return Array.isArray(list) && list.includes(value);
  }

  /** Where our entry of an event stands in its list; clients that ask for trust name hooks by their place. */
  placeOf(text: string, event: string): { entry: number; handler: number } | undefined {
    const found = this.ourEntries(split(text).json, event)[0];
    if (!found) return undefined;
    const handler = this.form.grouped ? handlersOf(found.value).findIndex((each) => this.isOurs(each)) : 0;
    return { entry: found.index, handler };
  }

  private removeOurs(text: string, keep: readonly string[]): string {
    let edited = text;
    for (const event of this.eventsOf(text)) {
      const ours = keep.includes(event) ? [] : this.ourEntries(text, event);
      if (ours.length === 0) continue;
      // From the last to the first, so that indexes stay true.
      for (const entry of ours.reverse()) {
        edited = this.removeEntry(edited, [...this.at, event, entry.index], entry.value);
      }
      if (isEmptyList(valueAt(edited, [...this.at, event]))) edited = removeAt(edited, [...this.at, event]);
      if (this.at.length > 0 && this.eventsOf(edited).length === 0) edited = removeAt(edited, this.at);
    }
    return edited;
  }

  /** A group that people added their own handlers to keeps those. */
  private removeEntry(text: string, at: JSONPath, entry: unknown): string {
    if (!this.form.grouped) return removeAt(text, at);
    const handlers = handlersOf(entry);
    if (handlers.every((each) => this.isOurs(each))) return removeAt(text, at);
    return handlers.reduceRight<string>(
      (edited, handler, i) => (this.isOurs(handler) ? removeAt(edited, [...at, 'hooks', i]) : edited),
      text,
    );
  }

  private ourEntries(json: string, event: string): { index: number; value: unknown }[] {
    const list = valueAt(json, [...this.at, event]);
    if (!Array.isArray(list)) return [];
    return list
      .map((each: unknown, index) => ({ index, value: each }))
      .filter(({ value }) => (this.form.grouped ? handlersOf(value) : [value]).some((each) => this.isOurs(each)));
  }

  /**
   * Clients have several names for a command: `command`, `bash`, `powershell`, `windows`. Where the client starts it without
   * a shell, its words stand apart, the last of them in a list.
   */
  private isOurs(handler: unknown): boolean {
    if (typeof handler !== 'object' || handler === null) return false;
    const { command, args } = handler as Readonly<Record<string, unknown>>;
    const words = Array.isArray(args) ? [command, args.join(' ')] : [];
    return [words.join(' '), ...(Object.values(handler) as unknown[])].some(
      (value) => typeof value === 'string' && this.ours.test(value),
    );
  }

  private eventsOf(json: string): string[] {
    return namesAt(json, this.at).filter((name) => this.mayBeEvent(name));
  }

  /** Where the file itself is the map, it may hold a few other things. */
  private mayBeEvent(name: string): boolean {
    return this.form.under !== undefined || /^[A-Z]/.test(name);
  }
}

/** Our command for a client, wherever the launcher lies. */
export function launched(client: string): RegExp {
  return new RegExp(`[/\\\\]oktsec-hook(?:\\.cmd)?['"]? ${client}(?![\\w-])`);
}

/** A byte order mark, and what follows it. */
function split(text: string): { mark: string; json: string } {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return { mark, json: text.slice(mark.length) };
}

function isEmptyList(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function handlersOf(group: unknown): unknown[] {
  if (typeof group !== 'object' || group === null || !('hooks' in group) || !Array.isArray(group.hooks)) return [];
  return group.hooks as unknown[];
}

/** Nothing but what JSON takes for white space (RFC 8259); others, such as a second byte order mark, are part of the text. */
function isBlank(json: string): boolean {
  return /^[ \t\r\n]*$/.test(json);
}
