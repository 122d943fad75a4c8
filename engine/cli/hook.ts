import { Command } from 'commander';
import { runHook } from '../hookFallback.ts';

export function hookCommand(): Command {
  return new Command('hook')
    .description("judge the hook event on stdin and answer in the client's own format; the engine does it if it runs")
    .option('--client <name>', 'the client whose hook this is', 'claude-code')
    .option('--alone', 'do not ask the engine: it was asked and hangs')
    .option('--caller <pid>', 'the process that waits: once it is gone, nobody is asked on its behalf', Number)
    .action(async ({ home, ...options }: { home: string; client: string; alone?: true; caller?: number }) => {
      const answer = await runHook({ home, input: process.stdin, ...options });
      process.stdout.write(answer.stdout);
      process.stderr.write(answer.stderr);
      process.exitCode = answer.exit;
    });
}
