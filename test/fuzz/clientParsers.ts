import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { ADAPTERS } from '../../engine/clients/clients.ts';
import { codexRequirements } from '../../engine/clients/connecting/codexRequirements.ts';
import { HookMap, type WantedHooks } from '../../engine/clients/connecting/hookMap.ts';
import { choicesOf, hostileValue, oneOf, type Random } from './hostileText.ts';

/** Names that clients have in their events. */
const EVENT_NAMES = (
  'hook_event_name session_id tool_name tool_input tool_response tool_use_id tool_calls prompt cwd agent_id agent_type ' +
  'timestamp error duration_ms last_assistant_message event session tool args output callID directory parent agent ' +
  'conversation_id generation_id workspace_roots command file_path path content edits old_string new_string ' +
  'replace_all url query pattern questions tool_info agent_action_name trajectory_id execution_id mcp_server ' +
  'mcp_server_name mcp_tool_name hookName taskId workspaceRoots preToolUse postToolUse userPromptSubmit toolName ' +
  'parameters sessionId sessionContext agentId tool_call input id status result toolArgs toolResult text type ' +
  'name description file_paths patch input_schema status exit isError structuredContent'
).split(' ');

const SETTING_NAMES = 'hooks PreToolUse PostToolUse Stop matcher type command timeout permissions version env a'.split(
  ' ',
);
const OURS = { type: 'command', command: "'/home/dev/.oktsec/bin/oktsec-hook' some-client", timeout: 30 };
const GROUPED: WantedHooks = { PreToolUse: { matcher: '*', hooks: [OURS] }, Stop: { hooks: [OURS] } };
const FLAT: WantedHooks = { PreToolUse: OURS, Stop: OURS };

