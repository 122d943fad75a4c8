import { Command, Option } from 'commander';
import type { ConnectScope, HookHandler } from '../protocol/clients.ts';
import { applyPlan, planConnection } from '../guard/connections.ts';
import { print, printJson } from './output.ts';

interface ConnectOptions {
  home: string;
  scope: ConnectScope;
  handler?: HookHandler;
  dryRun?: boolean;
  json?: boolean;
}

export function connectCommand(): Command {
  return command('connect', true)
    .description("add Oktsec's hooks to a client's settings, after a backup")
    .addOption(
      new Option(
        '--handler <handler>',
        'whether the client starts a command for each event, or posts its tool calls itself (Claude Code only)',
      ).choices(['command', 'http']),
    );
}

export function disconnectCommand(): Command {
  return command('disconnect', false).description("take Oktsec's hooks out of a client's settings again");
}

function command(name: string, connect: boolean): Command {
  return new Command(name)
    .argument('<client>', 'such as claude-code')
    .addOption(
      new Option('--scope <scope>', 'whose settings: yours, those of the project in this folder, or the machine’s')
        .choices(['user', 'project', 'managed'])
        .default('user'),
    )
    .option('--dry-run', 'show the exact change and make none')
    .option('--json', 'print the plan as JSON')
    .action(async (client: string, { home, scope, handler, dryRun, json }: ConnectOptions) => {
      const place = { scope, project: process.cwd(), handler };
      const plan = dryRun
        ? await planConnection(home, client, connect, place)
        : await applyPlan(home, client, connect, undefined, place);
      if (json) return printJson(plan);
      if (!plan.changed)
        return print(`Nothing to change: ${plan.file} is ${connect ? 'connected' : 'not connected'} already.`);
      print(plan.diff.trimEnd());
      if (dryRun) return print(`\nNothing was changed. Run without --dry-run to ${name}.`);
      if (plan.byHand !== undefined) {
        return print(
          `\nOnly an administrator may change ${plan.file}. The text is prepared; they run:\n${plan.byHand}`,
        );
      }
      const changed = [plan, ...plan.others];
      print(`\n${connect ? 'Connected' : 'Disconnected'}: ${changed.map(({ file }) => file).join(', ')}`);
      for (const { backup } of changed) if (backup) print(`The file as it was: ${backup}`);
      if (plan.next) print(plan.next);
      const where = scope === 'user' ? '' : ` --scope ${scope}`;
      if (connect) print(`Undo with: oktsec disconnect ${client}${where}`);
    });
}
