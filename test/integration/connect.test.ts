import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { claudeCode } from '../../engine/clients/claudeCode.ts';
import type { ClientContext } from '../../engine/clients/types.ts';
import { installLauncher } from '../../engine/intake/launcher.ts';

type Settings = Record<string, unknown> & {
  hooks: Record<string, { matcher?: string; hooks: { command: string; timeout: number; onFailure?: string }[] }[]>;
};

let root: string;
let context: ClientContext;
let settings: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "oktsec it's connect "));
  const userHome = path.join(root, 'user');
  mkdirSync(path.join(userHome, '.claude'), { recursive: true });
  const oktsecHome = path.join(root, 'okt');
  context = { userHome, oktsecHome, env: { PATH: path.join(root, 'bin') }, platform: process.platform };
  settings = path.join(userHome, '.claude', 'settings.json');
  installLauncher(oktsecHome, { runtime: process.execPath, cli: '/nowhere/cli.js', electron: false });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const connect = (expect?: string) => claudeCode.apply(context, true, expect);
const disconnect = () => claudeCode.apply(context, false);
const state = async () => (await claudeCode.detect(context)).state;
const written = () => JSON.parse(readFileSync(settings, 'utf8')) as Settings;

/** Puts a `claude` on the PATH as npm does: a link into a package. */
function installClaude(version: string): void {
  const home = path.join(root, 'lib', 'claude-code');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: '@anthropic-ai/claude-code', version }));
  writeFileSync(path.join(home, 'bin', 'claude.exe'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  rmSync(path.join(root, 'bin', 'claude'), { force: true });
  symlinkSync(path.join(home, 'bin', 'claude.exe'), path.join(root, 'bin', 'claude'));
}

const FILES: [name: string, text: string | undefined][] = [
  ['no file', undefined],
  ['an empty file', ''],
  ['an empty object', '{}'],
  ['an odd empty object', '{ \n\n }'],
  ['one line', '{"model":"opus","hooks":{"PreToolUse":[]}}'],
  ['odd white space', '{\n   "model" :"opus"  ,\n\t"hooks": {"Stop":[ ]}  }\n\n'],
  ['CRLF and a byte order mark', '\uFEFF{\r\n\t"model": "größer"\r\n}\r\n'],
  [
    'hooks of others',
    JSON.stringify({ hooks: { PreToolUse: [{ hooks: [{ type: 'command', command: 'x' }] }] } }, null, 4),
  ],
];

describe('connecting Claude Code', () => {
  for (const [name, text] of FILES) {
    it(`and disconnecting restores ${name} byte for byte`, async () => {
      if (text !== undefined) writeFileSync(settings, text);
      const plan = await connect();
      assert.equal(plan.before, text ?? '');
      assert.equal(plan.exists, text !== undefined);
      assert.equal(readFileSync(settings, 'utf8'), plan.after);
      assert.equal(plan.backup === undefined, text === undefined);
      if (plan.backup) assert.equal(readFileSync(plan.backup, 'utf8'), text);
      assert.equal(await state(), 'connected');

      await disconnect();
      assert.equal(existsSync(settings), text !== undefined);
      if (text !== undefined) assert.equal(readFileSync(settings, 'utf8'), text);
      assert.deepEqual(readdirSync(path.dirname(settings)), text === undefined ? [] : ['settings.json']);
    });
  }

  it('registers every event with the launcher, its own time and no more', async () => {
    await connect();
    const times = Object.entries(written().hooks).map(([event, [group]]) => [
      event,
      group?.matcher,
      group?.hooks[0]?.timeout,
    ]);
    assert.deepEqual(times, [
      ['PreToolUse', '*', 3600],
      ['PermissionRequest', '*', 3600],
      ['PostToolUse', '*', 30],
      ['PostToolUseFailure', '*', 30],
      ['UserPromptSubmit', undefined, 30],
      ['ConfigChange', '*', 30],
      ['Elicitation', '*', 3600],
      ['ElicitationResult', '*', 10],
      ['SessionStart', undefined, 10],
      ['SessionEnd', undefined, 5],
      ['SubagentStart', undefined, 10],
      ['SubagentStop', undefined, 10],
      ['Stop', undefined, 10],
    ]);
  });

  it('writes a command that the shell of the client can run, whatever the path', async () => {
    await connect();
    const command = written().hooks.Stop?.[0]?.hooks[0]?.command ?? '';
    const run = spawnSync('sh', ['-c', command], { input: '{}', encoding: 'utf8', env: {} });
    assert.deepEqual([run.status, run.stdout, run.stderr], [0, '', '']);
  });

  it('shows the exact change before it is made, and makes that one', async () => {
    writeFileSync(settings, '{\n  "model": "opus"\n}\n');
    const plan = await claudeCode.plan(context, true);
    assert.equal(readFileSync(settings, 'utf8'), plan.before);
    assert.match(plan.diff, /^-  "model": "opus"$/m);
    assert.match(plan.diff, /^\+ {4}"PreToolUse": \[$/m);
    assert.equal((await connect(plan.before)).after, plan.after);
  });

  it('is refused when the file is not the one that was shown', async () => {
    writeFileSync(settings, '{"model":"opus"}');
    await assert.rejects(connect('{}'), /not what was shown/);
    assert.equal(readFileSync(settings, 'utf8'), '{"model":"opus"}');
  });

  it('changes nothing the second time', async () => {
    await connect();
    const once = readFileSync(settings, 'utf8');
    assert.equal((await connect()).changed, false);
    assert.equal(readFileSync(settings, 'utf8'), once);
  });

  it('keeps the mode of the file; a new one is private', async () => {
    await connect();
    assert.equal(statSync(settings).mode & 0o777, 0o600);
    await disconnect();
    writeFileSync(settings, '{}');
    chmodSync(settings, 0o640);
    await connect();
    assert.equal(statSync(settings).mode & 0o777, 0o640);
  });

  it('keeps what people changed in between when it is undone', async () => {
    writeFileSync(settings, '{\n  "model": "opus"\n}\n');
    await connect();
    const edited = readFileSync(settings, 'utf8').replace('"opus"', '"sonnet"');
    writeFileSync(settings, edited);
    await disconnect();
    assert.equal(readFileSync(settings, 'utf8'), '{\n  "model": "sonnet"\n}\n');
  });

  it('can still be undone to the byte after it was renewed for another version', async () => {
    const text = '{ \n }';
    writeFileSync(settings, text);
    installClaude('2.1.197');
    await connect();
    installClaude('2.1.330');
    assert.equal(await state(), 'partial');
    assert.equal((await connect()).changed, true);
    assert.equal(await state(), 'connected');
    await disconnect();
    assert.equal(readFileSync(settings, 'utf8'), text);
  });

  it('can be undone without our own records', async () => {
    const text = '{\n  "model": "opus"\n}\n';
    writeFileSync(settings, text);
    await connect();
    rmSync(path.join(context.oktsecHome, 'backups'), { recursive: true });
    await disconnect();
    assert.equal(readFileSync(settings, 'utf8'), text);
  });

  it('follows CLAUDE_CONFIG_DIR', async () => {
    const other = path.join(root, 'other');
    context = { ...context, env: { CLAUDE_CONFIG_DIR: other } };
    const { file } = await connect();
    assert.equal(file, path.join(other, 'settings.json'));
    assert.equal(existsSync(settings), false);
  });

  const refused: [string, () => void, RegExp][] = [
    ['is a symbolic link', () => symlinkSync(path.join(root, 'elsewhere'), settings), /symbolic link/],
    ['is a directory', () => mkdirSync(settings), /not a regular file/],
    ['is not valid JSON', () => writeFileSync(settings, '{"a": }'), /not valid JSON \(line 1/],
    ['is not UTF-8', () => writeFileSync(settings, Buffer.from([0x7b, 0xff, 0x7d])), /UTF-8/],
    ['holds hooks that are no object', () => writeFileSync(settings, '{"hooks": 1}'), /"hooks" is not an object/],
  ];
  for (const [name, make, reason] of refused) {
    it(`is refused with the reason when the file ${name}`, async () => {
      make();
      for (const on of [true, false]) await assert.rejects(claudeCode.apply(context, on), reason);
      assert.deepEqual(readdirSync(path.dirname(settings)), ['settings.json']);
      assert.equal(await state(), 'broken');
    });
  }
});

describe('a hook that itself fails', () => {
  const blocking = () =>
    Object.entries(written().hooks)
      .filter(([, [group]]) => group?.hooks[0]?.onFailure === 'block')
      .map(([event]) => event);

  it('is made to block where the installed version can do that', async () => {
    for (const version of ['2.1.296', '2.1.330', '2.2.0', '3.0.0']) {
      installClaude(version);
      await connect();
      assert.deepEqual(
        blocking(),
        ['PreToolUse', 'PermissionRequest', 'UserPromptSubmit', 'ConfigChange', 'Elicitation'],
        version,
      );
      const { detail, version: found } = await claudeCode.detect(context);
      assert.equal(found, version);
      assert.match(detail, /also blocks/);
    }
  });

  it('is not claimed to block in older versions, which ignore the setting', async () => {
    for (const version of ['2.1.295', '2.0.999', '1.9.999']) {
      installClaude(version);
      await connect();
      assert.deepEqual(blocking(), [], version);
      assert.match((await claudeCode.detect(context)).detail, /lets a call pass/);
    }
  });

  it('is started without a shell, which a repository could lead astray, from the first version on that can do that', async () => {
    for (const [version, direct] of [
      ['2.1.138', false],
      ['2.1.139', true],
      ['2.1.295', true],
      ['2.1.330', true],
    ] as const) {
      installClaude(version);
      await connect();
      const handlers = Object.values(written().hooks).flatMap(([group]) => group?.hooks ?? []);
      assert.ok(handlers.length > 0 && handlers.every((each) => 'args' in each === direct), version);
    }
    rmSync(path.join(root, 'bin', 'claude'));
    installClaude('2.1.200');
    await connect();
    rmSync(path.join(root, 'bin', 'claude'));
    assert.equal((await connect()).changed, false, 'an unknown version keeps what it has');
  });

  it('is not claimed to block where the version is unknown, and the setting is then left as it is', async () => {
    await connect();
    assert.deepEqual(blocking(), []);
    assert.match((await claudeCode.detect(context)).detail, /unknown version/);
    installClaude('2.1.330');
    await connect();
    rmSync(path.join(root, 'bin', 'claude'));
    assert.equal((await connect()).changed, false);
    assert.equal(await state(), 'connected');
  });

  it('finds the version of a native installation in its path, and else asks the program', async () => {
    const native = path.join(root, 'versions', '2.1.331');
    mkdirSync(path.dirname(native));
    mkdirSync(path.join(root, 'bin'));
    writeFileSync(native, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    symlinkSync(native, path.join(root, 'bin', 'claude'));
    assert.equal((await claudeCode.detect(context)).version, '2.1.331');

    rmSync(path.join(root, 'bin', 'claude'));
    writeFileSync(path.join(root, 'bin', 'claude'), '#!/bin/sh\necho "2.1.332 (Claude Code)"\n', { mode: 0o755 });
    assert.equal((await claudeCode.detect(context)).version, '2.1.332');
  });
});

describe('the state of Claude Code', () => {
  it('is absent where nothing of it is there, found where it is, connected when our hooks are in', async () => {
    rmSync(path.dirname(settings), { recursive: true });
    assert.equal(await state(), 'absent');
    installClaude('2.1.330');
    assert.equal(await state(), 'found');
    await connect();
    assert.equal(await state(), 'connected');
  });

  it('is partial when a hook was taken away or changed', async () => {
    await connect();
    const all = written();
    delete all.hooks.PermissionRequest;
    writeFileSync(settings, JSON.stringify(all));
    const { state: now, detail } = await claudeCode.detect(context);
    assert.equal(now, 'partial');
    assert.match(detail, /PermissionRequest/);
  });

  it('is broken when the file switches all hooks off, or one error makes Claude Code drop it', async () => {
    await connect();
    writeFileSync(settings, JSON.stringify({ ...written(), disableAllHooks: true }));
    assert.match((await claudeCode.detect(context)).detail, /disableAllHooks/);
    assert.equal(await state(), 'broken');
    writeFileSync(settings, `${readFileSync(settings, 'utf8')},`);
    assert.match((await claudeCode.detect(context)).detail, /ignores/);
  });

  const spoiled: [name: string, edit: (text: string) => string, reason: RegExp][] = [
    ['an unknown type', (text) => text.replace('"type": "command"', '"type": "comand"'), /type "comand"/],
    ['a time limit in quotes', (text) => text.replace('"timeout": 3600', '"timeout": "3600"'), /timeout "3600"/],
    ['a time limit of nothing', (text) => text.replace('"timeout": 3600', '"timeout": 0'), /timeout 0/],
    [
      'an unknown onFailure',
      (text) => text.replace('"timeout": 3600', '"timeout": 3600, "onFailure": "deny"'),
      /"onFailure": "deny"/,
    ],
    [
      'an address that is none',
      (text) => text.replace('"Stop": [', '"Stop": [{ "hooks": [{ "type": "http", "url": "here" }] }, '),
      /hooks\.Stop\[0\].*address "here"/,
    ],
    ['permissions that are no list', (text) => text.replace('{', '{ "permissions": { "allow": "Bash" },'), /allow/],
  ];
  for (const [name, edit, reason] of spoiled) {
    it(`is broken when one entry makes Claude Code drop the file: ${name}`, async () => {
      await connect();
      const text = readFileSync(settings, 'utf8');
      assert.notEqual(edit(text), text);
      writeFileSync(settings, edit(text));
      const { state: now, detail } = await claudeCode.detect(context);
      assert.equal(now, 'broken');
      assert.match(detail, reason);
    });
  }

  it('is not mended by connecting beside an entry of others that makes Claude Code drop the file', async () => {
    const others = { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'x', timeout: '5' }] }] } };
    writeFileSync(settings, JSON.stringify(others));
    await assert.rejects(connect(), /hooks\.Stop\[0\]\.hooks\[0\]" has the timeout "5"/);
    assert.deepEqual(JSON.parse(readFileSync(settings, 'utf8')), others);
  });

  it('is mended by connecting anew when the entry is ours', async () => {
    await connect();
    const text = readFileSync(settings, 'utf8');
    writeFileSync(settings, text.replace('"timeout": 3600', '"timeout": "3600"'));
    await connect();
    assert.equal(await state(), 'connected');
  });

  it('is broken when the hook command is gone', async () => {
    await connect();
    rmSync(path.join(context.oktsecHome, 'bin', 'oktsec-hook'));
    assert.equal(await state(), 'broken');
  });
});

