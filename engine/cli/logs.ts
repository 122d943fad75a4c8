import { Command, InvalidArgumentError } from 'commander';
import type { EngineClient } from '../client.ts';
import type { EntryFilter, EntryPage, PageEntry } from '../protocol/auditQuery.ts';
import { withEngine } from '../withEngine.ts';
import { filterOf, withFilters, type FilterOptions } from './entryFilter.ts';
import { print, when } from './output.ts';

interface LogsOptions extends FilterOptions {
  home: string;
  limit: number;
  follow?: boolean;
  json?: boolean;
}

const PAGE = 500;

export function logsCommand(): Command {
  return withFilters(
    new Command('logs')
      .description('entries of the audit log, the newest last')
      .option('-n, --limit <n>', 'how many, of the newest', parseLimit, 50)
      .option('-f, --follow', 'go on with what is added, until interrupted')
      .option('--json', 'one JSON object per line, as exported'),
  ).action(async (options: LogsOptions) => {
    // As exported, what is printed as JSON can be verified.
    const filter = { ...filterOf(options), ...(options.json && { proofs: true }) };
    const show = options.json ? (entry: PageEntry) => print(JSON.stringify(entry)) : showEntry;
    await withEngine(options.home, async (engine) => {
      const { entries: count } = await engine.call('status', {});
      for (const entry of await newest(engine, filter, options.limit, count)) show(entry);
      if (options.follow) await follow(engine, filter, count, show);
    });
  });
}

/** In order, the newest last; nothing after entry `count`. */
async function newest(engine: EngineClient, filter: EntryFilter, limit: number, count: number): Promise<PageEntry[]> {
  const found: PageEntry[] = [];
  let before: number | undefined = count + 1;
  while (before !== undefined && found.length < limit) {
    const page: EntryPage = await engine.call('audit.query', {
      ...filter,
      before,
      limit: Math.min(PAGE, limit - found.length),
    });
    found.push(...page.entries);
    before = page.next;
  }
  return found.reverse();
}

/** Resolves when the engine ends. */
async function follow(
  engine: EngineClient,
  filter: EntryFilter,
  from: number,
  show: (entry: PageEntry) => void,
): Promise<void> {
  let last = from;
  let seen = from;
  let wake: () => void = () => undefined;
  let ended = false;
  const events = engine.events(
    'observer',
    (event) => {
      if (event.kind === 'entry') seen = Math.max(seen, event.seq);
      // The engine speaks of itself without a sequence number.
      if (event.kind === 'status') seen = Math.max(seen, event.status.entries);
      wake();
    },
    () => {
      ended = true;
      wake();
    },
  );
  try {
    while (!ended) {
      while (last < seen) {
        const upTo = seen;
        const page = await engine.call('audit.query', { ...filter, order: 'oldest', after: last, limit: PAGE });
        for (const entry of page.entries) show(entry);
        last = page.next ?? Math.max(upTo, page.entries.at(-1)?.record.seq ?? 0);
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (ended || last < seen) resolve();
      });
    }
  } finally {
    events.close();
  }
}

function showEntry({ record }: PageEntry): void {
  const { seq, time, kind, verdict, action, agent, client, tool, summary, findings = [], reason } = record;
  const what = verdict ? `${verdict}${action && action !== 'allow' ? ` (${action})` : ''}` : kind;
  print(
    `${String(seq).padStart(6)}  ${when(time)}  ${what.padEnd(18)}  ${agent.name || client}  ${tool.name}: ${summary}`,
  );
  const rules = [...new Set(findings.map(({ rule }) => rule))].join(' ');
  if (rules || (reason && verdict !== 'clean')) print(`${' '.repeat(8)}${[rules, reason].filter(Boolean).join('  ')}`);
}

function parseLimit(typed: string): number {
  const limit = Number(typed);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('Give a whole number, 1 or more.');
  return limit;
}
