import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { guardListsOf, managedFilesOf } from '../../../engine/clients/guardLists.ts';
import { guardSwitchesIn } from '../../../engine/clients/guardSwitches.ts';
import type { ClientContext } from '../../../engine/clients/types.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(os.tmpdir(), 'oktsec-lists-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const file = path.join(root, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A machine whose managed settings are all below the root. */
function context(): ClientContext {
  return { userHome: root, oktsecHome: path.join(root, '.oktsec'), env: {}, platform: 'linux', machine: root };
}

const EXCLUDED: readonly (readonly [client: string, file: string, text: string, setting: RegExp])[] = [
  [
    'claude-code',
    'etc/claude-code/managed-settings.json',
    '{\n "allowManagedHooksOnly": true}',
    /allowManagedHooksOnly/,
  ],
  ['claude-code', 'etc/claude-code/managed-settings.d/10.json', '{\n "allowManagedHooksOnly": true}', /Only/],
  ['claude-code', 'etc/claude-code/managed-settings.json', '{\n "strictPluginOnlyCustomization": ["hooks"]}', /strict/],
  ['claude-code', 'etc/claude-code/managed-settings.json', '{\n "strictPluginOnlyCustomization": true}', /strict/],
  ['claude-code', 'etc/claude-code/managed-settings.json', '{\n "disableAllHooks": true}', /disableAllHooks/],
  ['codex', 'etc/codex/requirements.toml', '# all\nallow_managed_hooks_only = true', /allow_managed_hooks_only/],
  ['codex', 'etc/codex/requirements.toml', '[hooks]\nallow_managed_hooks_only = true', /allow_managed_hooks_only/],
  ['codex', 'etc/codex/requirements.toml', '[features]\nhooks = false', /hooks = false/],
  ['droid', 'etc/factory/settings.json', '{\n "allowManagedHooksOnly": true}', /allowManagedHooksOnly/],
  ['droid', '.factory/settings.json', '{\n "hooksDisabled": true}', /hooksDisabled/],
  ['gemini-cli', 'etc/gemini-cli/settings.json', '{\n "hooksConfig": {"enabled": false}}', /hooksConfig/],
  ['vscode', 'etc/vscode/policy.json', '{\n "ChatHooks": false}', /ChatHooks/],
  [
    'vscode',
    '.config/Code/User/settings.json',
    '{\n "chat.hookFilesLocations": {"~/.copilot/hooks": false}}',
    /Locations/,
  ],
  ['continue', '.continue/settings.json', '{\n "disableAllHooks": true}', /disableAllHooks/],
];

describe('settings that let only hooks of others run', () => {
  for (const [client, name, text, setting] of EXCLUDED) {
    it(`are found for ${client}, with file and line: ${text.replaceAll('\n', ' ')}`, () => {
      const file = put(name, text);
      const found = guardListsOf(context());
      assert.deepEqual(
        found.map((each) => [each.client, each.file, each.line]),
        [[client, file, 2]],
      );
      assert.match(found[0]?.setting ?? '', setting);
    });
  }

  it('exclude nothing of ours that stands among the managed hooks', () => {
    put('etc/claude-code/managed-settings.json', '{"allowManagedHooksOnly": true}');
    put('etc/claude-code/managed-settings.d/50-oktsec.json', '{"hooks": {"Stop": "/x/oktsec-hook claude-code"}}');
    put(
      'etc/codex/requirements.toml',
      'allow_managed_hooks_only = true\n[[hooks.Stop.hooks]]\ncommand = "/x/oktsec-hook codex"',
    );
    assert.deepEqual(guardListsOf(context()), []);
  });

  it('are none where they are not there, off or unreadable', () => {
    assert.deepEqual(guardListsOf(context()), []);
    put(
      'etc/claude-code/managed-settings.json',
      '{"allowManagedHooksOnly": false, "strictPluginOnlyCustomization": ["skills"]}',
    );
    put('etc/codex/requirements.toml', 'allow_managed_hooks_only = ');
    assert.deepEqual(guardListsOf(context()), []);
  });

  it('are looked for where each system keeps them', () => {
    const at = (platform: NodeJS.Platform) => managedFilesOf({ ...context(), machine: '', platform }).join('\n');
    assert.match(at('linux'), /^\/etc\/claude-code\/managed-settings\.json$/m);
    assert.match(at('darwin'), /^\/Library\/Application Support\/ClaudeCode\/managed-settings\.json$/m);
    assert.match(at('win32'), /^C:\\Program Files\\ClaudeCode/m);
  });
});

describe('a project that switches hooks off', () => {
  for (const [client, name, text] of [
    ['claude-code', '.claude/settings.json', '{"disableAllHooks": true}'],
    ['qwen-code', '.qwen/settings.json', '{"disableAllHooks": true}'],
    ['copilot-cli', '.github/copilot/settings.json', '{"disableAllHooks": true}'],
    ['gemini-cli', '.gemini/settings.json', '{"hooksConfig": {"enabled": false}}'],
    ['codex', '.codex/config.toml', '[features]\nhooks = false'],
    ['continue', '.continue/settings.json', '{"disableAllHooks": true}'],
    ['droid', '.factory/settings.json', '{"hooksDisabled": true}'],
    ['vscode', '.vscode/settings.json', '{ // of the team\n "chat.useHooks": false}'],
  ] as const) {
    it(`is found for ${client}`, () => {
      const file = put(name, text);
      assert.ok(guardSwitchesIn(root).some((each) => each.client === client && each.file === file));
      put(name, '');
      assert.deepEqual(guardSwitchesIn(root), []);
    });
  }

  it('are found at the root of the repository for a session in a folder below', () => {
    mkdirSync(path.join(root, '.git'));
    const file = put('.claude/settings.local.json', '{"disableAllHooks": true}');
    const below = path.join(root, 'packages', 'cart');
    mkdirSync(below, { recursive: true });
    assert.deepEqual(
      guardSwitchesIn(below).map((each) => [each.client, each.file]),
      [
        ['claude-code', file],
        ['continue', file],
      ],
    );
  });

  it('are found for Gemini CLI where a project gives its hooks a library to load', () => {
    const file = put('.env', 'PORT=80\nexport LD_PRELOAD="/x.so"\n');
    assert.deepEqual(
      guardSwitchesIn(root).map((each) => [each.client, each.file, each.line]),
      [['gemini-cli', file, 2]],
    );
  });

  for (const name of ['LD_PRELOAD', 'CLAUDE_CODE_SHELL_PREFIX']) {
    it(`are found for Claude Code where a project gives its hooks ${name}`, () => {
      put('.claude/settings.json', JSON.stringify({ env: { PORT: '80', [name]: '/x' } }));
      assert.deepEqual(
        guardSwitchesIn(root).map(({ client, setting }) => [client, setting]),
        [['claude-code', `"env": {"${name}": …}`]],
      );
    });
  }
});
