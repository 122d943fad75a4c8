import { Command } from 'commander';
import { withEngine } from '../withEngine.ts';
import { parseTime } from './entryFilter.ts';
import { print } from './output.ts';

export function archiveCommand(): Command {
  return new Command('archive')
    .description('move old entries into a compressed file of their own; a signed bridge keeps the rest verifiable')
    .requiredOption('--before <time>', 'entries before: a date, or how long ago, such as 90d', parseTime)
    .action(async ({ home, before }: { home: string; before: number }) => {
      const { entries, file } = await withEngine(home, (engine) => engine.call('audit.archive', { before }));
      if (entries === 0) return print('There was nothing to archive.');
      print(`${entries} entries are now in ${file}`);
      print(`Check it with: oktsec verify ${file}`);
    });
}
