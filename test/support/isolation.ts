import { spawnSync } from 'node:child_process';
import { findProgram } from './processes.ts';

/** Brings the loopback up in the new network namespace, then becomes the command. */
const LOOPBACK_UP = 'ip link set lo up && exec "$@"';

/**
 * Wraps a command so that it and all it starts see no network but 127.0.0.1 and end with it: namespaces of its own
 * for network and processes. Where the machine does not permit that, the command itself is returned.
 */
export function isolated(command: readonly string[]): {
  readonly command: readonly string[];
  readonly isolated: boolean;
} {
  const flags = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const wrapper = ['unshare', ...flags, 'sh', '-c', LOOPBACK_UP, 'sh'];
  const [program = '', ...args] = [...wrapper, 'true'];
  const permitted = findProgram('unshare') !== undefined && spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  return permitted ? { command: [...wrapper, ...command], isolated: true } : { command, isolated: false };
}
