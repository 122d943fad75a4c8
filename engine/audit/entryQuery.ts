import { ENTRY_KINDS, type Entry } from '../protocol/audit.ts';
import type { EntryFilter, EntryPage, EntryQuery, PageEntry } from '../protocol/auditQuery.ts';
import { VERDICTS } from '../protocol/verdict.ts';
import { AttachmentTable } from './attachments.ts';
import { HOUR } from './entryIndex.ts';
import { ENTRY_COLUMNS, EntryDecoder, recordIn, SEALED } from './entryTable.ts';
import type { Term } from './entryTerms.ts';
import { wordsExpression } from './searchWords.ts';
import type { Binder, Sql, Row } from './sqlite.ts';

/** Entries that one page looks at, so that no question takes long: a page may hold few and still not be the last. */
const LOOKED_AT = 4000;
/** Sequence numbers that one page covers if the place asked for is all over the log. */
const WINDOW = 20_000;
/** Candidates are counted up to here to find out what is rarest. */
const MANY = 10_000;
const MAX_LIMIT = 1000;
const PAGE = 256;

type Bind = (to: Binder) => unknown;

/** A piece of SQL and what its parameters are. */
interface Part {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

/** Sequence numbers, both ends exclusive. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Something asked for that has an index: entries can start from it, or be held against it. */
interface Way {
  /** Goes after `FROM`; `column` is the sequence number. */
  readonly source: Part & { readonly column: string; readonly distinct?: true };
  readonly condition: Part;
}

const int =
  (value: number): Bind =>
  (to) =>
    to.int(value);
const text =
  (value: string): Bind =>
  (to) =>
    to.text(value);

/** How much of an entry is read. */
interface RowKind<T> {
  readonly columns: string;
  readonly joined: string;
  readonly decode: (row: Row) => T;
}

const RECORDS: RowKind<PageEntry> = {
  columns: 'e.record',
  joined: '',
  decode: (row) => ({ record: recordIn(row, 0) }),
};

/** Answers questions about entries, each from an index and in bounded time. */
export class EntrySearch {
  readonly #db: Sql;
  readonly #attachments: AttachmentTable;
  readonly #whole: RowKind<Entry> = { columns: ENTRY_COLUMNS, joined: SEALED, decode: new EntryDecoder().decode };

  constructor(db: Sql, attachments = new AttachmentTable(db)) {
    this.#db = db;
    this.#attachments = attachments;
  }

  /** One page. Words are found as far as they have been indexed. */
  page(query: EntryQuery): EntryPage {
    return query.proofs ? this.#page(query, this.#whole) : this.#page<PageEntry>(query, RECORDS);
  }

  #page<T extends PageEntry>(query: EntryQuery, kind: RowKind<T>): { readonly entries: T[]; readonly next?: number } {
    const asked = this.#range(query);
    const ways = asked && this.#ways(query, asked);
    if (!asked || !ways) return { entries: [] };
    const oldest = query.order === 'oldest';
    const limit = Math.min(query.limit ?? 100, MAX_LIMIT);
    const range = ways.scattered ? windowOf(asked, oldest, this.#last()) : asked;
    const first = this.#rarest(ways.all, range) ?? everything;
    const candidates = candidatesOf(first, range, oldest);
    const conditions = [
      ...ways.all.filter((way) => way !== first).map((way) => way.condition),
      ...plainConditions(query),
    ];
    const entries = this.#attachments.join(this.#rows(pageOf(candidates, conditions, limit, kind), kind.decode));
    if (entries.length === limit) return { entries, next: entries.at(-1)?.record.seq ?? 0 };
    const cut = this.#number(lastOf(candidates));
    if (cut !== undefined) return { entries, next: cut };
    if (range.high < asked.high && oldest) return { entries, next: range.high - 1 };
    if (range.low > asked.low && !oldest) return { entries, next: range.low + 1 };
    return { entries };
  }

  /** All entries that are meant, in order; reads page by page and sees entries added meanwhile. */
  *select(filter: EntryFilter, after = 0): Generator<Entry, void> {
    let next: number | undefined = after;
    while (next !== undefined) {
      const page: { readonly entries: Entry[]; readonly next?: number } = this.#page(
        { ...filter, order: 'oldest', after: next, limit: PAGE },
        this.#whole,
      );
      yield* page.entries;
      next = page.next;
    }
  }

