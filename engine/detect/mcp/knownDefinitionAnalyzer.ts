import * as z from 'zod';
import type { Field, KnownDefinitions } from '../../protocol/call.ts';
import { oneSlipApart } from '../packages/nameDistance.ts';
import { CONFUSABLES } from '../text/confusables.ts';
import { textViews } from '../text/textView.ts';
import type { Analyzer, CallFacts, Match, ScanInput } from '../types.ts';
import { CODE, SENSITIVE } from './definitionAnalyzer.ts';
import { definitionChanges, type DefinitionChange } from './definitionChanges.ts';

const schema = z.strictObject({
  finds: z.enum(['changed', 'turned', 'claims-name', 'imitates-tool', 'orders-about-tool', 'imitates-server']),
});
type Params = z.infer<typeof schema>;
type Finder = (field: Field, facts: CallFacts, known: KnownDefinitions) => readonly Match[];

/**
 * A definition beside what is known: the same tool as it was before, and the tools of the other servers. Nothing is known of
 * a definition that comes alone.
 */
export const knownDefinitionAnalyzer: Analyzer<Params> = {
  name: 'mcp-known',
  roles: ['description'],
  schema,
  compile({ finds }) {
    const find = FINDERS[finds];
    return (facts, field) => {
      const { known, tool } = facts.input;
      return known && tool.kind === 'mcp-definition' ? find(field, facts, known) : [];
    };
  },
};

const FINDERS: Readonly<Record<Params['finds'], Finder>> = {
  changed: (field, { input }, known) => {
    const changes = changesOf(field, input, known);
    return changes.length === 0 ? [] : [{ field, detail: told(changes) }];
  },
  turned: (field, { input }, known) => {
    const turned = changesOf(field, input, known).filter((change) => turnsForTheWorse(change, known));
    return turned.length === 0 ? [] : [{ field, detail: told(turned) }];
  },
  'claims-name': (field, _facts, { servers }) => {
    if (field.origin !== 'name' || isGeneric(field.text)) return [];
    const server = Object.keys(servers).find((name) => servers[name]?.includes(field.text));
    return server === undefined ? [] : [{ field, detail: `"${field.text}" is a tool of ${server} too` }];
  },
  'imitates-tool': (field, _facts, { servers }) => {
    if (field.origin !== 'name') return [];
    for (const [server, tools] of Object.entries(servers))
      for (const tool of tools)
        if (imitates(field.text, tool)) return [{ field, detail: `"${field.text}" looks like "${tool}" of ${server}` }];
    return [];
  },
  'orders-about-tool': (field, facts, known) => {
    if (field.text.length > 20_000 || field.origin.endsWith(' (name)')) return [];
    for (const view of facts.of(field, textViews)) {
      const order = orderAboutOther(view.text, facts.input, known);
      if (!order) continue;
      const [start, end] = order.span;
      return [{ field, span: [view.rawOffset(start), view.rawOffset(end)], detail: order.detail }];
    }
    return [];
  },
  'imitates-server': (field, { input }, { servers }) => {
    const name = input.tool.mcp?.server ?? '';
    if (field.origin !== 'name' || name === '') return [];
    const other = Object.keys(servers).find((server) => imitates(name, server));
    return other === undefined ? [] : [{ field, detail: `server "${name}" looks like server "${other}"` }];
  },
};

/** Told once for a definition, at its name. */
function changesOf(field: Field, { definition }: ScanInput, { pinned }: KnownDefinitions): readonly DefinitionChange[] {
  return field.origin === 'name' && pinned !== undefined ? definitionChanges(pinned, definition) : [];
}

function told(changes: readonly DefinitionChange[]): string {
  const all = changes.map(({ kind, path, now }) => `${path} ${kind}${now === '' ? '' : `: ${now.slice(0, 120)}`}`);
  return `${all.slice(0, 4).join('; ')}${all.length > 4 ? `; and ${all.length - 4} more` : ''}`;
}

