import { Command } from 'commander';
import { withEngine } from '../withEngine.ts';
import { print } from './output.ts';

export function keysCommand(): Command {
  const keys = new Command('keys').description('the key that signs the audit log');
  keys
    .command('rotate')
    .description('sign with a new key from now on; the old one certifies it, so what it signed stays verifiable')
    .action(async ({ home }: { home: string }) => {
      const { from, to } = await withEngine(home, (engine) => engine.call('keys.rotate', {}));
      print(`New public key: ${to}`);
      print(`Give it to whoever verifies your exports. It vouches for the old one, ${from}.`);
    });
  return keys;
}
