import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import type { Problem } from '../protocol/views.ts';
import type { CompiledPack, CompiledRule } from './pack.ts';
import { BUILTIN_WAYS, PROJECT_WAYS, type Ways } from './regex/linearity.ts';
import { parseRuleFile } from './ruleFile.ts';

/** What a folder of rules may hold, so that loading and running them stays short. */
export interface RuleFolderLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly allBytes: number;
  readonly rules: number;
  /** What the text of one file may be taken apart into: words, signs and spaces. */
  readonly fileLexemes: number;
  /** How hard its patterns may be. */
  readonly maxWays: Ways;
}

const OWN: RuleFolderLimits = {
  files: 1000,
  fileBytes: 1024 * 1024,
  allBytes: 16 * 1024 * 1024,
  rules: 20_000,
  fileLexemes: 400_000,
  maxWays: BUILTIN_WAYS,
};
/** A project's rules come with its files, and those with whoever changes them. */
const OF_A_PROJECT: RuleFolderLimits = {
  files: 50,
  fileBytes: 64 * 1024,
  allBytes: 256 * 1024,
  rules: 300,
  // As densely written as ours are, at most. A file of signs alone would have four times as many.
  fileLexemes: 25_000,
  maxWays: PROJECT_WAYS,
};

export interface LoadedRules {
  readonly pack: CompiledPack;
  readonly problems: readonly Problem[];
}

/**
 * Loads a user's rules from a directory. Never throws: what cannot be read or compiled is a problem with its file,
 * line and column, and the rest is in force. A directory that does not exist holds no rules.
 */
export function loadUserRules(directory: string): LoadedRules {
  return loadRules(directory, OWN, {});
}

/**
 * Loads the rules that a project brings in `directory`, as `loadUserRules` does. Links that lead out of the project's
 * `folder`, ids that are taken, and more than a project may bring are refused.
 */
export function loadProjectRules(directory: string, folder: string, taken: ReadonlySet<string>): LoadedRules {
  return loadRules(directory, OF_A_PROJECT, { folder, taken });
}

interface Restrictions {
  /** Files must lie in it, whatever links say. */
  readonly folder?: string;
  readonly taken?: ReadonlySet<string>;
}

function loadRules(directory: string, limits: RuleFolderLimits, { folder, taken }: Restrictions): LoadedRules {
  const rules: CompiledRule[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  let bytes = 0;
  for (const file of ruleFiles(directory, limits, problems)) {
    const text = readRuleText(file, limits, folder, problems);
    if (text === undefined) continue;
    bytes += text.length;
    if (bytes > limits.allBytes) {
      problems.push({
        code: 'rule-limit',
        message: `the files before it hold ${limits.allBytes} bytes; not read`,
        file,
      });
      break;
    }
    const parsed = parseRuleFile(text, file, limits.maxWays, limits.fileLexemes);
    problems.push(...parsed.problems);
    for (const rule of parsed.rules) {
      const { id } = rule.info;
      const earlier = taken?.has(id) ? 'the rules that count everywhere' : seen.get(id);
      seen.set(id, seen.get(id) ?? file);
      if (earlier !== undefined)
        problems.push({
          code: 'rule-duplicate',
          message: `id "${id}" is already in ${earlier}; this one is not used`,
          file,
        });
      else if (rules.length < limits.rules) rules.push(rule);
      else problems.push({ code: 'rule-limit', message: `"${id}" is beyond ${limits.rules} rules; not used`, file });
    }
  }
  return { pack: { format: 1, rules }, problems };
}

function ruleFiles(directory: string, limits: RuleFolderLimits, problems: Problem[]): readonly string[] {
  if (!existsSync(directory)) return [];
  try {
    const names = readdirSync(directory).filter((name) => /\.ya?ml$/.test(name));
    const files = names.sort().map((name) => join(directory, name));
    const [beyond] = files.slice(limits.files);
    if (beyond !== undefined)
      problems.push({ code: 'rule-limit', message: `more than ${limits.files} files; not read`, file: beyond });
    return files.slice(0, limits.files);
  } catch (error) {
    problems.push(unreadable(directory, error));
    return [];
  }
}

function readRuleText(
  file: string,
  limits: RuleFolderLimits,
  folder: string | undefined,
  problems: Problem[],
): string | undefined {
  const refuse = (message: string): undefined => void problems.push({ code: 'rule-invalid', message, file });
  let handle: number | undefined;
  try {
    if (folder !== undefined && !realpathSync(file).startsWith(join(realpathSync(folder), sep)))
      return refuse(`leads out of ${folder}; not read`);
    // A pipe that nobody writes into would hold the engine up.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(handle);
    if (!stat.isFile()) return refuse('is no regular file; not read');
    if (stat.size > limits.fileBytes) return refuse(`is larger than ${limits.fileBytes} bytes; split it`);
    return readFileSync(handle, 'utf8');
  } catch (error) {
    problems.push(unreadable(file, error));
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
  return undefined;
}

function unreadable(file: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'rule-unreadable', message: `cannot be read (${reason}); check its permissions`, file };
}