const ADDRESS = /\bhttps?:\/\/[^\s"'<>]{4,}/i;
const COMMANDS =
  /\b(?:(?:do not|don't|never) (?:tell|mention|inform|show|reveal|ask)|without (?:telling|asking|informing)|before (?:using|calling|every|any)|you must|always (?:call|use|include|send|read|add|pass)|instead of)\b/i;

/** What is new asks for secrets, runs something, sends somewhere, gives orders, or drops a warning of the tool itself. */
function turnsForTheWorse({ path, kind, now }: DefinitionChange, known: KnownDefinitions): boolean {
  if (/^annotations\.(?:readOnlyHint|destructiveHint)$/.test(path)) {
    return path.endsWith('readOnlyHint') ? now === 'true' : now === 'false' || kind === 'removed';
  }
  if (kind === 'removed') return false;
  const before = textAt(known.pinned, path);
  const isNew = (pattern: RegExp): boolean => pattern.test(now) && !pattern.test(before);
  return [SENSITIVE, CODE, ADDRESS, COMMANDS].some(isNew);
}

function textAt(definition: unknown, path: string): string {
  let value: unknown = definition;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : '';
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Names that many servers have, and that say nothing of whose they are. */
const GENERIC =
  /^(?:(?:get|list|search|create|update|delete|read|write|fetch|find|add|remove|set|run|execute|send|query|ask|help|ping|echo|status|login|logout|open|close|start|stop)(?:[_-]?(?:files?|items?|users?|messages?|issues?|pages?|projects?|documents?|data|info|query|tasks?|comments?|status|web|all|me|directory|content|contents|text|code|command))?|(?:web|file|code)[_-]?(?:search|fetch))$/i;

function isGeneric(name: string): boolean {
  return name.length < 6 || GENERIC.test(name);
}

/** Is it another name that passes for this one with whoever skims a list? */
function imitates(name: string, other: string): boolean {
  if (name === other || other.length < 4) return false;
  const [seen, meant] = [skeleton(name), skeleton(other)];
  if (seen === meant) return name.toLowerCase() !== other.toLowerCase() || name.length !== other.length;
  // One more letter or digit at the end is another tool of the same kind.
  const [short = '', long = ''] = [seen, meant].sort((a, b) => a.length - b.length);
  const isNumbered = long.startsWith(short) && /^(?:s|\d)$/.test(long.slice(short.length));
  return (
    other.length >= 6 &&
    !isNumbered &&
    seen.startsWith(meant.charAt(0)) &&
    oneSlipApart(seen, meant) &&
    !isOtherWord(seen, meant)
  );
}

/** `get_list` beside `get_lint`: a slip that makes a short word another word. */
function isOtherWord(a: string, b: string): boolean {
  const words = b.split('_');
  return a.split('_').some((word, i) => {
    const other = words[i] ?? '';
    return word !== other && word.length < 6 && other.length < 6 && sorted(word) !== sorted(other);
  });
}

function sorted(word: string): string {
  return [...word].sort().join('');
}

function skeleton(name: string): string {
  return [...name.normalize('NFKC')]
    .map((char) => CONFUSABLES.get(char) ?? char)
    .join('')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/[01345]/g, (digit) => ({ 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's' })[digit] ?? digit)
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}

const ORDERS =
  /\b(?:before|after|when(?:ever)?|instead of|rather than|do not (?:use|call)|don't (?:use|call)|never (?:use|call)|always|must|also|every time|each time|replaces?|supersedes?|overrides?|deprecated|bcc|redirect)\b/i;

/** A text that orders how a tool of another server is to be used: it names the tool, or the server with its word for one. */
function orderAboutOther(
  text: string,
  { tool }: ScanInput,
  { servers }: KnownDefinitions,
): { readonly span: readonly [number, number]; readonly detail: string } | undefined {
  for (const [server, tools] of Object.entries(servers)) {
    for (const other of tools) {
      if (isGeneric(other) || other === tool.mcp?.tool) continue;
      const at = wordAt(text, other);
      if (at < 0) continue;
      const around = text.slice(Math.max(0, at - 100), at + other.length + 100);
      if (ORDERS.test(around.replaceAll(other, '')))
        return { span: [at, at + other.length], detail: `gives orders about "${other}" of ${server}` };
    }
  }
  return undefined;
}

function wordAt(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + name.length] ?? '')) return at;
  }
  return -1;
}