  /** The statements that a page takes and how SQLite goes about them, for tests. */
  explain(query: EntryQuery): string[] {
    const steps: string[] = [];
    const spy = new EntrySearch(this.#db, this.#attachments);
    spy.#watch = (sql, binds) =>
      steps.push(...this.#rows({ sql: `EXPLAIN QUERY PLAN ${sql}`, binds }, (row) => row.text(3)));
    spy.page(query);
    return steps;
  }

  #watch: ((sql: string, binds: readonly Bind[]) => void) | undefined;

  /** Between which sequence numbers all that is asked for lies; undefined if there is nothing. */
  #range({ since, until, after = 0, before = Number.MAX_SAFE_INTEGER }: EntryQuery): Range | undefined {
    if (since === undefined && until === undefined) return { low: after, high: before };
    const [found] = this.#rows(
      {
        sql: 'SELECT min(first_seq), max(last_seq) FROM hours WHERE hour BETWEEN ? AND ?',
        binds: [int(Math.floor((since ?? 0) / HOUR)), int(Math.floor((until ?? Number.MAX_SAFE_INTEGER) / HOUR))],
      },
      (row) => (row.isNull(0) ? undefined : { first: row.int(0), last: row.int(1) }),
    );
    return found && { low: Math.max(after, found.first - 1), high: Math.min(before, found.last + 1) };
  }

