import type { AuditCounts, Count, CountsQuery } from '../protocol/auditQuery.ts';
import { VERDICTS, type Verdict } from '../protocol/verdict.ts';
import { HOUR, HOURS_A_DAY } from './entryIndex.ts';
import type { TermField } from './entryTerms.ts';
import type { Sql, Query } from './sqlite.ts';

interface Hours {
  readonly from: number;
  readonly to: number;
}

const BY_HOUR = `SELECT counts.hour, counts.entries FROM counts
  WHERE counts.term = (SELECT id FROM terms WHERE field = 'verdict' AND value = ?) AND counts.hour BETWEEN ? AND ?`;
const byValue = (table: 'counts' | 'days', unit: 'hour' | 'day') =>
  `SELECT terms.value, sum(${table}.entries) FROM terms CROSS JOIN ${table} ON ${table}.term = terms.id
   WHERE terms.field = ? AND ${table}.${unit} BETWEEN ? AND ? GROUP BY terms.value`;
const [BY_VALUE, BY_VALUE_DAYS] = [byValue('counts', 'hour'), byValue('days', 'day')];

/** The statements above, for tests of how SQLite goes about them. */
export const COUNT_STATEMENTS: readonly string[] = [BY_HOUR, BY_VALUE, BY_VALUE_DAYS];

/** Numbers of entries over time, out of what `EntryIndex` keeps. */
export class EntryCounts {
  readonly #byHour: Query<Hours & { verdict: Verdict }, { hour: number; entries: number }>;
  readonly #byValue: Query<Hours & { field: TermField }, Count>;
  readonly #byValueDays: Query<Hours & { field: TermField }, Count>;

  constructor(db: Sql) {
    this.#byHour = db.query(
      BY_HOUR,
      (to, { verdict, from, to: until }) => to.text(verdict).int(from).int(until),
      (row) => ({ hour: row.int(0) * HOUR, entries: row.int(1) }),
    );
    const byValue = (sql: string): Query<Hours & { field: TermField }, Count> =>
      db.query(
        sql,
        (to, { field, from, to: until }) => to.text(field).int(from).int(until),
        (row) => ({ value: row.text(0), entries: row.int(1) }),
      );
    this.#byValue = byValue(BY_VALUE);
    this.#byValueDays = byValue(BY_VALUE_DAYS);
  }

  counts({ since = 0, until = Number.MAX_SAFE_INTEGER, limit = 20 }: CountsQuery): AuditCounts {
    const hours = { from: Math.floor(since / HOUR), to: Math.floor(until / HOUR) };
    const verdicts = { clean: 0, flag: 0, quarantine: 0, block: 0 };
    const byHour = new Map<number, { hour: number } & Record<Verdict, number>>();
    for (const verdict of VERDICTS) {
      for (const { hour, entries } of this.#byHour.all({ ...hours, verdict })) {
        const line = byHour.get(hour) ?? { hour, clean: 0, flag: 0, quarantine: 0, block: 0 };
        byHour.set(hour, line);
        line[verdict] += entries;
        verdicts[verdict] += entries;
      }
    }
    const by = (field: TermField) => this.#mostFrequent(field, hours, limit);
    return {
      hours: [...byHour.values()].sort((a, b) => a.hour - b.hour),
      verdicts,
      ...{ clients: by('client'), agents: by('agent'), tools: by('tool'), rules: by('rule') },
    };
  }

  /** Whole days from what is kept by day, what is left of the range at its ends by hour. */
  #mostFrequent(field: TermField, { from, to }: Hours, limit: number): Count[] {
    const days = { from: Math.ceil(from / HOURS_A_DAY), to: Math.floor((to + 1) / HOURS_A_DAY) - 1 };
    const parts =
      days.from > days.to
        ? this.#byValue.all({ field, from, to })
        : [
            ...this.#byValue.all({ field, from, to: days.from * HOURS_A_DAY - 1 }),
            ...this.#byValueDays.all({ field, ...days }),
            ...this.#byValue.all({ field, from: (days.to + 1) * HOURS_A_DAY, to }),
          ];
    const sums = new Map<string, number>();
    for (const { value, entries } of parts) sums.set(value, (sums.get(value) ?? 0) + entries);
    return [...sums]
      .map(([value, entries]) => ({ value, entries }))
      .sort((a, b) => b.entries - a.entries)
      .slice(0, limit);
  }
}