describe('a change of settings in a session', () => {
  /** What it takes from our hooks. */
  const losses = (file: string | undefined, source = 'user_settings'): string[] => {
    const payload = { hook_event_name: 'ConfigChange', session_id: 's', cwd: project(), source, file_path: file };
    const call = claudeCode.parse(payload, 100);
    if ('problem' in call) throw new Error(call.problem);
    const seen = claudeCode.withFiles?.(call, context) ?? call;
    return seen.fields.filter(({ origin }) => origin.includes('loss')).map(({ text }) => text);
  };
  const project = () => path.join(root, 'project');
  const local = () => path.join(project(), '.claude', 'settings.local.json');
  beforeEach(() => mkdirSync(path.dirname(local()), { recursive: true }));

  it('is harmless while our hooks stand as they should, whatever else changes', async () => {
    await connect();
    writeFileSync(settings, JSON.stringify({ ...written(), model: 'other' }));
    assert.deepEqual(losses(settings), []);
    writeFileSync(local(), '{"permissions": {"allow": ["Bash"]}}');
    assert.deepEqual(losses(local(), 'local_settings'), []);
  });

  it('is a loss where all hooks are switched off, also through a link, and where the event names no file', () => {
    const elsewhere = path.join(project(), 'elsewhere.json');
    writeFileSync(elsewhere, '{"disableAllHooks": true}');
    symlinkSync(elsewhere, local());
    assert.match(losses(local(), 'local_settings').join(), /disableAllHooks/);
    assert.match(losses(undefined, 'local_settings').join(), /disableAllHooks/);
  });

  it('is a loss where our hooks go, change or stand in a file that is dropped', async () => {
    for (const [edit, expected] of [
      [(text: string) => text.replace('PermissionRequest', 'Other'), /PermissionRequest/],
      [(text: string) => text.replace('"timeout": 3600', '"timeout": 1'), /PreToolUse/],
      [(text: string) => text.replace('"type": "command"', '"type": "comand"'), /drops/],
      [(text: string) => text.slice(0, -5), /drops/],
      [() => '{}', /PreToolUse.*Stop/],
      [() => undefined, /gone/],
    ] as const) {
      rmSync(settings, { force: true });
      await connect();
      const text = edit(readFileSync(settings, 'utf8'));
      if (text === undefined) rmSync(settings);
      else writeFileSync(settings, text);
      assert.match(losses(settings).join(), expected);
    }
  });

  it('is none where they never were, or were taken out by us', async () => {
    writeFileSync(settings, '{}');
    assert.deepEqual(losses(settings), []);
    await connect();
    await disconnect();
    assert.deepEqual(losses(settings), []);
    assert.deepEqual(losses(path.join(root, 'nowhere.json')), []);
  });
});
