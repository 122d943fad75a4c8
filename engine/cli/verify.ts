import { Command } from 'commander';
import { verifyHome } from '../verification.ts';
import { print, printJson } from './output.ts';

interface VerifyOptions {
  home: string;
  key?: string;
  selection?: boolean;
  json?: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the whole audit chain and its signatures; exit code 0 valid, 1 broken')
    .argument('[file]', 'an export in JSON Lines or JSON, or an archive, instead of the log of this machine')
    .option('--key <file>', 'public key that signed the export')
    .option('--selection', 'the export holds only some entries')
    .option('--json', 'print the report as JSON')
    .action(async (file: string | undefined, { home, key, selection, json }: VerifyOptions) => {
      const report = await verifyHome(
        home,
        {
          ...(file !== undefined && { file }),
          ...(key !== undefined && { key }),
          ...(selection && { selection }),
        },
        json ? undefined : progress(),
      );
      if (!report.valid) process.exitCode = 1;
      if (json) return printJson(report);
      if (report.valid) {
        const from = report.first === undefined ? '' : ` from ${report.first} on, earlier ones are in archives`;
        print(`Valid: ${report.entries} entries${from}, head ${report.head ?? 'none'}`);
        if (report.statedAt !== undefined)
          print(`Whole: its key states that it ended here at ${new Date(report.statedAt).toISOString()}.`);
        else if (file !== undefined && !selection)
          print('Nothing in it states where it ends: entries may have been cut off its end.');
        if (report.textsGone)
          print(
            `${report.textsGone} texts that entries name were deleted since; entries with the event texts.deleted say which were meant to be.`,
          );
        if (report.redacted)
          print(
            `${report.redacted} of them are redacted: their content cannot be checked, their order and signatures are good.`,
          );
        return;
      }
      const { fault } = report;
      print(
        fault
          ? `Broken at entry ${fault.seq}: ${fault.detail} (${fault.problem}). ${report.entries} entries before it are valid.`
          : 'Broken.',
      );
    });
}

const PROGRESS_MS = 500;

/** Says on a terminal how far it has come. */
function progress(): (entries: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => undefined;
  let last = performance.now();
  return (entries) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    stderr.write(`\r${entries.toLocaleString('en')} entries\r`);
  };
}
