import { Command } from 'commander';
import { runHook } from '../hookFallback.ts';

export function hookCommand(): Command {
  return new Command('hook')
    .description("judge the hook event on stdin and answer in the client's own format; the engine does it if it runs")
    .option('--client <name>', 'the client whose hook this is', 'claude-code')
    .option('--alone', 'do not ask the engine: it was asked and hangs')
    .action(async ({ home, client, alone }: { home: string; client: string; alone?: true }) => {
      const answer = await runHook({ home, client, input: process.stdin, ...(alone && { alone }) });
      process.stdout.write(answer.stdout);
      process.stderr.write(answer.stderr);
      process.exitCode = answer.exit;
    });
}
