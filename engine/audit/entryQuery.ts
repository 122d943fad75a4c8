import { ENTRY_KINDS, type Entry } from '../protocol/audit.ts';
import type { EntryFilter, EntryPage, EntryQuery, PageEntry } from '../protocol/auditQuery.ts';
import { VERDICTS } from '../protocol/verdict.ts';
import { AttachmentTable } from './attachments.ts';
import { CandidateFinder, MAX_HOSTS, type Candidates, type Listed, type Range } from './candidates.ts';
import { HOUR, HOURS_A_DAY } from './entryIndex.ts';
import { ENTRY_COLUMNS, EntryDecoder, recordIn, SEALED } from './entryTable.ts';
import { hostsOf, pathsOf, type Term } from './entryTerms.ts';
import { PathIndex, type PathSearch } from './pathIndex.ts';
import { wordsExpression } from './searchWords.ts';
import type { Binder, Row, Sql } from './sqlite.ts';
import { WordIndex } from './wordIndex.ts';

const MAX_LIMIT = 1000;
const PAGE = 256;
/** Candidates of one batch where not all of them need be meant: at first, at most, and of those that words find. */
const [FEW, MOST, WORDED] = [128, 1024, 512];
/** The same if entries must be read to tell. */
const READ = 256;
/** Entries without a maintained count are counted up to here to find out what is rarest. */
const MANY = 2000;
/** When a page has taken so long it ends with what it has: a question may need several, but none is ever slow. */
const PAGE_MS = 3;

type Bind = (to: Binder) => unknown;

/** A piece of SQL and what its parameters are. */
interface Part {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

/** Something asked for that has a list of its entries: a page can start from it, or hold entries against it. */
interface Way {
  readonly list: Listed;
  readonly condition: Part;
  /** How many entries it has, about. */
  readonly size: number;
}

/** What is asked for in the form in which it is looked up. */
interface Plan {
  readonly range: Range;
  readonly ways: readonly Way[];
  readonly words?: string;
  readonly place?: Place;
}

interface Place {
  /** In lower case. */
  readonly part: string;
  readonly hosts: readonly number[];
  readonly paths: PathSearch;
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
  readonly #paths: PathIndex;
  readonly #finder: CandidateFinder;
  readonly #whole: RowKind<Entry> = { columns: ENTRY_COLUMNS, joined: SEALED, decode: new EntryDecoder().decode };

  constructor(db: Sql, attachments = new AttachmentTable(db), words = new WordIndex(db), paths = new PathIndex(db)) {
    this.#db = db;
    this.#attachments = attachments;
    this.#paths = paths;
    this.#finder = new CandidateFinder(db, words);
  }

  /** One page. Words and paths are found as far as they have been indexed. */
  page(query: EntryQuery): EntryPage {
    return query.proofs ? this.#page(query, this.#whole) : this.#page<PageEntry>(query, RECORDS);
  }

