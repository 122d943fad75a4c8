import { Command } from 'commander';
import { loadDetector } from '../detection.ts';
import { print, printJson, printTable } from './output.ts';

export function rulesCommand(): Command {
  return new Command('rules')
    .argument('[id]', 'one rule, whole')
    .description('the rules in force')
    .option('--json', 'print as JSON')
    .action((id: string | undefined, { home, json }: { home: string; json?: boolean }) => {
      const { detector, problems } = loadDetector(home);
      for (const problem of problems)
        process.stderr.write(`${problem.file ?? ''}:${problem.line ?? 1}:${problem.column ?? 1}: ${problem.message}\n`);
      if (id === undefined) {
        if (json) return printJson(detector.rules);
        printTable(
          ['ID', 'SEVERITY', 'CERTAINTY', 'CATEGORY', 'NAME'],
          detector.rules.map((r) => [r.id, r.severity, r.certainty, r.category, r.name]),
        );
        return print(`\n${detector.rules.length} rules`);
      }
      const rule = detector.rules.find((r) => r.id.toLowerCase() === id.toLowerCase());
      if (!rule) throw new Error(`there is no rule "${id}". List them with: oktsec rules`);
      if (json) return printJson(rule);
      print(`${rule.id}  ${rule.name}`);
      print(`${rule.category}, ${rule.severity}, ${rule.certainty}, from ${rule.source}`);
      print(`\n${rule.explanation}\n\nInstead: ${rule.remediation}`);
      if (rule.references.length > 0) print(`\n${rule.references.join('\n')}`);
    });
}
