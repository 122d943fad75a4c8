import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../protocol/views.ts';
import { compileLexicon } from './injection/compileLexicon.ts';
import { compilePhrases } from './injection/compilePhrases.ts';
import type { CompiledPack, CompiledRule } from './pack.ts';
import { BUILTIN_WAYS } from './regex/linearity.ts';
import { parseRuleFile } from './ruleFile.ts';

/**
 * Compiles the built-in rules of a directory. Runs when the product is built.
 * @throws Error that lists every problem as `file:line:column: message`.
 */
export function compileRules(directory: string): CompiledPack {
  const rules: CompiledRule[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const name of readdirSync(directory).sort()) {
    if (!name.endsWith('.yaml')) continue;
    const file = join(directory, name);
    const parsed = parseRuleFile(readFileSync(file, 'utf8'), file, BUILTIN_WAYS);
    problems.push(...parsed.problems);
    for (const rule of parsed.rules) {
      const earlier = seen.get(rule.info.id);
      if (earlier)
        problems.push({ code: 'rule-duplicate', message: `id "${rule.info.id}" is already in ${earlier}`, file });
      seen.set(rule.info.id, file);
      rules.push({ ...rule, info: { ...rule.info, source: 'builtin' } });
    }
  }
  if (problems.length > 0) {
    const list = problems.map((p) => `${p.file ?? directory}:${p.line ?? 1}:${p.column ?? 1}: ${p.message}`);
    throw new Error(`The rules in ${directory} cannot be compiled:\n${list.join('\n')}`);
  }
  return { format: 1, rules, phrases: compilePhrases(), words: compileLexicon() };
}
