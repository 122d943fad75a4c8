import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../protocol/views.ts';
import type { CompiledPack, CompiledRule } from './pack.ts';
import { parseRuleFile } from './ruleFile.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Loads a user's rules from a directory. Never throws: what cannot be read or compiled is a problem with its file,
 * line and column, and the rest is in force. A directory that does not exist holds no rules.
 */
export function loadUserRules(directory: string): {
  readonly pack: CompiledPack;
  readonly problems: readonly Problem[];
} {
  const rules: CompiledRule[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const file of ruleFiles(directory, problems)) {
    const text = readRuleText(file, problems);
    if (text === undefined) continue;
    const parsed = parseRuleFile(text, file);
    problems.push(...parsed.problems);
    for (const rule of parsed.rules) {
      const earlier = seen.get(rule.info.id);
      if (earlier === undefined) rules.push(rule);
      else
        problems.push({
          code: 'rule-duplicate',
          message: `id "${rule.info.id}" is already in ${earlier}; this one is not used`,
          file,
        });
      seen.set(rule.info.id, earlier ?? file);
    }
  }
  return { pack: { format: 1, rules }, problems };
}

function ruleFiles(directory: string, problems: Problem[]): readonly string[] {
  if (!existsSync(directory)) return [];
  try {
    const names = readdirSync(directory).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => join(directory, name));
  } catch (error) {
    problems.push(unreadable(directory, error));
    return [];
  }
}

function readRuleText(file: string, problems: Problem[]): string | undefined {
  try {
    const { size } = statSync(file);
    if (size <= MAX_FILE_BYTES) return readFileSync(file, 'utf8');
    problems.push({ code: 'rule-invalid', message: `is larger than ${MAX_FILE_BYTES} bytes; split it`, file });
  } catch (error) {
    problems.push(unreadable(file, error));
  }
  return undefined;
}

function unreadable(file: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'rule-unreadable', message: `cannot be read (${reason}); check its permissions`, file };
}
