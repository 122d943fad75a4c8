import { Command } from 'commander';
import { applyPlan, planConnection } from '../connections.ts';
import { print, printJson } from './output.ts';

interface ConnectOptions {
  home: string;
  dryRun?: boolean;
  json?: boolean;
}

export function connectCommand(): Command {
  return command('connect', true).description("add Oktsec's hooks to a client's settings, after a backup");
}

export function disconnectCommand(): Command {
  return command('disconnect', false).description("take Oktsec's hooks out of a client's settings again");
}

function command(name: string, connect: boolean): Command {
  return new Command(name)
    .argument('<client>', 'such as claude-code')
    .option('--dry-run', 'show the exact change and make none')
    .option('--json', 'print the plan as JSON')
    .action(async (client: string, { home, dryRun, json }: ConnectOptions) => {
      const plan = dryRun ? await planConnection(home, client, connect) : await applyPlan(home, client, connect);
      if (json) return printJson(plan);
      if (!plan.changed)
        return print(`Nothing to change: ${plan.file} is ${connect ? 'connected' : 'not connected'} already.`);
      print(plan.diff.trimEnd());
      if (dryRun) return print(`\nNothing was changed. Run without --dry-run to ${name}.`);
      print(`\n${connect ? 'Connected' : 'Disconnected'}: ${plan.file}`);
      if (plan.backup) print(`The file as it was: ${plan.backup}`);
      if (connect) print(`Undo with: oktsec disconnect ${client}`);
    });
}
