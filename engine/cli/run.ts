import { setFlagsFromString } from 'node:v8';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Mode } from '../protocol/verdict.ts';
import { startEngine } from '../engine.ts';
import { print } from './output.ts';

interface RunOptions {
  home: string;
  port?: number;
  mode?: Mode;
  json?: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description('run the engine in the foreground, without an editor')
    .option('--port <n>', 'serve on this loopback port', parsePort)
    .addOption(
      new Option('--mode <mode>', 'for this run, instead of the mode in config.yaml').choices(['observe', 'enforce']),
    )
    .option('--json', 'print one JSON line when ready')
    .action(run);
}

async function run(options: RunOptions): Promise<void> {
  // Room for new objects doubles up to 32 MB, which stays taken while nothing happens; what a call makes is small.
  setFlagsFromString('--semi-space-growth-factor=1');
  const started = await startEngine({
    home: options.home,
    ...(options.port !== undefined && { port: options.port }),
    ...(options.mode && { mode: options.mode }),
  });
  if (started.kind === 'other') {
    throw new Error(
      `another engine already serves ${options.home}. See it with: oktsec status. Close the editor window or process that owns it first.`,
    );
  }
  const { engine } = started;
  const { url, token } = engine.info;
  if (options.json) print(JSON.stringify({ ready: true, url, token }));
  else {
    const { mode, modeChosen, rules } = engine.status();
    print(
      `Oktsec listens on ${url} with ${rules} rules, in ${mode} mode${modeChosen ? '' : ' (the default; nothing is stopped. Use --mode enforce to stop attacks)'}.`,
    );
    print('Ctrl-C ends it.');
  }
  const stop = (): void => void engine.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  await engine.closed;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
