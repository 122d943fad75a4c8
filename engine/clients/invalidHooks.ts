import { parse } from 'jsonc-parser';

/** What a client takes in an entry of its hooks. Anything else makes it drop the whole file, often without a word. */
interface EntryForm {
  readonly types: readonly string[];
  readonly timeout: (value: number) => boolean;
  readonly onFailure?: readonly string[];
}

const CLAUDE: EntryForm = {
  types: ['command', 'http', 'prompt', 'agent', 'mcp_tool'],
  timeout: (value) => value > 0,
  onFailure: ['continue', 'block'],
};
const CODEX: EntryForm = {
  types: ['command', 'prompt', 'agent', 'mcp_tool'],
  timeout: (value) => Number.isInteger(value) && value >= 0,
};

/** The first entry for which Claude Code drops these settings, each kind as seen with the real program. */
export function invalidClaudeHook(text: string): string | undefined {
  const settings = settingsIn(text);
  return invalidPermissions(settings) ?? invalidEntry(settings, CLAUDE);
}

/** The first entry for which Codex refuses this `hooks.json`. */
export function invalidCodexHook(text: string): string | undefined {
  return invalidEntry(settingsIn(text), CODEX);
}

function invalidPermissions(settings: unknown): string | undefined {
  const permissions = member(settings, 'permissions');
  const wrong = ['allow', 'deny', 'ask'].find((name) => {
    const list = member(permissions, name);
    return list !== undefined && !Array.isArray(list);
  });
  return wrong === undefined ? undefined : `"permissions.${wrong}" is not a list`;
}

function invalidEntry(settings: unknown, form: EntryForm): string | undefined {
  const hooks = member(settings, 'hooks');
  if (typeof hooks !== 'object' || hooks === null) return undefined;
  for (const [event, groups] of Object.entries(hooks)) {
    for (const [group, each] of list(groups).entries()) {
      for (const [index, handler] of list(member(each, 'hooks')).entries()) {
        const fault = faultOf(handler, form);
        if (fault !== undefined) return `"hooks.${event}[${group}].hooks[${index}]" ${fault}`;
      }
    }
  }
  return undefined;
}

function faultOf(handler: unknown, form: EntryForm): string | undefined {
  const [type, timeout, url, onFailure] = ['type', 'timeout', 'url', 'onFailure'].map((name) => member(handler, name));
  if (typeof type !== 'string' || !form.types.includes(type)) return `has the unknown type ${shown(type)}`;
  if (timeout !== undefined && !(typeof timeout === 'number' && form.timeout(timeout))) {
    return `has the timeout ${shown(timeout)}`;
  }
  if (type === 'http' && !(typeof url === 'string' && URL.canParse(url))) return `has the address ${shown(url)}`;
  if (form.onFailure && onFailure !== undefined && !form.onFailure.some((each) => each === onFailure)) {
    return `has "onFailure": ${shown(onFailure)}`;
  }
  return undefined;
}

function shown(value: unknown): string {
  return value === undefined ? 'that is not there' : JSON.stringify(value).slice(0, 60);
}

function settingsIn(text: string): unknown {
  return parse(text.replace(/^\uFEFF/, '')) as unknown;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
