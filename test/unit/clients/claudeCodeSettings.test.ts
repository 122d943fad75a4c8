import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  presence,
  settingsProblem,
  switchesHooksOff,
  withHooks,
  withoutHooks,
  type HookGroup,
  type HookGroups,
} from '../../../engine/clients/claudeCodeSettings.ts';

const group = (command: string, more: Partial<HookGroup['hooks'][0]> = {}): HookGroup => ({
  matcher: '*',
  hooks: [{ type: 'command', command, timeout: 3600, ...more }],
});
const OURS = '/home/u/.oktsec/bin/oktsec-hook claude-code';
const WANTED: HookGroups = {
  PreToolUse: group(OURS),
  Stop: { hooks: [{ type: 'command', command: `${OURS} notice`, timeout: 10 }] },
};
const theirs = { matcher: 'Bash', hooks: [{ type: 'command', command: 'my-linter' }] };

const parsed = (text: string) => JSON.parse(text.replace(/^\uFEFF/, '')) as { hooks?: Record<string, unknown[]> };

describe('adding our hooks to Claude Code settings', () => {
  it('keeps everything else as it stands, to the byte', () => {
    const text = '{\n    "model": "opus",   \n\n    "permissions": {"allow": ["Bash(ls)"] }\n}\n';
    const added = withHooks(text, WANTED);
    assert.ok(
      added.startsWith('{\n    "model": "opus",   \n\n    "permissions": {"allow": ["Bash(ls)"] },\n    "hooks": {'),
    );
    assert.ok(added.endsWith('}\n'));
    assert.deepEqual(parsed(added).hooks, { PreToolUse: [WANTED.PreToolUse], Stop: [WANTED.Stop] });
  });

  it('puts ours behind those of other people', () => {
    const text = JSON.stringify({ hooks: { PreToolUse: [theirs], Notification: [theirs] } }, null, 2);
    assert.deepEqual(parsed(withHooks(text, WANTED)).hooks, {
      PreToolUse: [theirs, WANTED.PreToolUse],
      Notification: [theirs],
      Stop: [WANTED.Stop],
    });
  });

  it('changes nothing when they are there, and says so', () => {
    const once = withHooks('{}', WANTED);
    assert.equal(withHooks(once, WANTED), once);
    assert.deepEqual(presence(once, WANTED), { current: ['PreToolUse', 'Stop'], stale: [], missing: [] });
  });

  it('replaces an older form of ours, also from another home directory, and takes away what is no longer wanted', () => {
    const old = {
      ...WANTED,
      PreToolUse: group("'/mnt/my home/bin/oktsec-hook' claude-code", { timeout: 60 }),
      PreCompact: group(OURS),
    };
    const text = withHooks(JSON.stringify({ hooks: { PreToolUse: [theirs] } }), old);
    assert.deepEqual(presence(text, WANTED), { current: ['Stop'], stale: ['PreToolUse', 'PreCompact'], missing: [] });
    assert.deepEqual(parsed(withHooks(text, WANTED)).hooks, {
      PreToolUse: [theirs, WANTED.PreToolUse],
      Stop: [WANTED.Stop],
    });
  });

  it('leaves one where there were two', () => {
    const text = JSON.stringify({ hooks: { PreToolUse: [WANTED.PreToolUse, theirs, WANTED.PreToolUse] } });
    assert.deepEqual(parsed(withHooks(text, WANTED)).hooks?.PreToolUse, [theirs, WANTED.PreToolUse]);
  });

  it('keeps tabs, CRLF and a byte order mark', () => {
    const text = '\uFEFF{\r\n\t"model": "opus"\r\n}\r\n';
    const added = withHooks(text, WANTED);
    assert.ok(added.startsWith('\uFEFF{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"PreToolUse"'));
    assert.equal(added.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(withoutHooks(added), text);
  });

  it('starts from an empty file as from an empty object', () => {
    for (const text of ['', ' \n', '\uFEFF']) {
      assert.equal(settingsProblem(text), undefined);
      assert.deepEqual(Object.keys(parsed(withHooks(text, WANTED))), ['hooks']);
    }
  });
});

describe('taking our hooks out of Claude Code settings', () => {
  it('keeps handlers that people put beside ours', () => {
    const mixed = {
      matcher: '*',
      hooks: [...(WANTED.PreToolUse?.hooks ?? []), { type: 'command', command: 'my-linter' }],
    };
    const text = JSON.stringify({ hooks: { PreToolUse: [mixed] } }, null, 2);
    assert.deepEqual(parsed(withoutHooks(text)).hooks?.PreToolUse, [{ ...mixed, hooks: [mixed.hooks[1]] }]);
  });

  it('keeps empty lists that are not ours', () => {
    const text = JSON.stringify({ hooks: { Notification: [], PreToolUse: [WANTED.PreToolUse] } }, null, 2);
    assert.deepEqual(parsed(withoutHooks(text)).hooks, { Notification: [] });
  });

  it('leaves a file alone that has none, however it is written', () => {
    for (const text of ['', '{ }', '{"hooks":{"PreToolUse":[]}}', JSON.stringify({ hooks: { Stop: [theirs] } })]) {
      assert.equal(withoutHooks(text), text);
    }
  });

  it('undoes adding to the byte in any file that is written as Claude Code writes it', () => {
    const handlers = fc.array(fc.constantFrom(theirs, { hooks: [] }), { minLength: 1, maxLength: 2 });
    const names = fc.constantFrom('PreToolUse', 'Stop', 'Notification');
    const hooks = fc.dictionary(names, handlers, { minKeys: 1 });
    const others = fc.dictionary(
      fc.string().filter((key) => key !== 'hooks'),
      fc.jsonValue(),
      { minKeys: 1, maxKeys: 4 },
    );
    const indents = fc.constantFrom(2, 4, '\t');
    fc.assert(
      fc.property(others, fc.option(hooks), indents, (rest, some, indent) => {
        const text = JSON.stringify({ ...rest, ...(some && { hooks: some }) }, null, indent);
        fc.pre(settingsProblem(text) === undefined);
        assert.equal(withoutHooks(withHooks(text, WANTED)), text);
      }),
    );
  });
});

describe('Claude Code settings that cannot be edited', () => {
  const bad: [string, string, RegExp][] = [
    ['broken JSON', '{\n  "a": 1,\n  "b": \n}', /not valid JSON \(line 4/],
    ['comments, which Claude Code refuses', '{ // mine\n }', /not valid JSON \(line 1/],
    ['a trailing comma', '{"a": 1,}', /not valid JSON/],
    ['a list', '[]', /JSON object/],
    ['hooks that are a list', '{"hooks": []}', /"hooks" is not an object/],
    ['an event that is no list', '{"hooks": {"Stop": {}}}', /"hooks\.Stop" is not a list/],
    ['two sets of hooks', '{"hooks": {}, "hooks": {}}', /more than once/],
    ['an event twice', '{"hooks": {"Stop": [], "Stop": []}}', /"Stop" more than once/],
  ];
  for (const [name, text, expected] of bad) {
    it(`are named with the reason: ${name}`, () => assert.match(settingsProblem(text) ?? '', expected));
  }

  it('are told apart from settings that only switch hooks off', () => {
    assert.equal(switchesHooksOff('{"disableAllHooks": true}'), true);
    assert.equal(switchesHooksOff('{"disableAllHooks": false}'), false);
    assert.equal(switchesHooksOff(''), false);
  });
});
