import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { loadDetectorFor } from '../rulesets/detection.ts';
import { projectRulesFolder } from '../rulesets/projectRules.ts';
import type { Problem } from '../protocol/views.ts';
import { testRuleFile } from '../rulesets/ruleExamples.ts';
import { print, printJson, printTable } from './output.ts';

interface ShowOptions {
  home: string;
  json?: boolean;
}

/** `oktsec rules [ID]`, `oktsec rules list` and `oktsec rules test [FILE...]`. */
export function rulesCommand(): Command {
  const rules = new Command('rules')
    .argument('[id]', 'one rule, whole')
    .description('the rules in force for calls in this folder')
    .option('--json', 'print as JSON')
    .action((id: string | undefined, options: ShowOptions) => (id === undefined ? list(options) : show(id, options)));
  rules
    .command('list')
    .description('the rules in force')
    .option('--json', 'print as JSON')
    .action((options: ShowOptions, command: Command) =>
      list({ ...command.optsWithGlobals<ShowOptions>(), ...options }),
    );
  rules
    .command('test')
    .argument('[files...]', 'rule files; without any, those of ~/.oktsec/rules and of .oktsec/rules in this folder')
    .description('run the examples that rule files carry')
    .action(test);
  return rules;
}

function list({ home, json }: ShowOptions): void {
  const { detector, problems } = loadDetectorFor(home, process.cwd());
  printProblems(problems);
  if (json) return printJson(detector.rules);
  printTable(
    ['ID', 'SEVERITY', 'CERTAINTY', 'CATEGORY', 'NAME'],
    detector.rules.map((r) => [r.id, r.severity, r.certainty, r.category, r.name]),
  );
  print(`\n${detector.rules.length} rules`);
}

function show(id: string, { home, json }: ShowOptions): void {
  const { detector, problems } = loadDetectorFor(home, process.cwd());
  printProblems(problems);
  const rule = detector.rules.find((r) => r.id.toLowerCase() === id.toLowerCase());
  if (!rule) throw new Error(`there is no rule "${id}". List them with: oktsec rules`);
  if (json) return printJson(rule);
  print(`${rule.id}  ${rule.name}`);
  print(`${rule.category}, ${rule.severity}, ${rule.certainty}, from ${rule.source}`);
  print(`\n${rule.explanation}\n\nInstead: ${rule.remediation}`);
  if (rule.references.length > 0) print(`\n${rule.references.join('\n')}`);
}

/** Exit code 1 when a rule cannot be used, an example has another answer than its file says, or there is no file. */
function test(files: readonly string[], { home }: { home: string }): void {
  const folders = [path.join(home, 'rules'), projectRulesFolder(process.cwd())];
  const chosen = files.length > 0 ? files : [...new Set(folders)].flatMap(ruleFilesIn);
  if (chosen.length === 0)
    throw new Error(`there are no rule files in ${folders.join(' or ')}; name one: oktsec rules test FILE`);
  let failed = 0;
  for (const file of chosen) {
    const { rules, examples, problems } = testRuleFile(readFileSync(file, 'utf8'), file, ofProject(file, home));
    printProblems(problems);
    failed += problems.length;
    print(`${file}: ${rules} rules, ${examples} examples, ${problems.length} problems`);
  }
  if (failed > 0) process.exitCode = 1;
}

function ruleFilesIn(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => path.join(folder, name));
}

function ofProject(file: string, home: string): boolean {
  const folder = path.dirname(path.resolve(file));
  return path.basename(path.dirname(folder)) === '.oktsec' && folder !== path.resolve(home, 'rules');
}

function printProblems(problems: readonly Problem[]): void {
  for (const { file, line, column, message } of problems)
    process.stderr.write(`${file ?? ''}:${line ?? 1}:${column ?? 1}: ${message}\n`);
}
