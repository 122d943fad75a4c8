import { Command } from 'commander';
import type { HeldItem } from '../protocol/views.ts';
import { withEngine } from '../withEngine.ts';
import { refuseAgents } from './refuseAgents.ts';
import { print, printJson, printTable, when } from './output.ts';

interface ListOptions {
  home: string;
  all?: boolean;
  json?: boolean;
}

export function approvalsCommand(): Command {
  const approvals = new Command('approvals').description('see and decide held calls');
  approvals
    .command('list')
    .description('calls that wait for a person')
    .option('--all', 'decided ones too')
    .option('--json', 'print as JSON')
    .action(list);
  approvals.command('approve').argument('<id>').description('let the call pass, once').action(decide(true));
  approvals.command('reject').argument('<id>').description('refuse the call').action(decide(false));
  return approvals;
}

async function list({ home, all, json }: ListOptions): Promise<void> {
  const items = await withEngine(home, (engine) => engine.call('held.list', { ...(all && { all }) }));
  if (json) return printJson(items);
  if (items.length === 0) return print('No call is held.');
  printTable(
    ['ID', 'SINCE', 'STATE', 'AGENT', 'CALL'],
    items.map((item) => [
      item.id,
      when(item.createdAt),
      stateOf(item),
      item.agent,
      `${item.tool.name}: ${item.summary}`,
    ]),
  );
}

function stateOf(item: HeldItem): string {
  return item.state === 'pending' && !item.waiting ? 'pending (no longer waiting)' : item.state;
}

function decide(approve: boolean) {
  return async (id: string, { home }: { home: string }): Promise<void> => {
    if (approve) refuseAgents();
    const item = await withEngine(home, async (engine) => {
      const before = (await engine.call('held.list', { all: true })).find((i) => i.id === id);
      const after = await engine.call('held.decide', { id, approve, by: 'cli' });
      return { ...after, wasWaiting: before?.waiting ?? false };
    });
    if (!approve) return print(`Rejected: ${item.summary}`);
    print(
      item.wasWaiting
        ? `Approved, it runs now: ${item.summary}`
        : `Approved: the identical call may pass once. ${item.summary}`,
    );
  };
}
