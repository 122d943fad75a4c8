import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { DiscoveredClient } from '../../engine/protocol/clients.ts';
import { discoverClients } from '../../engine/clients/discover.ts';
import { MCP_PLACES, placesOf, WITHOUT_HOOKS } from '../../engine/clients/mcpPlaces.ts';
import { ADAPTERS } from '../../engine/clients/clients.ts';
import type { ClientContext } from '../../engine/clients/types.ts';

let root: string;
let context: ClientContext;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'oktsec-discover-'));
  const userHome = path.join(root, 'user');
  const project = path.join(root, 'project');
  for (const folder of [userHome, project]) mkdirSync(folder);
  context = { userHome, project, oktsecHome: path.join(root, 'okt'), env: {}, platform: 'linux' };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const inHome = (name: string, text: string) => write(path.join(context.userHome, name), text);
const inProject = (name: string, text: string) => write(path.join(root, 'project', name), text);
const found = async (id: string): Promise<DiscoveredClient> => {
  const client = (await discoverClients(context)).find((each) => each.id === id);
  assert.ok(client, id);
  return client;
};
const reached = async (id: string) =>
  (await found(id)).servers.map(({ name, transport, target, scope, enabled }) => [
    name,
    transport,
    target,
    scope,
    enabled,
  ]);

describe('discovery', () => {
  it('finds nothing on an empty machine, and names every client that it knows', async () => {
    const clients = await discoverClients(context);
    assert.deepEqual(
      clients.filter(({ state }) => state !== 'absent'),
      [],
    );
    const known = new Set([...ADAPTERS, ...WITHOUT_HOOKS].map(({ id }) => id));
    assert.equal(clients.length, known.size);
    for (const { client } of MCP_PLACES) assert.ok(known.has(client) || client === 'warp', client);
  });

  it('reads the servers of JSON with comments, TOML and YAML, whatever they call a server', async () => {
    inHome('.cursor/mcp.json', '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "x"]}}}');
    inProject('.cursor/mcp.json', '{"mcpServers": {"b": {"url": "https://example.com/mcp", "disabled": true}}}');
    assert.deepEqual(await reached('cursor'), [
      ['a', 'stdio', 'npx -y x', 'user', true],
      ['b', 'http', 'https://example.com/mcp', 'project', false],
    ]);
    inHome(
      '.codex/config.toml',
      '[mcp_servers.a]\ncommand = "a"\nargs = ["b"]\n[mcp_servers.c]\nurl = "https://c/sse"\n',
    );
    assert.deepEqual(await reached('codex'), [
      ['a', 'stdio', 'a b', 'user', true],
      ['c', 'sse', 'https://c/sse', 'user', true],
    ]);
    inHome('.continue/config.yaml', 'mcpServers:\n  - name: a\n    command: npx\n    args: [x]\n');
    assert.deepEqual(await reached('continue'), [['a', 'stdio', 'npx x', 'user', true]]);
    inHome(
      '.config/opencode/opencode.jsonc',
      '// mine\n{"mcp": {"a": {"type": "local", "command": ["a", "b"], "enabled": false},}}',
    );
    assert.deepEqual(await reached('opencode'), [['a', 'stdio', 'a b', 'user', false]]);
    inHome(
      '.config/zed/settings.json',
      '{"context_servers": {"a": {"command": {"path": "a"}, "settings": {}}, "b": {"settings": {}}}}',
    );
    assert.deepEqual(await reached('zed'), [['a', 'stdio', 'a', 'user', true]]);
    inHome('.config/amp/settings.json', '{"amp.mcpServers": {"a": {"command": "a"}}}');
    assert.deepEqual(await reached('amp'), [['a', 'stdio', 'a', 'user', true]]);
  });

  it('looks into the profiles of VS Code and into its server on a remote machine', async () => {
    const text = (name: string) => JSON.stringify({ servers: { [name]: { command: name } } });
    inHome('.config/Code/User/mcp.json', text('base'));
    inHome('.config/Code/User/profiles/abc/mcp.json', text('profile'));
    inHome('.vscode-server/data/User/mcp.json', text('remote'));
    inHome('.config/Code - Insiders/User/mcp.json', text('early'));
    inProject('.vscode/mcp.json', text('folder'));
    const names = (await found('vscode')).servers.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['base', 'early', 'folder', 'profile', 'remote']);
  });

  it('names a file that cannot be read with the reason, and goes on', async () => {
    const file = inHome('.gemini/settings.json', '{\n  "mcpServers": {\n');
    const { files, servers, state } = await found('gemini-cli');
    assert.deepEqual(servers, []);
    assert.equal(state, 'broken');
    assert.match(
      files.find((each) => each.file === file && each.holds === 'mcp')?.problem ?? '',
      /not valid JSON \(line/,
    );
  });

  it('names YAML that is made to cost, and reads none of it', async () => {
    const servers = 'mcpServers:\n  - name: a\n    command: npx\n';
    const bomb = Array.from({ length: 30 }, (_, i) => `b${i}: [${'*a,'.repeat(9)}*a]`).join('\n');
    for (const [more, reason] of [
      [`deep: ${'['.repeat(5_000)}`, /Nested more than 64 deep/],
      [`long: [${'a,'.repeat(60_000)}]`, /More than 50000 words and signs/],
      [`a: &a [1]\n${bomb}`, /alias/i],
      ['mcpServers: []', /unique \(line 4\)/],
      ['---\nother: 1', /more than one document/],
    ] as const) {
      const file = inHome('.continue/config.yaml', `${servers}${more}\n`);
      const client = await found('continue');
      assert.deepEqual(client.servers, [], String(reason));
      assert.match(client.files.find((each) => each.file === file && each.holds === 'mcp')?.problem ?? '', reason);
    }
  });

  it('tells what has hooks from what has none, and which files hold them', async () => {
    inHome('.claude/settings.json', '{}');
    inHome('.config/zed/settings.json', '{}');
    const claude = await found('claude-code');
    assert.deepEqual([claude.state, claude.connectable], ['found', true]);
    assert.deepEqual(claude.files, [
      { file: path.join(context.userHome, '.claude/settings.json'), scope: 'user', holds: 'hooks' },
    ]);
    assert.ok(claude.facts);
    const zed = await found('zed');
    assert.deepEqual([zed.state, zed.connectable], ['found', false]);
    assert.match(zed.detail, /no hooks/);
  });

  it('knows where each system keeps things', () => {
    const app = (platform: NodeJS.Platform, env = {}) =>
      placesOf({ ...context, userHome: '/u', platform, env })
        .app('Claude', 'x.json')
        .replaceAll('\\', '/');
    assert.equal(app('linux'), '/u/.config/Claude/x.json');
    assert.equal(app('darwin'), '/u/Library/Application Support/Claude/x.json');
    assert.equal(app('win32', { APPDATA: '/roaming' }), '/roaming/Claude/x.json');
    assert.equal(app('win32'), '/u/AppData/Roaming/Claude/x.json');
  });
});
