import { hasFlag } from './args.ts';
import type { Machine } from './machine.ts';
import type { ShellCommand } from './shellFacts.ts';

const ENCRYPTS: ReadonlyMap<string, (command: ShellCommand) => boolean> = new Map(
  Object.entries({
    openssl: ({ args }) =>
      /^(?:enc|aes|des|camellia|smime|cms)/.test(args[0]?.text ?? '') && !args.some(({ text }) => text === '-d'),
    gpg: (command) =>
      ['-c', '-e', '--symmetric', '--encrypt'].some((flag) => hasFlag(command, flag)) && !hasFlag(command, '--decrypt'),
    age: (command) => !hasFlag(command, '-d') && !hasFlag(command, '--decrypt'),
    ccrypt: (command) => !hasFlag(command, '-d'),
    '7z': ({ args }) => args.some(({ text }) => /^-p./.test(text)),
    zip: (command) => hasFlag(command, '-P') || hasFlag(command, '-e'),
  } satisfies Record<string, (command: ShellCommand) => boolean>),
);

/** The program that encrypts one file after the other while the originals are removed, as ransomware does. */
export function encryptedAway(run: Pick<Machine, 'commands' | 'accesses' | 'canonical'>): string | undefined {
  for (const command of run.commands) {
    if (!ENCRYPTS.get(command.program)?.(command)) continue;
    if (command.args.some(({ text }) => text === '-sdel')) return command.program;
    const inputs = new Set(command.args.map((arg) => run.canonical(arg.text)));
    const removed = run.accesses.some(
      ({ access, path }) => access === 'delete' && inputs.has(path) && /\$|(?:^|\/)found\b|found\.\w+$/.test(path),
    );
    if (removed) return command.program;
  }
  return undefined;
}
