import { Command } from 'commander';
import type { ClientView } from '../protocol/views.ts';
import { withEngine } from '../withEngine.ts';
import { print, printJson, when } from './output.ts';

interface DoctorOptions {
  home: string;
  json?: boolean;
  quick?: boolean;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .argument('[client]', 'such as claude-code; all that are connected if not given')
    .description('does a harmless call that must be denied really not run? exit code 1 if a client cannot prove it')
    .option('--quick', 'only through the hook command, without starting the client')
    .option('--json', 'print as JSON')
    .action(async (client: string | undefined, { home, json, quick }: DoctorOptions) => {
      const views = await withEngine(home, async (engine) => {
        const chosen = (await engine.call('clients.list', {})).filter(({ id, state }) =>
          client === undefined ? state !== 'absent' && state !== 'found' : id === client,
        );
        if (client !== undefined && chosen.length === 0) throw new Error(`there is no client "${client}"`);
        const proven: ClientView[] = [];
        for (const { id } of chosen) proven.push(await engine.call('clients.prove', { client: id, real: !quick }));
        return proven;
      });
      if (!views.every(isSound)) process.exitCode = 1;
      if (json) return printJson(views);
      if (views.length === 0) return print('No client is connected. Connect one with: oktsec connect CLIENT');
      for (const view of views) report(view);
    });
}

function isSound({ state, proof }: ClientView): boolean {
  return state === 'connected' && proof?.denied === true;
}

function report(view: ClientView): void {
  const { name, version, detail, proof } = view;
  print(`${isSound(view) ? 'ok  ' : 'FAIL'}  ${name}${version === undefined ? '' : ` ${version}`}`);
  print(`      ${detail}`);
  if (proof) print(`      ${when(proof.at)}, through the ${proof.through}: ${proof.detail}`);
}
