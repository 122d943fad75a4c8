import { Command, Option } from 'commander';
import { ATTACHMENTS, type AttachmentName } from '../protocol/audit.ts';
import { withEngine } from '../withEngine.ts';
import { parseTime } from './entryFilter.ts';
import { print } from './output.ts';

interface ForgetOptions {
  home: string;
  session?: string;
  before?: number;
  only?: AttachmentName;
  all?: boolean;
}

export function forgetCommand(): Command {
  return new Command('forget')
    .description('delete reasoning and raw inputs for good; the entries stay and still verify')
    .option('--session <id>', 'only of this session')
    .option('--before <time>', 'only before: a date, or how long ago, such as 12h or 30d', parseTime)
    .addOption(new Option('--only <kind>', 'only one kind of text').choices(ATTACHMENTS))
    .option('--all', 'of all sessions and times')
    .action(async ({ home, session, before, only, all }: ForgetOptions, command: Command) => {
      if (session === undefined && before === undefined && !all) {
        command.error('Say which texts: --session, --before or --all.', { exitCode: 2 });
      }
      const { deleted } = await withEngine(home, (engine) =>
        engine.call('audit.forget', {
          ...(session !== undefined && { session }),
          ...(before !== undefined && { before }),
          ...(only !== undefined && { names: [only] }),
        }),
      );
      print(deleted === 0 ? 'There was nothing to delete.' : `Deleted ${deleted} texts.`);
    });
}
