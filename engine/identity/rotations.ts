import fs from 'node:fs';
import path from 'node:path';
import type { Rotation } from '../protocol/audit.ts';

/** Certificates of key changes, one JSON object per line, in the directory of the keys. */
export const ROTATIONS_FILE = 'rotations.jsonl';

/** All certificates of `home`, oldest first. A line that a crash cut is left out: its key was never used. */
export function readRotations(home: string): Rotation[] {
  const file = path.join(home, 'keys', ROTATIONS_FILE);
  if (!fs.existsSync(file)) return [];
  return fs.readFileSync(file, 'utf8').split('\n').flatMap(parseLine);
}

function parseLine(line: string): Rotation[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRotation(value) ? [value] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Shape only; the verifier checks the signatures. */
function isRotation(value: unknown): value is Rotation {
  if (typeof value !== 'object' || value === null) return false;
  const names = ['from', 'to', 'oldSignature', 'newSignature'];
  return (
    names.every((name) => typeof Reflect.get(value, name) === 'string') &&
    Number.isSafeInteger(Reflect.get(value, 'time'))
  );
}
