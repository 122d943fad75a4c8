import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../protocol/views.ts';
import { parseConfig } from './parseConfig.ts';
import { configSchema, type Config } from './schema.ts';

/**
 * The settings of a home directory for a process that only passes by (the hook's own judgement, `oktsec check`): writes and
 * watches nothing. As with the engine, a broken or deleted file leaves the last good one in force.
 */
export function readConfig(file: string): { readonly config: Config; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  for (const candidate of [file, path.join(path.dirname(file), 'backups', 'config.last-good.yaml')]) {
    const text = readIfThere(candidate, problems);
    if (text === undefined) continue;
    const parsed = parseConfig(text, candidate);
    if ('config' in parsed) return { config: parsed.config, problems };
    problems.push(...parsed.problems);
  }
  return { config: configSchema.parse({}), problems };
}

function readIfThere(file: string, problems: Problem[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT')
      problems.push({ code: 'config-unreadable', message: `Cannot read ${file}: ${message}`, file });
    return undefined;
  }
}
