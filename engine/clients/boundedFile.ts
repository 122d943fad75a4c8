import { readFileSync, statSync } from 'node:fs';

/** Bytes; above any real settings. */
const LARGEST_FILE = 1024 * 1024;

/**
 * The text of a file, through links as clients follow them. Undefined where there is none, where it is not ours to read or has
 * more than `most` bytes, and where it is no plain file: a pipe that a repository puts in its place would never end.
 */
export function boundedFile(file: string, most = LARGEST_FILE): string | undefined {
  try {
    // Mostly there is nothing, and asking first is quicker than an error.
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat?.isFile() && stat.size <= most ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
