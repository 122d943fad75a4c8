import { Command } from 'commander';
import type { DiscoveredClient, HookFacts } from '../protocol/clients.ts';
import { discover } from '../guard/discovery.ts';
import { print, printJson } from './output.ts';

interface DiscoverOptions {
  home: string;
  all?: boolean;
  json?: boolean;
}

export function discoverCommand(): Command {
  return new Command('discover')
    .description('find AI clients on this machine and in this folder: hooks, MCP servers, what can be protected')
    .option('--all', 'also list clients that are not there')
    .option('--json', 'print what was found as JSON')
    .action(async ({ home, all, json }: DiscoverOptions) => {
      const found = await discover(home, process.cwd());
      const shown = all ? found : found.filter(({ state }) => state !== 'absent');
      if (json) return printJson(shown);
      if (shown.length === 0)
        return print('No AI client was found. List those that are known with: oktsec discover --all');
      print(shown.map(describe).join('\n\n'));
    });
}

const STATES: Readonly<Record<DiscoveredClient['state'], string>> = {
  absent: 'not installed',
  found: 'not connected',
  connected: 'connected',
  partial: 'partly connected',
  broken: 'needs repair',
};

function describe(client: DiscoveredClient): string {
  const { name, version, state, connectable, detail, facts, files, servers } = client;
  const lines = [`${name}${version === undefined ? '' : ` ${version}`}: ${connectable ? STATES[state] : 'found'}`];
  if (state !== 'absent') lines.push(`  ${detail}`);
  if (facts && state !== 'absent') lines.push(`  ${abilities(facts)}`);
  for (const { holds, scope, file, problem } of files) {
    lines.push(
      `  ${holds === 'hooks' ? 'hooks' : 'MCP'} (${scope}): ${file}${problem === undefined ? '' : `. ${problem}`}`,
    );
  }
  for (const { name, transport, target, enabled } of servers) {
    lines.push(`  server ${name} (${transport}${enabled ? '' : ', off'}): ${target}`);
  }
  if (state === 'found' && connectable) lines.push(`  Connect with: oktsec connect ${client.id}`);
  return lines.join('\n');
}

function abilities({ timeout, answers, failure }: HookFacts): string {
  const asks = answers.ask === undefined ? 'has no prompt of its own' : 'can ask in its own prompt';
  const closed = failure.crash === 'blocked' || failure.closedBy !== undefined;
  return `Calls can be denied and held up to ${timeout.ours} s; it ${asks}; a failing hook ${closed ? 'blocks' : 'lets the call pass'}.`;
}