/** Readers of clients' events and editors of their files, by what holds for them whatever the text. */
export const CLIENT_PARSERS: Readonly<Record<string, (text: string) => void>> = {
  ...Object.fromEntries(
    ADAPTERS.map((adapter) => [
      `an event of ${adapter.name} is a call with texts in its fields, or refused with a reason`,
      (text: string) => {
        const next = choicesOf(text);
        const { before, after, notice } = adapter.facts.events;
        const event = oneOf(next, [...before, ...after, ...notice, text.slice(0, 20)]);
        const payload = {
          ...Object.fromEntries(
            ['hook_event_name', 'event', 'agent_action_name', 'hookName'].map((name) => [name, event]),
          ),
          ...identity(next),
          ...Object.fromEntries(
            Array.from({ length: 6 }, () => [oneOf(next, EVENT_NAMES), hostileValue(next, EVENT_NAMES, text)]),
          ),
        };
        const call = adapter.parse(payload, text.length);
        if ('problem' in call) return assert.notEqual(call.problem, '');
        for (const field of call.fields) assert.equal(typeof field.text, 'string');
        assert.notEqual(call.session, '');
        assert.match(call.fingerprint, /^[0-9a-f]{64}$/);
      },
    ]),
  ),
  'hooks in JSON: what was edited is read as before but for our hooks, and taking them out gives back what was there': (
    text,
  ) => {
    const next = choicesOf(text);
    const grouped = next() < 0.5;
    const comments = next() < 0.5;
    const map = new HookMap({ client: 'some-client', clientName: 'Client', under: 'hooks', grouped, comments });
    const settings = next() < 0.05 ? text : writtenSettings(next, text, comments);
    if (map.problem(settings) !== undefined) return;
    const wanted = grouped ? GROUPED : FLAT;
    const connected = map.connected(settings, wanted);
    assert.equal(map.problem(connected), undefined);
    const { stale, missing, current } = map.presence(connected, wanted);
    assert.deepEqual([stale, missing, current.length], [[], [], 2]);
    assert.equal(map.connected(connected, wanted), connected);
    const disconnected = map.disconnected(connected);
    assert.equal(map.problem(disconnected), undefined);
    assert.deepEqual(withoutEmpty(read(disconnected)), withoutEmpty(read(settings) ?? {}));
    // What people wrote into an entry of ours, or into a map that is empty but for ours, goes with it.
    if (settings.includes('oktsec-hook') || settings.includes(': []')) return;
    for (const comment of settings.match(/\/\*c\d\*\//g) ?? []) assert.ok(disconnected.includes(comment), comment);
  },
  'managed requirements in TOML: valid stays valid, and taking our block out gives the same bytes': (text) => {
    const next = choicesOf(text);
    const context = { userHome: '/home/dev', oktsecHome: '/home/dev/.oktsec', env: {}, platform: 'linux' } as const;
    const target = codexRequirements(context, { PreToolUse: { seconds: 30 }, Stop: { seconds: 10, notice: true } });
    const lines = ['[features]', 'hooks = true', '[hooks]', 'managed_dir = "/x"', '# note', '', 'a = 1', '[[t]]'];
    const toml = next() < 0.2 ? text : Array.from({ length: 1 + Math.floor(next() * 5) }, () => oneOf(next, lines));
    const settings = typeof toml === 'string' ? toml : toml.join(oneOf(next, ['\n', '\r\n']));
    if (target.problem(settings) !== undefined) return;
    const connected = target.connected(settings);
    if (connected === undefined) return assert.fail('no text');
    assert.equal(target.problem(connected), undefined);
    assert.deepEqual(target.presence(connected).missing, []);
    parseToml(connected);
    assert.equal(target.connected(connected), connected);
    const rest = target.disconnected(connected) ?? '';
    // A last line without an end gets one, so that our block starts a line.
    assert.equal(rest.replace(/\r?\n$/, ''), (settings.trim() === '' ? rest : settings).replace(/\r?\n$/, ''));
  },
};

function identity(next: Random): Record<string, string> {
  const names = ['session_id', 'session', 'conversation_id', 'trajectory_id', 'taskId', 'sessionId'];
  return next() < 0.95 ? Object.fromEntries(names.map((name) => [name, 's1'])) : {};
}

/** Settings as people and programs write them: any spacing, comments and trailing commas where they may stand. */
function writtenSettings(next: Random, text: string, comments: boolean): string {
  const value = hostileValue(next, SETTING_NAMES, text.slice(0, 40));
  const root = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  if (next() < 0.7) {
    const handler = () => ({ type: 'command', command: oneOf(next, ['ls', OURS.command, 'x']) });
    const entry = () =>
      oneOf(next, [{ hooks: [handler()] }, { matcher: 'Bash', hooks: [handler(), handler()] }, handler()]);
    const lists = ['PreToolUse', 'Stop', 'Other'].filter(() => next() < 0.6);
    Object.assign(root, { hooks: Object.fromEntries(lists.map((name) => [name, next() < 0.8 ? [entry()] : []])) });
  }
  const eol = oneOf(next, ['\n', '\r\n']);
  const pretty = JSON.stringify(root, null, oneOf(next, [0, 2, '\t'])).replaceAll('\n', eol);
  const mark = next() < 0.1 ? '\uFEFF' : '';
  if (!comments) return mark + pretty + (next() < 0.5 ? eol : '');
  let count = 0;
  // Only behind brackets and commas that no string holds: strings here have none of their own at a line's end.
  return (
    mark +
    pretty.replace(/([[{,])(\r?\n)/g, (whole, sign: string, end: string) =>
      next() < 0.2 && count < 9 ? `${sign} /*c${count++}*/${end}` : whole,
    )
  );
}

function read(text: string): unknown {
  const errors: ParseError[] = [];
  return parseJsonc(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true }) as unknown;
}

/** Lists, groups and maps of hooks that hold nothing, and what is ours, do not count. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((each) => !isGone(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, withoutEmpty(each)] as const)
      .filter(([, each]) => !isGone(each)),
  );
}

function isGone(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isOurs = 'command' in value && value.command === OURS.command;
  const names = Object.keys(value);
  return isOurs || names.length === 0 || isDeepStrictEqual(names, ['matcher']);
}
