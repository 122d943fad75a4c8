import path from 'node:path';
import { field, named } from './settingSwitches.ts';
import type { ClientContext, SettingSwitches } from './types.ts';

export const vsCodeSwitches: SettingSwitches = {
  project: [{ files: ['.vscode/settings.json'], off: named('chat.useHooks', false) }],
  machine: [
    {
      files: ({ platform, machine }) => (platform === 'linux' ? [`${machine ?? ''}/etc/vscode/policy.json`] : []),
      off: named('ChatHooks', false),
    },
    {
      files: (context) => userFolders(context).map((folder) => path.join(folder, 'settings.json')),
      off: (settings) => {
        const locations = field(settings, 'chat.hookFilesLocations');
        const ours = ['~/.copilot/hooks', '~/.copilot/hooks/'].find((place) => field(locations, place) === false);
        return ours === undefined
          ? undefined
          : { setting: `"chat.hookFilesLocations": {"${ours}": false}`, word: 'chat.hookFilesLocations' };
      },
    },
  ],
};

function userFolders({ platform, userHome, env }: ClientContext): string[] {
  const base = (): string => {
    if (platform === 'darwin') return path.join(userHome, 'Library', 'Application Support');
    if (platform === 'win32') return env.APPDATA ?? path.join(userHome, 'AppData', 'Roaming');
    return env.XDG_CONFIG_HOME ?? path.join(userHome, '.config');
  };
  return ['Code', 'Code - Insiders', 'VSCodium'].map((name) => path.join(base(), name, 'User'));
}
