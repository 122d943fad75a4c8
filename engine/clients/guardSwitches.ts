import { existsSync } from 'node:fs';
import path from 'node:path';
import { ADAPTERS } from './clients.ts';
import { switchIn, type GuardSwitch } from './settingSwitches.ts';

/**
 * What a project holds that switches hooks off, in the folder itself and at the root of its repository: clients read both.
 * A file that cannot be read switches nothing off: its client says so.
 */
export function guardSwitchesIn(project: string): GuardSwitch[] {
  const folders = new Set([project, repositoryOf(project)]);
  return [...folders].flatMap((folder) =>
    ADAPTERS.flatMap(({ id, switches }) =>
      (switches?.project ?? []).flatMap(({ files, off }) =>
        files.flatMap((name) => switchIn(id, path.join(folder, ...name.split('/')), off) ?? []),
      ),
    ),
  );
}

function repositoryOf(folder: string): string {
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
  }
  return folder;
}
