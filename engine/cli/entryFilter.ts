import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EntryFilter } from '../protocol/auditQuery.ts';
import { VERDICTS, type Verdict } from '../protocol/verdict.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export interface FilterOptions {
  readonly since?: number;
  readonly until?: number;
  readonly agent?: string;
  readonly client?: string;
  readonly tool?: string;
  readonly verdict?: Verdict;
  readonly atLeast?: Verdict;
  readonly rule?: string;
  readonly session?: string;
  readonly place?: string;
  readonly text?: string;
}

/** Adds the options that say which entries are meant. */
export function withFilters(command: Command): Command {
  return command
    .option('--since <time>', 'not before: a date, or how long ago, such as 90m, 12h or 7d', parseTime)
    .option('--until <time>', 'before that time', parseTime)
    .option('--agent <name>', 'only this agent')
    .option('--client <id>', 'only this client')
    .option('--tool <name>', 'only this tool')
    .addOption(new Option('--verdict <verdict>', 'only this verdict').choices(VERDICTS))
    .addOption(new Option('--at-least <verdict>', 'this verdict or a worse one').choices(VERDICTS))
    .option('--rule <id>', 'only with a finding of this rule')
    .option('--session <id>', 'only this session')
    .option('--place <part>', 'only with this in the path of a file or the name of a host')
    .option('--text <words>', 'only with all these words; word* is the start of one');
}

export function filterOf(options: FilterOptions): EntryFilter {
  const { since, until, agent, client, tool, verdict, atLeast, rule, session, place, text } = options;
  const given = { since, until, agent, client, tool, verdict, atLeast, rule, session, place, text };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Milliseconds since the epoch. */
export function parseTime(typed: string, _before?: unknown, now = Date.now()): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(typed) ?? [];
  const time = amount === undefined ? Date.parse(typed) : now - Number(amount) * (UNITS[unit ?? ''] ?? NaN);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Give a date, or how long ago, such as 90m, 12h or 7d.');
  return Math.round(time);
}
