import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ClientContext } from './types.ts';
import { field, switchIn, type GuardSwitch, type Off } from './guardSwitches.ts';

/** Settings beyond a project's that keep a client from running hooks of ours, or let only hooks of others run. */
interface Kind {
  readonly client: string;
  readonly files: (context: ClientContext) => readonly string[];
  readonly off: Off;
  /** Files in which hooks of ours run all the same. */
  readonly spares?: (context: ClientContext) => readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    client: 'claude-code',
    files: claudeManaged,
    off: (settings) =>
      named(settings, 'allowManagedHooksOnly', true) ??
      (listsHooks(field(settings, 'strictPluginOnlyCustomization'))
        ? { setting: '"strictPluginOnlyCustomization" with hooks', word: 'strictPluginOnlyCustomization' }
        : undefined),
    spares: claudeManaged,
  },
  { client: 'claude-code', files: claudeManaged, off: (settings) => named(settings, 'disableAllHooks', true) },
  {
    client: 'codex',
    files: codexRequirements,
    off: (settings) =>
      named(settings, 'allow_managed_hooks_only', true) ??
      named(field(settings, 'hooks'), 'allow_managed_hooks_only', true),
    spares: codexRequirements,
  },
  {
    client: 'codex',
    files: codexRequirements,
    off: (settings) =>
      field(field(settings, 'features'), 'hooks') === false
        ? { setting: '[features] hooks = false', word: 'hooks' }
        : undefined,
  },
  {
    client: 'droid',
    files: droidManaged,
    off: (settings) => named(settings, 'allowManagedHooksOnly', true),
    spares: droidManaged,
  },
  {
    client: 'droid',
    files: (context) => [...droidManaged(context), path.join(context.userHome, '.factory', 'settings.json')],
    off: (settings) => named(settings, 'hooksDisabled', true),
  },
  {
    client: 'gemini-cli',
    files: (context) => [
      context.env.GEMINI_CLI_SYSTEM_SETTINGS_PATH ??
        onMachine(context, {
          darwin: '/Library/Application Support/GeminiCli/settings.json',
          win32: 'C:\\ProgramData\\gemini-cli\\settings.json',
          other: '/etc/gemini-cli/settings.json',
        }),
    ],
    off: (settings) =>
      field(field(settings, 'hooksConfig'), 'enabled') === false
        ? { setting: '"hooksConfig": {"enabled": false}', word: 'hooksConfig' }
        : undefined,
  },
  {
    client: 'vscode',
    files: ({ platform, machine }) => (platform === 'linux' ? [`${machine ?? ''}/etc/vscode/policy.json`] : []),
    off: (settings) => named(settings, 'ChatHooks', false),
  },
  {
    client: 'vscode',
    files: (context) => vscodeUser(context).map((folder) => path.join(folder, 'settings.json')),
    off: (settings) => {
      const locations = field(settings, 'chat.hookFilesLocations');
      const ours = ['~/.copilot/hooks', '~/.copilot/hooks/'].find((place) => field(locations, place) === false);
      return ours === undefined
        ? undefined
        : { setting: `"chat.hookFilesLocations": {"${ours}": false}`, word: 'chat.hookFilesLocations' };
    },
  },
  {
    client: 'continue',
    files: ({ userHome, env }) => [
      path.join(userHome, '.claude', 'settings.json'),
      path.join(env.CONTINUE_GLOBAL_DIR ?? path.join(userHome, '.continue'), 'settings.json'),
    ],
    off: (settings) => named(settings, 'disableAllHooks', true),
  },
];

/** What holds on this machine, or for this user, and excludes our hooks. */
export function guardListsOf(context: ClientContext): GuardSwitch[] {
  return KINDS.flatMap(({ client, files, off, spares }) => {
    const spared = spares?.(context).some((file) => switchIn(client, file, ours) !== undefined) ?? false;
    return spared ? [] : files(context).flatMap((file) => switchIn(client, file, off) ?? []);
  });
}

/** Where the settings of a machine stand that can exclude hooks. */
export function managedFilesOf(context: ClientContext): string[] {
  return [...claudeManaged(context), ...codexRequirements(context), ...droidManaged(context)];
}

/** Hooks of ours anywhere in the settings. */
const ours: Off = (settings) =>
  JSON.stringify(settings ?? null).includes('oktsec-hook') ? { setting: '', word: 'oktsec-hook' } : undefined;

function named(settings: unknown, name: string, value: boolean): ReturnType<Off> {
  return field(settings, name) === value ? { setting: `"${name}": ${String(value)}`, word: name } : undefined;
}

/** `true` stands for everything that can be restricted. */
function listsHooks(value: unknown): boolean {
  return value === true || (Array.isArray(value) && value.includes('hooks'));
}

function claudeManaged(context: ClientContext): string[] {
  const folder = onMachine(context, {
    darwin: '/Library/Application Support/ClaudeCode',
    win32: 'C:\\Program Files\\ClaudeCode',
    other: '/etc/claude-code',
  });
  const paths = context.platform === 'win32' ? path.win32 : path.posix;
  const dropIns = paths.join(folder, 'managed-settings.d');
  return [paths.join(folder, 'managed-settings.json'), ...namesIn(dropIns).map((name) => paths.join(dropIns, name))];
}

function codexRequirements({ platform, env, machine = '' }: ClientContext): string[] {
  return platform === 'win32'
    ? [path.join(env.ProgramData ?? 'C:\\ProgramData', 'OpenAI', 'Codex', 'requirements.toml')]
    : [`${machine}/etc/codex/requirements.toml`];
}

function droidManaged(context: ClientContext): string[] {
  return [
    onMachine(context, {
      darwin: '/Library/Application Support/Factory/settings.json',
      win32: 'C:\\Program Files\\Factory\\settings.json',
      other: '/etc/factory/settings.json',
    }),
  ];
}

function vscodeUser({ platform, userHome, env }: ClientContext): string[] {
  const base = byPlatform(platform, {
    darwin: path.join(userHome, 'Library', 'Application Support'),
    win32: env.APPDATA ?? path.join(userHome, 'AppData', 'Roaming'),
    other: env.XDG_CONFIG_HOME ?? path.join(userHome, '.config'),
  });
  return ['Code', 'Code - Insiders', 'VSCodium'].map((name) => path.join(base, name, 'User'));
}

interface Places {
  readonly darwin: string;
  readonly win32: string;
  readonly other: string;
}

function onMachine({ platform, machine = '' }: ClientContext, places: Places): string {
  return machine + byPlatform(platform, places);
}

function byPlatform(platform: NodeJS.Platform, { darwin, win32, other }: Places): string {
  if (platform === 'darwin') return darwin;
  return platform === 'win32' ? win32 : other;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // There is no such folder.
  }
}
