import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import { createLineJudge } from '../judge.ts';
import type { Mode, Profile } from '../protocol/verdict.ts';
import { print } from './output.ts';

interface CheckOptions {
  home: string;
  jsonl?: boolean;
  mode?: Mode;
  profile?: Profile;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('judge calls from stdin, one JSON object a line, without recording or remembering anything')
    .option('--jsonl', 'read and write JSON Lines (the only format)')
    .addOption(new Option('--mode <mode>', 'what the action is for').choices(['observe', 'enforce']))
    .addOption(
      new Option('--profile <profile>', 'which textual findings count').choices(['strict', 'content-aware', 'minimal']),
    )
    .action(check);
}

async function check({ home, mode, profile }: CheckOptions): Promise<void> {
  const judge = createLineJudge(home, { ...(mode && { mode }), ...(profile && { profile }) });
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const result = await judge(line);
    if ('error' in result) {
      process.stderr.write(`oktsec: line ${number}: ${result.error}\n`);
      process.exitCode = 1;
    }
    print(JSON.stringify(result));
  }
}
