import { Command } from 'commander';
import { EngineClient, readEngineInfo } from '../client.ts';
import { print, printJson, when } from './output.ts';

export function statusCommand(): Command {
  return new Command('status')
    .description('is an engine running, in which mode, and what is wrong; exit code 1 if none runs')
    .option('--json', 'print as JSON')
    .action(async ({ home, json }: { home: string; json?: boolean }) => {
      const status = await running(home);
      if (!status) {
        process.exitCode = 1;
        if (json) return printJson({ running: false, home });
        return print(`No engine runs for ${home}. Hooks judge by themselves meanwhile. Start one with: oktsec run`);
      }
      if (json) return printJson({ running: true, ...status });
      print(`Oktsec ${status.version} at ${status.url}, process ${status.pid}, since ${when(status.startedAt)}`);
      print(`Mode     ${status.mode}${status.modeChosen ? '' : ' (default, not chosen yet)'}`);
      print(`Rules    ${status.rules}`);
      print(`Entries  ${status.entries}`);
      print(`Held     ${status.held}`);
      print(`Health   ${status.health}`);
      for (const problem of status.problems)
        print(`  ${problem.file ? `${problem.file}:${problem.line ?? 1}: ` : ''}${problem.message}`);
    });
}

async function running(home: string) {
  const info = await readEngineInfo(home);
  if (!info) return undefined;
  try {
    return await new EngineClient(info).call('status', {});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return undefined;
    throw error;
  }
}