  #page<T extends PageEntry>(query: EntryQuery, kind: RowKind<T>): { readonly entries: T[]; readonly next?: number } {
    const began = performance.now();
    const plan = this.#plan(query);
    if (!plan) return { entries: [] };
    const limit = Math.min(query.limit ?? 100, MAX_LIMIT);
    const { candidates, driver } = this.#candidates(plan, query, limit);
    const conditions = [
      ...plan.ways.filter((way) => way !== driver).map((way) => way.condition),
      ...plainConditions(query),
    ];
    const { mayBe, isMeant } = placeCheck(plan, driver);
    const most = isMeant ? READ : MOST;
    const entries: T[] = [];
    let want = FEW;
    for (let next = candidates.next(want); !next.done; next = candidates.next(want)) {
      const { seqs, reached } = next.value;
      const page = pageOf(seqs.filter(mayBe), conditions, isMeant ? seqs.length : limit - entries.length, kind);
      for (const entry of this.#rows(page, kind.decode)) {
        if (isMeant && !isMeant(entry)) continue;
        if (entries.push(entry) === limit) return { entries: this.#attachments.join(entries), next: entry.record.seq };
      }
      if (performance.now() - began > PAGE_MS) return { entries: this.#attachments.join(entries), next: reached };
      want = Math.min(most, want * 2);
    }
    return { entries: this.#attachments.join(entries) };
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

  /** The rarest of what is asked for, batch by batch; words before all else, because what they find cannot be looked up. */
  #candidates(
    { range, ways, words, place }: Plan,
    query: EntryQuery,
    limit: number,
  ): { readonly candidates: Candidates; readonly driver: Way | 'words' | 'place' } {
    const isSure = ways.length < 2 && place === undefined && plainConditions(query).length === 0;
    if (words !== undefined) {
      const sure = isSure && ways.length === 0;
      return { candidates: this.#finder.withWords(words, range, sure ? limit : WORDED), driver: 'words' };
    }
    const rarest = [...ways].sort((a, b) => a.size - b.size)[0];
    if (place && place.hosts.length <= MAX_HOSTS && (!rarest || rarest.size >= MANY))
      return { candidates: this.#finder.atPlace(place.hosts, place.paths, range), driver: 'place' };
    const driver = rarest ?? everything;
    return { candidates: this.#finder.listed(driver.list, range, isSure ? limit : Math.max(limit, FEW)), driver };
  }

  /** Undefined if nothing can be meant. */
  #plan(query: EntryQuery): Plan | undefined {
    const ways = this.#ways(query);
    const range = ways && this.#range(query);
    if (!ways || !range) return undefined;
    const words = query.text === undefined ? undefined : wordsExpression(query.text);
    if (query.text !== undefined && words === undefined) return undefined;
    const place = query.place === undefined ? undefined : this.#place(query.place);
    return { range, ways, ...(words !== undefined && { words }), ...(place && { place }) };
  }

  /** Between which sequence numbers all that is asked for lies; undefined if there is nothing. */
  #range({ since, until, after = 0, before = Number.MAX_SAFE_INTEGER, order }: EntryQuery): Range | undefined {
    const oldest = order === 'oldest';
    const high = Math.min(
      before,
      this.#number({ sql: 'SELECT coalesce(max(seq), 0) + 1 FROM entries', binds: [] }) ?? 1,
    );
    if (since === undefined && until === undefined) return { low: after, high, oldest };
    const [found] = this.#rows(
      {
        sql: 'SELECT min(first_seq), max(last_seq) FROM hours WHERE hour BETWEEN ? AND ?',
        binds: [int(Math.floor((since ?? 0) / HOUR)), int(Math.floor((until ?? Number.MAX_SAFE_INTEGER) / HOUR))],
      },
      (row) => (row.isNull(0) ? undefined : { first: row.int(0), last: row.int(1) }),
    );
    return found && { low: Math.max(after, found.first - 1), high: Math.min(high, found.last + 1), oldest };
  }

  /** What is asked for and has a list. Undefined if nothing can satisfy it. */
  #ways(query: EntryQuery): Way[] | undefined {
    const ways: Way[] = [];
    for (const term of termsAskedFor(query)) {
      const row = this.#termRow(term);
      if (row === undefined) return undefined;
      ways.push(termWay(row, this.#sizeOf(term, row, query)));
    }
    if (query.session === undefined) return ways;
    const session = this.#rows(
      { sql: 'SELECT id, steps FROM sessions WHERE name = ?', binds: [text(query.session)] },
      (row) => ({ id: row.int(0), steps: row.int(1) }),
    )[0];
    return session && [...ways, sessionWay(session.id, session.steps)];
  }

  #place(typed: string): Place {
    const part = typed.toLowerCase();
    const sql = `SELECT id FROM terms WHERE field = 'host' AND instr(value, ?) > 0 LIMIT ${MAX_HOSTS + 1}`;
    const hosts = this.#rows({ sql, binds: [text(part)] }, (row) => row.int(0));
    return { part, hosts, paths: this.#paths.search(part) };
  }

  /** How many entries a term has in the time that is asked for, about: counts are kept of what was judged. */
  #sizeOf({ field, value }: Term, row: number, { since = 0, until = Number.MAX_SAFE_INTEGER }: EntryQuery): number {
    if (field === 'kind')
      return (
        this.#number({
          sql: `SELECT count(*) FROM (SELECT 1 FROM postings WHERE term = ? LIMIT ${MANY})`,
          binds: [int(row)],
        }) ?? 0
      );
    const worse = VERDICTS.slice(VERDICTS.indexOf(value as (typeof VERDICTS)[number]));
    const rows =
      field === 'at-least' ? worse.map((verdict) => this.#termRow({ field: 'verdict', value: verdict })) : [row];
    const day = (time: number) => int(Math.floor(time / (HOUR * HOURS_A_DAY)));
    return rows.reduce<number>((sum, each) => {
      if (each === undefined) return sum;
      const sql = 'SELECT sum(entries) FROM days WHERE term = ? AND day BETWEEN ? AND ?';
      return sum + (this.#number({ sql, binds: [int(each), day(since), day(until)] }) ?? 0);
    }, 0);
  }

  #termRow({ field, value }: Term): number | undefined {
    return this.#number({
      sql: 'SELECT id FROM terms WHERE field = ? AND value = ?',
      binds: [text(field), text(value)],
    });
  }

  #number(part: Part): number | undefined {
    return this.#rows(part, (row) => (row.isNull(0) ? undefined : row.int(0)))[0];
  }

  #rows<T>({ sql, binds }: Part, decode: (row: Row) => T): T[] {
    return this.#db.rows(sql, (to) => binds.forEach((bind) => bind(to)), decode);
  }
}

