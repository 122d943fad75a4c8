import { Command } from 'commander';
import { verifyHome } from '../verification.ts';
import { print, printJson } from './output.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the whole audit chain and its signatures; exit code 0 valid, 1 broken')
    .argument('[file]', 'an export in JSON Lines, instead of the log of this machine')
    .option('--key <file>', 'public key that signed the export')
    .option('--json', 'print the report as JSON')
    .action(async (file: string | undefined, { home, key, json }: { home: string; key?: string; json?: boolean }) => {
      const report = await verifyHome(home, { ...(file !== undefined && { file }), ...(key !== undefined && { key }) });
      if (!report.valid) process.exitCode = 1;
      if (json) return printJson(report);
      if (report.valid) return print(`Valid: ${report.entries} entries, head ${report.head ?? 'none'}`);
      const { fault } = report;
      print(
        fault
          ? `Broken at entry ${fault.seq}: ${fault.detail} (${fault.problem}). ${report.entries} entries before it are valid.`
          : 'Broken.',
      );
    });
}
