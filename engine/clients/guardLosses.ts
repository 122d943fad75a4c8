import { parse } from 'jsonc-parser';
import { boundedFile } from './boundedFile.ts';
import type { HookMap, WantedHooks } from './connecting/hookMap.ts';
import { isOnRecord } from './connecting/undoRecord.ts';
import type { Off } from './types.ts';

/** Above any real settings. */
const LARGEST_FILE = 8 * 1024 * 1024;

/** How the settings of a client are read. */
export interface SettingsReading {
  readonly clientName: string;
  readonly oktsecHome: string;
  readonly map: HookMap;
  readonly wanted: (text: string) => WantedHooks;
  /** What in these settings keeps our hooks from running. */
  readonly off: Off;
  /** Why the client would not take settings that are valid JSON. */
  readonly refused: (text: string) => string | undefined;
}

/**
 * What a file of settings, as it stands now, takes from our hooks, a sentence each. Ours are missed only where we put
 * them and were not asked to take them out again.
 */
export function guardLosses(file: string, reading: SettingsReading): string[] {
  const { map, clientName } = reading;
  const ours = isOnRecord(reading.oktsecHome, file);
  const text = boundedFile(file, LARGEST_FILE);
  if (text === undefined) return ours ? [`${file} with the hooks of Oktsec is gone or cannot be read`] : [];
  const problem = map.problem(text) ?? reading.refused(text);
  if (problem !== undefined) return ours ? [`${clientName} drops ${file}, hooks of Oktsec and all: ${problem}`] : [];
  const losses: string[] = [];
  const off = reading.off(parse(text.replace(/^\uFEFF/, '')));
  if (off) losses.push(`${off.setting} in ${file} switches every hook of Oktsec off, or runs other code in its place`);
  if (!ours) return losses;
  const { stale, missing } = map.presence(text, reading.wanted(text));
  const gone = [...stale, ...missing];
  if (gone.length > 0) losses.push(`hooks of Oktsec in ${file} were changed or taken out: ${gone.join(', ')}`);
  return losses;
}