function termsAskedFor({ client, agent, tool, rule, verdict, atLeast, kind }: EntryFilter): Term[] {
  const terms: Term[] = [];
  if (rule !== undefined) terms.push({ field: 'rule', value: rule });
  // Clean is what most are: an index of them would be of no use. So are calls.
  const worst = verdict === undefined || verdict === 'clean' ? atLeast : verdict;
  if (worst !== undefined && worst !== 'clean') terms.push({ field: 'at-least', value: worst });
  if (kind !== undefined && kind !== 'call') terms.push({ field: 'kind', value: kind });
  if (tool !== undefined) terms.push({ field: 'tool', value: tool });
  if (agent !== undefined) terms.push({ field: 'agent', value: agent });
  if (client !== undefined) terms.push({ field: 'client', value: client });
  return terms;
}

const everything: Way = {
  list: { source: 'entries WHERE true', column: 'seq' },
  condition: { sql: 'true', binds: [] },
  size: Infinity,
};

function termWay(term: number, size: number): Way {
  return {
    list: { source: 'postings WHERE term = ?', column: 'seq', key: term },
    // By the candidate's number: entries that are not meant need not be read.
    condition: { sql: 'EXISTS (SELECT 1 FROM postings WHERE term = ? AND seq = c.value)', binds: [int(term)] },
    size,
  };
}

function sessionWay(session: number, size: number): Way {
  return {
    list: { source: 'entries INDEXED BY entries_by_session WHERE session = ?', column: 'seq', key: session },
    condition: { sql: 'e.session = ?', binds: [int(session)] },
    size,
  };
}

/** What has no index of its own and is cheap to look at. */
function plainConditions({ verdict, kind, since, until }: EntryFilter): Part[] {
  const conditions: Part[] = [];
  if (verdict !== undefined) conditions.push({ sql: 'e.verdict = ?', binds: [int(VERDICTS.indexOf(verdict))] });
  if (kind === 'call') conditions.push({ sql: 'e.kind = ?', binds: [int(ENTRY_KINDS.indexOf(kind))] });
  if (since !== undefined) conditions.push({ sql: 'e.time >= ?', binds: [int(since)] });
  if (until !== undefined) conditions.push({ sql: 'e.time < ?', binds: [int(until)] });
  return conditions;
}

/** Whether an entry is at the place asked for, as its number tells or what it says, unless the index has told already. */
function placeCheck(
  { place }: Plan,
  driver: unknown,
): { readonly mayBe: (seq: number) => boolean; readonly isMeant?: (entry: PageEntry) => boolean } {
  if (!place || driver === 'place') return { mayBe: () => true };
  const { part, hosts, paths } = place;
  if (hosts.length === 0) return { mayBe: (seq) => paths.has(seq) };
  const isMeant = ({ record }: PageEntry) =>
    [...hostsOf(record), ...pathsOf(record)].some((name) => name.toLowerCase().includes(part));
  return { mayBe: () => true, isMeant };
}

/** CROSS JOIN keeps SQLite from turning the order around, and so from looking at more than it must. */
function pageOf(
  seqs: readonly number[],
  conditions: readonly Part[],
  limit: number,
  { columns, joined }: RowKind<unknown>,
): Part {
  return {
    sql: `SELECT ${columns} FROM json_each(?) c CROSS JOIN entries e ON e.seq = c.value
          ${joined} WHERE ${['true', ...conditions.map(({ sql }) => sql)].join(' AND ')} LIMIT ?`,
    binds: [text(JSON.stringify(seqs)), ...conditions.flatMap(({ binds }) => binds), int(limit)],
  };
}