  /** What is asked for and has an index. Undefined if nothing can satisfy it. */
  #ways(query: EntryQuery, range: Range): { readonly all: readonly Way[]; readonly scattered: boolean } | undefined {
    const all: Way[] = [];
    for (const { field, value } of termsAskedFor(query)) {
      const row = this.#number({
        sql: 'SELECT id FROM terms WHERE field = ? AND value = ?',
        binds: [text(field), text(value)],
      });
      if (row === undefined) return undefined;
      all.push(termWay(row));
    }
    if (query.session !== undefined) {
      const row = this.#number({ sql: 'SELECT id FROM sessions WHERE name = ?', binds: [text(query.session)] });
      if (row === undefined) return undefined;
      all.push(sessionWay(row));
    }
    if (query.text !== undefined) {
      const expression = wordsExpression(query.text);
      if (expression === undefined) return undefined;
      all.push(wordsWay(expression));
    }
    if (query.place === undefined) return { all, scattered: false };
    const place = placeWay(JSON.stringify(this.#places(query.place)));
    const scattered = this.#count(place, range) > MANY;
    return { all: [...all, place], scattered };
  }

  #rarest(ways: readonly Way[], range: Range): Way | undefined {
    if (ways.length < 2) return ways[0];
    const counted = ways.map((way) => ({ way, rows: this.#count(way, range) }));
    return counted.sort((a, b) => a.rows - b.rows)[0]?.way;
  }

  #count({ source }: Way, { low, high }: Range): number {
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${source.sql} AND ${source.column} > ? AND ${source.column} < ? LIMIT ${MANY + 1})`;
    return this.#number({ sql, binds: [...source.binds, int(low), int(high)] }) ?? 0;
  }

  /** Files and hosts that have `part` in their name. */
  #places(part: string): number[] {
    const sql = `SELECT id FROM terms WHERE field IN ('path', 'host') AND value LIKE ? ESCAPE '\\'`;
    const pattern = `%${part.replace(/[\\%_]/g, '\\$&')}%`;
    return this.#rows({ sql, binds: [text(pattern)] }, (row) => row.int(0));
  }

  #last(): number {
    return this.#number({ sql: 'SELECT max(seq) FROM entries', binds: [] }) ?? 0;
  }

  #number(part: Part): number | undefined {
    return this.#rows(part, (row) => row.int(0))[0];
  }

  #rows<T>({ sql, binds }: Part, decode: (row: Row) => T): T[] {
    this.#watch?.(sql, binds);
    return this.#db.rows(sql, (to) => binds.forEach((bind) => bind(to)), decode);
  }
}

function termsAskedFor({ client, agent, tool, rule, verdict, atLeast }: EntryFilter): Term[] {
  const terms: Term[] = [];
  if (rule !== undefined) terms.push({ field: 'rule', value: rule });
  // Clean is what most are: an index of them would be of no use.
  const worst = verdict === undefined || verdict === 'clean' ? atLeast : verdict;
  if (worst !== undefined && worst !== 'clean') terms.push({ field: 'at-least', value: worst });
  if (tool !== undefined) terms.push({ field: 'tool', value: tool });
  if (agent !== undefined) terms.push({ field: 'agent', value: agent });
  if (client !== undefined) terms.push({ field: 'client', value: client });
  return terms;
}

const everything: Way = {
  source: { sql: 'entries WHERE true', column: 'seq', binds: [] },
  condition: { sql: 'true', binds: [] },
};

function termWay(term: number): Way {
  return {
    source: { sql: 'postings WHERE term = ?', column: 'seq', binds: [int(term)] },
    condition: { sql: 'EXISTS (SELECT 1 FROM postings WHERE term = ? AND seq = e.seq)', binds: [int(term)] },
  };
}

function sessionWay(session: number): Way {
  return {
    source: {
      sql: 'entries INDEXED BY entries_by_session WHERE session = ?',
      column: 'seq',
      binds: [int(session)],
    },
    condition: { sql: '+e.session = ?', binds: [int(session)] },
  };
}

function wordsWay(expression: string): Way {
  return {
    source: { sql: 'words WHERE words MATCH ?', column: 'docid', binds: [text(expression)] },
    condition: { sql: 'e.seq IN (SELECT docid FROM words WHERE words MATCH ?)', binds: [text(expression)] },
  };
}

function placeWay(terms: string): Way {
  const sql = 'postings WHERE term IN (SELECT value FROM json_each(?))';
  return {
    source: { sql, column: 'seq', distinct: true, binds: [text(terms)] },
    condition: { sql: `e.seq IN (SELECT seq FROM ${sql})`, binds: [text(terms)] },
  };
}

/** What has no index of its own and is cheap to look at. */
function plainConditions({ verdict, kind, since, until }: EntryFilter): Part[] {
  const conditions: Part[] = [];
  if (verdict !== undefined) conditions.push({ sql: 'e.verdict = ?', binds: [int(VERDICTS.indexOf(verdict))] });
  if (kind !== undefined) conditions.push({ sql: 'e.kind = ?', binds: [int(ENTRY_KINDS.indexOf(kind))] });
  if (since !== undefined) conditions.push({ sql: 'e.time >= ?', binds: [int(since)] });
  if (until !== undefined) conditions.push({ sql: 'e.time < ?', binds: [int(until)] });
  return conditions;
}

function windowOf({ low, high }: Range, oldest: boolean, last: number): Range {
  const top = Math.min(high, last + 1);
  return oldest ? { low, high: Math.min(top, low + WINDOW) } : { low: Math.max(low, top - WINDOW), high: top };
}

function candidatesOf({ source }: Way, { low, high }: Range, oldest: boolean): Part {
  const { sql, column, distinct } = source;
  return {
    sql: `SELECT ${distinct ? 'DISTINCT ' : ''}${column} AS seq FROM ${sql} AND ${column} > ? AND ${column} < ?
          ORDER BY ${column} ${oldest ? 'ASC' : 'DESC'} LIMIT ${LOOKED_AT}`,
    binds: [...source.binds, int(low), int(high)],
  };
}

/** CROSS JOIN keeps SQLite from turning the order around, and so from looking at more than it must. */
function pageOf(
  candidates: Part,
  conditions: readonly Part[],
  limit: number,
  { columns, joined }: RowKind<unknown>,
): Part {
  return {
    sql: `SELECT ${columns} FROM (${candidates.sql}) c CROSS JOIN entries e ON e.seq = c.seq
          ${joined} WHERE ${['true', ...conditions.map(({ sql }) => sql)].join(' AND ')} LIMIT ?`,
    binds: [...candidates.binds, ...conditions.flatMap(({ binds }) => binds), int(limit)],
  };
}

/** The last candidate, if there are so many that others may follow. */
function lastOf(candidates: Part): Part {
  return { sql: `SELECT seq FROM (${candidates.sql}) LIMIT 1 OFFSET ${LOOKED_AT - 1}`, binds: candidates.binds };
}
