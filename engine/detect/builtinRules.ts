import { readFileSync } from 'node:fs';
import type { CompiledPack } from './pack.ts';
import { literalIndexBytes, readLiteralIndex } from './regex/literalIndex.ts';

/** What the build keeps of the rules: a pack as JSON, and the index over its anchors as bytes. */
export interface BuiltinFiles {
  readonly json: string;
  readonly index: Uint8Array;
}

interface StoredPack extends CompiledPack {
  readonly literals: readonly string[];
  /** Length of the index that belongs to it. */
  readonly indexBytes: number;
}

export function builtinFiles(pack: CompiledPack): BuiltinFiles {
  const groups = pack.rules.flatMap((rule) => rule.alternatives.filter((each) => 'patterns' in each));
  const patterns = [...groups.flatMap((group) => group.patterns), ...(pack.phrases ?? []).map((each) => each.pattern)];
  const literals = [...new Set(patterns.flatMap((pattern) => pattern.anchors ?? []))];
  const index = literalIndexBytes(literals);
  const stored: StoredPack = { ...pack, literals, indexBytes: index.length };
  // In ASCII it is read faster, and its texts take one byte a character.
  const json = JSON.stringify(stored).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { json, index };
}

/**
 * Loads the pack that the build wrote (`dist/rules.json`, `dist/rules.index`).
 * @throws Error when a file is missing or of another format: the engine must not run without its rules.
 */
export function loadBuiltinPack(file: string): CompiledPack {
  // Our own build's output, checked when it was written; validating it again would cost the start budget.
  const { literals, indexBytes, ...pack } = JSON.parse(readFileSync(file, 'latin1')) as StoredPack;
  const index = readFileSync(file.replace(/\.json$/, '.index'));
  if (pack.format !== 1 || index.length !== indexBytes) {
    throw new Error(`${file} or its index is of another version than this engine. Build again: npm run build`);
  }
  return { ...pack, anchors: { literals, index: readLiteralIndex(index) } };
}
