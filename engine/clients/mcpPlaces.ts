import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ConnectScope } from '../protocol/clients.ts';
import type { ClientContext } from './types.ts';

/** A file in which a client keeps its MCP servers. */
export interface McpPlace {
  readonly client: string;
  readonly scope: ConnectScope;
  readonly format: 'json' | 'toml' | 'yaml';
  /** Names of the property that holds the servers, from the root. */
  readonly at: readonly string[];
  /** Is it a list of servers with names of their own? */
  readonly list?: true;
  readonly files: (places: Places) => readonly string[];
}

/** Where a system keeps things. */
export interface Places {
  /** In the user's home directory. */
  readonly home: (...names: readonly string[]) => string;
  /** Configuration of programs that follow XDG on all systems. */
  readonly config: (...names: readonly string[]) => string;
  /** Data of desktop programs: Application Support, Roaming, or `~/.config`. */
  readonly app: (...names: readonly string[]) => string;
  /** In the folder of the project, if there is one. */
  readonly project: (...names: readonly string[]) => readonly string[];
  /** `User` folders of an editor by its name, its profiles and its server on a remote machine included. */
  readonly editor: (name: string, server?: string) => readonly string[];
  readonly env: ClientContext['env'];
}

export function placesOf({ userHome, env, platform, project }: ClientContext): Places {
  const home = (...names: readonly string[]) => path.join(userHome, ...names);
  const config = (...names: readonly string[]) => path.join(env.XDG_CONFIG_HOME || home('.config'), ...names);
  const app = (...names: readonly string[]) => {
    if (platform === 'darwin') return home('Library', 'Application Support', ...names);
    return platform === 'win32' ? path.join(env.APPDATA || home('AppData', 'Roaming'), ...names) : config(...names);
  };
  return {
    home,
    config,
    app,
    project: (...names) => (project === undefined ? [] : [path.join(project, ...names)]),
    editor: (name, server) => {
      const users = [app(name, 'User'), ...(server === undefined ? [] : [home(server, 'data', 'User')])];
      return users.flatMap((user) => [user, ...foldersIn(path.join(user, 'profiles'))]);
    },
    env,
  };
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => path.join(folder, each.name));
}

const json = (
  client: string,
  scope: ConnectScope,
  files: McpPlace['files'],
  at: readonly string[] = ['mcpServers'],
): McpPlace => ({ client, scope, format: 'json', at, files });
const inEditors = (places: Places, ...names: readonly string[]): readonly string[] =>
  [
    ...places.editor('Code', '.vscode-server'),
    ...places.editor('Code - Insiders', '.vscode-server-insiders'),
    ...places.editor('VSCodium'),
    ...places.editor('Cursor', '.cursor-server'),
    ...places.editor('Windsurf', '.windsurf-server'),
  ].map((folder) => path.join(folder, ...names));

