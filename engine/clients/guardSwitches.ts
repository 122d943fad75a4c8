import path from 'node:path';
import { ADAPTERS } from './clients.ts';
import { switchIn, type GuardSwitch } from './settingSwitches.ts';

/** What a project holds that switches hooks off. A file that cannot be read switches nothing off: its client says so. */
export function guardSwitchesIn(project: string): GuardSwitch[] {
  return ADAPTERS.flatMap(({ id, switches }) =>
    (switches?.project ?? []).flatMap(({ files, off }) =>
      files.flatMap((name) => switchIn(id, path.join(project, ...name.split('/')), off) ?? []),
    ),
  );
}
