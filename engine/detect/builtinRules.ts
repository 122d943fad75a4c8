import { readFileSync } from 'node:fs';
import type { CompiledPack } from './pack.ts';

/**
 * Loads the pack that the build wrote (`dist/rules.json`).
 * @throws Error when the file is missing or of another format: the engine must not run without its rules.
 */
export function loadBuiltinPack(file: string): CompiledPack {
  // Our own build's output, checked when it was written; validating it again would cost the start budget.
  const pack = JSON.parse(readFileSync(file, 'utf8')) as CompiledPack;
  if (pack.format !== 1) {
    throw new Error(`${file} has format ${String(pack.format)}, this engine reads 1. Build again: npm run build`);
  }
  return pack;
}