/** Every place that is known, one line each. Files of managed settings are read like others; they are never written. */
export const MCP_PLACES: readonly McpPlace[] = [
  json('claude-code', 'user', ({ home, env }) => [
    env.CLAUDE_CONFIG_DIR ? path.join(env.CLAUDE_CONFIG_DIR, '.claude.json') : home('.claude.json'),
  ]),
  json('claude-code', 'project', ({ project }) => project('.mcp.json')),
  json('claude-code', 'managed', () => [
    '/etc/claude-code/managed-mcp.json',
    '/Library/Application Support/ClaudeCode/managed-mcp.json',
    'C:\\Program Files\\ClaudeCode\\managed-mcp.json',
  ]),
  json('claude-desktop', 'user', ({ app }) => [app('Claude', 'claude_desktop_config.json')]),
  json('cursor', 'user', ({ home }) => [home('.cursor', 'mcp.json')]),
  json('cursor', 'project', ({ project }) => project('.cursor', 'mcp.json')),
  json(
    'vscode',
    'user',
    (places) => [
      ...['.vscode-server', '.vscode-server-insiders']
        .flatMap((server) => places.editor(server === '.vscode-server' ? 'Code' : 'Code - Insiders', server))
        .map((folder) => path.join(folder, 'mcp.json')),
      ...places.editor('VSCodium').map((folder) => path.join(folder, 'mcp.json')),
    ],
    ['servers'],
  ),
  json('vscode', 'project', ({ project }) => project('.vscode', 'mcp.json'), ['servers']),
  json('vscode', 'user', (places) => places.editor('Code').map((folder) => path.join(folder, 'settings.json')), [
    'mcp',
    'servers',
  ]),
  json('vscode', 'project', ({ project }) => project('.vscode', 'settings.json'), ['mcp', 'servers']),
  json('copilot-cli', 'user', ({ home, env }) => [path.join(env.COPILOT_HOME || home('.copilot'), 'mcp-config.json')]),
  json('copilot-cli', 'project', ({ project }) => project('.github', 'mcp.json')),
  {
    client: 'codex',
    scope: 'user',
    format: 'toml',
    at: ['mcp_servers'],
    files: ({ home, env }) => [path.join(env.CODEX_HOME || home('.codex'), 'config.toml')],
  },
  {
    client: 'codex',
    scope: 'project',
    format: 'toml',
    at: ['mcp_servers'],
    files: ({ project }) => project('.codex', 'config.toml'),
  },
  json('gemini-cli', 'user', ({ home }) => [home('.gemini', 'settings.json')]),
  json('gemini-cli', 'project', ({ project }) => project('.gemini', 'settings.json')),
  json('antigravity', 'user', ({ home }) => [
    home('.gemini', 'config', 'mcp_config.json'),
    home('.gemini', 'antigravity', 'mcp_config.json'),
  ]),
  json('antigravity', 'project', ({ project }) => project('.agents', 'mcp_config.json')),
  json('windsurf', 'user', ({ home }) => [
    home('.codeium', 'windsurf', 'mcp_config.json'),
    home('.codeium', 'mcp_config.json'),
  ]),
  json('devin', 'user', ({ config }) => [config('devin', 'mcp_config.json')]),
  json('devin', 'project', ({ project }) => [
    ...project('.devin', 'mcp_config.json'),
    ...project('.devin', 'mcp_config.local.json'),
  ]),
  json('cline', 'user', (places) => [
    ...inEditors(places, 'globalStorage', 'saoudrizwan.claude-dev', 'settings', 'cline_mcp_settings.json'),
    places.home('.cline', 'data', 'settings', 'cline_mcp_settings.json'),
  ]),
  json('roo-code', 'user', (places) =>
    inEditors(places, 'globalStorage', 'rooveterinaryinc.roo-cline', 'settings', 'mcp_settings.json'),
  ),
  json('roo-code', 'project', ({ project }) => project('.roo', 'mcp.json')),
  json('kilo-code', 'user', ({ config }) => [config('kilo', 'kilo.jsonc'), config('kilo', 'kilo.json')], ['mcp']),
  json('kilo-code', 'project', ({ project }) => [...project('kilo.jsonc'), ...project('.kilo', 'kilo.jsonc')], ['mcp']),
  json(
    'opencode',
    'user',
    ({ config }) => [config('opencode', 'opencode.json'), config('opencode', 'opencode.jsonc')],
    ['mcp'],
  ),
  json(
    'opencode',
    'project',
    ({ project }) => [
      ...project('opencode.json'),
      ...project('opencode.jsonc'),
      ...project('.opencode', 'opencode.json'),
    ],
    ['mcp'],
  ),
  json(
    'amp',
    'user',
    ({ config, app }) => [config('amp', 'settings.json'), config('amp', 'settings.jsonc'), app('amp', 'settings.json')],
    ['amp.mcpServers'],
  ),
  json('amp', 'project', ({ project }) => project('.amp', 'settings.json'), ['amp.mcpServers']),
  json('kiro', 'user', ({ home }) => [home('.kiro', 'settings', 'mcp.json')]),
  json('kiro', 'project', ({ project }) => project('.kiro', 'settings', 'mcp.json')),
  json('augment', 'user', ({ home }) => [home('.augment', 'settings.json')]),
  json('augment', 'project', ({ project }) => project('.augment', 'settings.json')),
  json('droid', 'user', ({ home }) => [home('.factory', 'mcp.json')]),
  json('droid', 'project', ({ project }) => project('.factory', 'mcp.json')),
  json('qwen-code', 'user', ({ home }) => [home('.qwen', 'settings.json')]),
  json('qwen-code', 'project', ({ project }) => project('.qwen', 'settings.json')),
  {
    client: 'continue',
    scope: 'user',
    format: 'yaml',
    at: ['mcpServers'],
    list: true,
    files: ({ home }) => [home('.continue', 'config.yaml')],
  },
  json('zed', 'user', ({ config, app }) => [config('zed', 'settings.json'), app('Zed', 'settings.json')], [
    'context_servers',
  ]),
  json('zed', 'project', ({ project }) => project('.zed', 'settings.json'), ['context_servers']),
  json('junie', 'user', ({ home }) => [home('.junie', 'mcp', 'mcp.json')]),
  json('junie', 'project', ({ project }) => project('.junie', 'mcp', 'mcp.json')),
  json('jetbrains-ai', 'user', ({ home }) => [home('.ai', 'mcp', 'mcp.json')]),
  json('jetbrains-ai', 'project', ({ project }) => project('.ai', 'mcp', 'mcp.json')),
  json('openclaw', 'user', ({ home }) => [home('.openclaw', 'openclaw.json')], ['mcp', 'servers']),
  {
    client: 'goose',
    scope: 'user',
    format: 'yaml',
    at: ['extensions'],
    files: ({ config, app }) => [config('goose', 'config.yaml'), app('Block', 'goose', 'config', 'config.yaml')],
  },
  {
    client: 'grok',
    scope: 'user',
    format: 'toml',
    at: ['mcp_servers'],
    files: ({ home }) => [home('.grok', 'config.toml')],
  },
  {
    client: 'mistral-vibe',
    scope: 'user',
    format: 'toml',
    at: ['mcp_servers'],
    files: ({ home }) => [home('.vibe', 'config.toml')],
  },
  json('warp', 'project', ({ project }) => project('.warp', '.mcp.json')),
  json('kimi', 'user', ({ home }) => [home('.kimi-code', 'mcp.json'), home('.kimi', 'mcp.json')]),
  json('lm-studio', 'user', ({ home }) => [home('.lmstudio', 'mcp.json')]),
  json('trae', 'user', ({ app }) => [app('Trae', 'User', 'mcp.json')]),
  json('amazon-q', 'user', ({ home }) => [home('.aws', 'amazonq', 'mcp.json')]),
  json('amazon-q', 'project', ({ project }) => project('.amazonq', 'mcp.json')),
];

