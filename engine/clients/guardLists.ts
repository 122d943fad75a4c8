import { ADAPTERS } from './clients.ts';
import { switchIn, type GuardSwitch } from './settingSwitches.ts';
import type { ClientContext, Off } from './types.ts';

/** What holds on this machine, or for this user, and excludes our hooks. */
export function guardListsOf(context: ClientContext): GuardSwitch[] {
  return ADAPTERS.flatMap(({ id, switches }) =>
    (switches?.machine ?? []).flatMap(({ files, off, spares }) => {
      const spared = spares?.(context).some((file) => switchIn(id, file, ours) !== undefined) ?? false;
      return spared ? [] : files(context).flatMap((file) => switchIn(id, file, off) ?? []);
    }),
  );
}

/** Where the settings of a machine stand that can let only hooks of others run. */
export function managedFilesOf(context: ClientContext): string[] {
  return ADAPTERS.flatMap(({ switches }) => (switches?.machine ?? []).flatMap(({ spares }) => spares?.(context) ?? []));
}

/** Hooks of ours anywhere in the settings. */
const ours: Off = (settings) =>
  JSON.stringify(settings ?? null).includes('oktsec-hook') ? { setting: '', word: 'oktsec-hook' } : undefined;
