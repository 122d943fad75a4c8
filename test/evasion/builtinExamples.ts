import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BUILTIN_WAYS } from '../../engine/detect/regex/linearity.ts';
import { parseRuleFile } from '../../engine/detect/ruleFile.ts';
import type { RuleExample } from '../../engine/detect/ruleFormat.ts';

const directory = path.resolve(import.meta.dirname, '../../rules');

/** The files that the built-in rules are written in. */
export function builtinRuleFiles() {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseRuleFile(readFileSync(path.join(directory, name), 'utf8'), name, BUILTIN_WAYS));
}

/** Every hit of every built-in rule. */
export function builtinExamples(): readonly { readonly rule: string; readonly hit: RuleExample }[] {
  return builtinRuleFiles()
    .flatMap(({ source }) => source?.rules ?? [])
    .flatMap(({ id, examples }) => examples.hits.map((hit) => ({ rule: id, hit })));
}
