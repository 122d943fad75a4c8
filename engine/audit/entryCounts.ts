import type { AuditCounts, Count, CountsQuery } from '../protocol/auditQuery.ts';
import type { Verdict } from '../protocol/verdict.ts';
import { HOUR } from './entryIndex.ts';
import type { TermField } from './entryTerms.ts';
import type { Sql, Query } from './sqlite.ts';

interface Hours {
  readonly from: number;
  readonly to: number;
}

const BY_HOUR = `SELECT counts.hour, terms.value, counts.entries FROM terms CROSS JOIN counts ON counts.term = terms.id
  WHERE terms.field = 'verdict' AND counts.hour BETWEEN ? AND ?`;
const BY_VALUE = `SELECT terms.value, sum(counts.entries) FROM terms CROSS JOIN counts ON counts.term = terms.id
  WHERE terms.field = ? AND counts.hour BETWEEN ? AND ? GROUP BY terms.value ORDER BY 2 DESC LIMIT ?`;

/** The statements above, for tests of how SQLite goes about them. */
export const COUNT_STATEMENTS: readonly string[] = [BY_HOUR, BY_VALUE];

/** Numbers of entries over time, out of what `EntryIndex` keeps. */
export class EntryCounts {
  readonly #byHour: Query<Hours, { hour: number; verdict: Verdict; entries: number }>;
  readonly #byValue: Query<Hours & { field: TermField; limit: number }, Count>;

  constructor(db: Sql) {
    this.#byHour = db.query(
      BY_HOUR,
      (to, { from, to: until }) => to.int(from).int(until),
      (row) => ({ hour: row.int(0) * HOUR, verdict: row.text(1) as Verdict, entries: row.int(2) }), // ours
    );
    this.#byValue = db.query(
      BY_VALUE,
      (to, { field, from, to: until, limit }) => to.text(field).int(from).int(until).int(limit),
      (row) => ({ value: row.text(0), entries: row.int(1) }),
    );
  }

  counts({ since = 0, until = Number.MAX_SAFE_INTEGER, limit = 20 }: CountsQuery): AuditCounts {
    const hours = { from: Math.floor(since / HOUR), to: Math.floor(until / HOUR) };
    const verdicts = { clean: 0, flag: 0, quarantine: 0, block: 0 };
    const byHour = new Map<number, { hour: number } & Record<Verdict, number>>();
    for (const { hour, verdict, entries } of this.#byHour.all(hours)) {
      const line = byHour.get(hour) ?? { hour, clean: 0, flag: 0, quarantine: 0, block: 0 };
      byHour.set(hour, line);
      line[verdict] += entries;
      verdicts[verdict] += entries;
    }
    const by = (field: TermField) => this.#byValue.all({ ...hours, field, limit });
    return {
      hours: [...byHour.values()].sort((a, b) => a.hour - b.hour),
      verdicts,
      ...{ clients: by('client'), agents: by('agent'), tools: by('tool'), rules: by('rule') },
    };
  }
}