/** Clients without hooks before a tool: they are found, and of theirs only MCP servers can be guarded. */
export const WITHOUT_HOOKS: readonly {
  readonly id: string;
  readonly name: string;
  readonly homes: (places: Places) => readonly string[];
}[] = [
  { id: 'claude-desktop', name: 'Claude Desktop', homes: ({ app }) => [app('Claude')] },
  { id: 'antigravity', name: 'Antigravity', homes: ({ home }) => [home('.gemini', 'antigravity')] },
  { id: 'devin', name: 'Devin Local', homes: ({ config }) => [config('devin')] },
  {
    id: 'roo-code',
    name: 'Roo Code',
    homes: (places) => inEditors(places, 'globalStorage', 'rooveterinaryinc.roo-cline'),
  },
  { id: 'kilo-code', name: 'Kilo Code', homes: ({ config }) => [config('kilo')] },
  { id: 'zed', name: 'Zed', homes: ({ config, app }) => [config('zed'), app('Zed')] },
  { id: 'junie', name: 'Junie', homes: ({ home }) => [home('.junie')] },
  { id: 'jetbrains-ai', name: 'JetBrains AI Assistant', homes: ({ home }) => [home('.ai', 'mcp')] },
  { id: 'openclaw', name: 'OpenClaw', homes: ({ home }) => [home('.openclaw')] },
  { id: 'goose', name: 'Goose', homes: ({ config }) => [config('goose')] },
  { id: 'grok', name: 'Grok Build', homes: ({ home }) => [home('.grok')] },
  { id: 'mistral-vibe', name: 'Mistral Vibe', homes: ({ home }) => [home('.vibe')] },
  { id: 'kimi', name: 'Kimi Code', homes: ({ home }) => [home('.kimi-code'), home('.kimi')] },
  { id: 'lm-studio', name: 'LM Studio', homes: ({ home }) => [home('.lmstudio')] },
  { id: 'trae', name: 'Trae', homes: ({ app }) => [app('Trae')] },
  { id: 'amazon-q', name: 'Amazon Q', homes: ({ home }) => [home('.aws', 'amazonq')] },
];
