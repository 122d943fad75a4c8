import { chunkOf, CHUNK, type PathSearch } from './pathIndex.ts';
import type { Binder, Query, Sql } from './sqlite.ts';
import { partOf, WORDS_PART, type WordIndex } from './wordIndex.ts';

/** Sequence numbers, both ends exclusive, and in which order they are wanted. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly oldest: boolean;
}

/** Some of the entries in question, in the order of the answer, and the number up to which there are no others. */
export interface Batch {
  readonly seqs: readonly number[];
  readonly reached: number;
}

/** Entries to look at, batch by batch; `want` says how many the next batch should have. */
export type Candidates = Generator<Batch, void, number>;

/** Hosts asked for at once: more are found by looking at entries one by one. */
export const MAX_HOSTS = 500;
/** Chunks of paths that one batch covers at most. */
const WINDOW = 512;

/** A list of entries that an index has: `source` goes after `FROM`, `column` is the sequence number. */
export interface Listed {
  readonly source: string;
  readonly column: string;
  readonly key?: number;
}

/** Finds out of one index after the other which entries may be meant. */
export class CandidateFinder {
  readonly #db: Sql;
  readonly #words: WordIndex;
  readonly #hostEntries: Query<Range & { hosts: string }, number>;

  constructor(db: Sql, words: WordIndex) {
    this.#db = db;
    this.#words = words;
    this.#hostEntries = db.query(
      `SELECT p.seq FROM json_each(?) h CROSS JOIN postings p ON p.term = h.value WHERE p.seq > ? AND p.seq < ?`,
      (to, { hosts, low, high }) => to.text(hosts).int(low).int(high),
      (row) => row.int(0),
    );
  }

  /** All entries of a list. */
  *listed({ source, column, key }: Listed, range: Range, first: number): Candidates {
    let { low, high } = range;
    let limit = first;
    const sql = `SELECT ${column} FROM ${source} AND ${column} > ? AND ${column} < ?
                 ORDER BY ${column} ${range.oldest ? 'ASC' : 'DESC'} LIMIT ?`;
    for (;;) {
      const bind = (to: Binder) => (key === undefined ? to : to.int(key)).int(low).int(high).int(limit);
      const seqs = this.#db.rows(sql, bind, (row) => row.int(0));
      const reached = seqs.at(-1);
      if (reached === undefined) return;
      const full = seqs.length === limit;
      limit = yield { seqs, reached };
      if (!full) return;
      if (range.oldest) low = reached;
      else high = reached;
    }
  }

  /** Entries with these words, so many at a time: each time FTS4 goes through its lists anew. */
  *withWords(expression: string, range: Range, limit: number): Candidates {
    const { oldest } = range;
    const parts = this.#words.parts(partOf(range.low + 1), partOf(range.high - 1));
    for (const part of oldest ? parts : parts.reverse()) {
      let low = Math.max(range.low, part * WORDS_PART);
      let high = Math.min(range.high, (part + 1) * WORDS_PART + 1);
      for (;;) {
        const seqs = this.#words.find(part, expression, { low, high, oldest, limit });
        const full = seqs.length === limit;
        const reached = full ? seqs.at(-1)! : oldest ? high - 1 : low + 1;
        yield { seqs, reached };
        if (!full) break;
        if (oldest) low = reached;
        else high = reached;
      }
    }
  }

  /** Entries about these hosts, or with a path that is searched for. */
  *atPlace(hosts: readonly number[], paths: PathSearch, range: Range): Candidates {
    const { low, high, oldest } = range;
    const [first, last] = [chunkOf(low + 1), chunkOf(high - 1)];
    const list = hosts.length > 0 ? JSON.stringify(hosts) : undefined;
    let size = 8; // what is all over the log is soon found
    for (let from = oldest ? first : last; oldest ? from <= last : from >= first;) {
      const [start, end] = oldest ? [from, Math.min(last, from + size - 1)] : [Math.max(first, from - size + 1), from];
      const stretch = {
        low: Math.max(low, start * CHUNK),
        high: Math.min(high, (end + 1) * CHUNK + 1),
        oldest,
      };
      const found = paths.within(start, end).filter((seq) => seq > stretch.low && seq < stretch.high);
      if (list !== undefined) found.push(...this.#hostEntries.all({ ...stretch, hosts: list }));
      const seqs = [...new Set(found)].sort((a, b) => (oldest ? a - b : b - a));
      yield { seqs, reached: oldest ? stretch.high - 1 : stretch.low + 1 };
      from = oldest ? end + 1 : start - 1;
      size = Math.min(WINDOW, size * 4);
    }
  }
}
