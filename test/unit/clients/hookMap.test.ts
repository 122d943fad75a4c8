import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HookMap, type HookMapForm, type WantedHooks } from '../../../engine/clients/connecting/hookMap.ts';

const STRICT: HookMapForm = {
  client: 'claude-code',
  clientName: 'Claude Code',
  under: 'hooks',
  grouped: true,
  comments: false,
};
const map = new HookMap(STRICT);
const settingsProblem = (text: string) => map.problem(text);
const presence = (text: string, wanted: WantedHooks) => map.presence(text, wanted);
const withHooks = (text: string, wanted: WantedHooks) => map.connected(text, wanted);
const withoutHooks = (text: string) => map.disconnected(text);

const group = (command: string, more: Record<string, unknown> = {}) => ({
  matcher: '*',
  hooks: [{ type: 'command', command, timeout: 3600, ...more }],
});
const OURS = '/home/u/.oktsec/bin/oktsec-hook claude-code';
const WANTED = {
  PreToolUse: group(OURS),
  Stop: { hooks: [{ type: 'command', command: `${OURS} notice`, timeout: 10 }] },
};
const theirs = { matcher: 'Bash', hooks: [{ type: 'command', command: 'my-linter' }] };

const parsed = (text: string) => JSON.parse(text.replace(/^\uFEFF/, '')) as { hooks?: Record<string, unknown[]> };

describe('adding our hooks to settings', () => {
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

  it('knows ours where its words stand apart, for a client that starts it without a shell', () => {
    const launcher = '/home/u/.oktsec/bin/oktsec-hook';
    for (const [command, args] of [
      ['/home/u/.oktsec/bin/oktsec-clean', [launcher, 'claude-code']],
      [launcher, ['claude-code']],
    ] as const) {
      const wanted = { PreToolUse: { matcher: '*', hooks: [{ type: 'command', command, args, timeout: 3600 }] } };
      const text = withHooks(withHooks('{}', WANTED), wanted);
      assert.deepEqual(parsed(text).hooks, { PreToolUse: [wanted.PreToolUse] });
      assert.deepEqual(presence(text, wanted), { current: ['PreToolUse'], stale: [], missing: [] });
      assert.deepEqual(presence(text, WANTED).stale, ['PreToolUse']);
      assert.equal(withoutHooks(text).includes('oktsec'), false);
    }
    const other = JSON.stringify({ hooks: { PreToolUse: [{ hooks: [{ command: launcher, args: ['codex'] }] }] } });
    assert.equal(withoutHooks(other), other);
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

describe('taking our hooks out of settings', () => {
  it('refuses a file of blanks that JSON does not know', () => {
    for (const text of ['\t\t\uFEFF', '\uFEFF\uFEFF ', '\u00a0', '\u2028']) {
      assert.match(settingsProblem(text) ?? '', /not valid JSON/, JSON.stringify(text));
    }
  });

  it('keeps handlers that people put beside ours', () => {
    const mixed = {
      matcher: '*',
      hooks: [...WANTED.PreToolUse.hooks, { type: 'command', command: 'my-linter' }],
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

describe('settings that cannot be edited', () => {
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
    assert.equal(map.holds('{"disableAllHooks": true}', ['disableAllHooks'], true), true);
    assert.equal(map.holds('{"disableAllHooks": false}', ['disableAllHooks'], true), false);
    assert.equal(map.holds('', ['disableAllHooks'], true), false);
  });
});

describe('settings with comments', () => {
  const map = new HookMap({ ...STRICT, client: 'gemini-cli', comments: true });
  const wanted = { BeforeTool: group('/home/u/.oktsec/bin/oktsec-hook gemini-cli') };

  it('are accepted, with trailing commas, and keep them', () => {
    const text = '// mine\n{\n  "model": "pro", // the large one\n  /* none yet */\n  "mcpServers": {},\n}\n';
    assert.equal(map.problem(text), undefined);
    const added = map.connected(text, wanted);
    assert.ok(added.includes('"model": "pro", // the large one\n  /* none yet */\n  "mcpServers": {}'));
    assert.equal(map.problem(added), undefined);
    assert.deepEqual(map.presence(added, wanted).current, ['BeforeTool']);
    assert.equal(map.disconnected(added), text);
  });

  it('keep comments that people wrote beside ours', () => {
    const added = map.connected('{\n  "hooks": {\n    "AfterTool": []\n  }\n}\n', wanted);
    const commented = added.replace('"BeforeTool"', '// the guard\n    "BeforeTool"');
    assert.match(map.disconnected(commented), /"AfterTool": \[\]\n {4}\/\/ the guard\n/);
    assert.equal(map.problem(map.disconnected(commented)), undefined);
  });

  it('keep a comment in an object that was empty', () => {
    const added = map.connected('{ /* nothing here */ }', wanted);
    assert.equal(map.problem(added), undefined);
    assert.match(map.disconnected(added), /^\{[^"]*\/\* nothing here \*\/ \}$/);
  });

  it('do not take the hooks of another client whose name begins like this one', () => {
    const other = new HookMap({ ...STRICT, client: 'gemini' });
    const added = map.connected('{}', wanted);
    assert.equal(other.disconnected(added), added);
  });
});

describe('hooks that stand in their lists without groups', () => {
  const cursor = new HookMap({ ...STRICT, client: 'cursor', grouped: false, root: { version: 1 } });
  const wanted = { preToolUse: { command: '/home/u/.oktsec/bin/oktsec-hook cursor', failClosed: true } };

  it('are added beside those of others, with what the file must have', () => {
    const text = '{\n  "hooks": {\n    "preToolUse": [\n      { "command": "./lint.sh" }\n    ]\n  }\n}\n';
    const added = JSON.parse(cursor.connected(text, wanted)) as Record<string, unknown>;
    assert.deepEqual(added, { version: 1, hooks: { preToolUse: [{ command: './lint.sh' }, wanted.preToolUse] } });
  });

  it('are taken out again and leave the others', () => {
    const text =
      '{\n  "version": 1,\n  "hooks": {\n    "preToolUse": [\n      { "command": "./lint.sh" }\n    ]\n  }\n}\n';
    assert.equal(cursor.disconnected(cursor.connected(text, wanted)), text);
  });
});

describe('a file that is itself the map of hooks', () => {
  const droid = new HookMap({ client: 'droid', clientName: 'Droid', grouped: true, comments: false });
  const wanted = { PreToolUse: group('/home/u/.oktsec/bin/oktsec-hook droid') };

  it('holds ours beside those of others', () => {
    const text = JSON.stringify({ Stop: [theirs] }, null, 2);
    const added = droid.connected(text, wanted);
    assert.deepEqual(JSON.parse(added), { Stop: [theirs], PreToolUse: [wanted.PreToolUse] });
    assert.equal(droid.disconnected(added), text);
  });
});
