import type { EntryRecord } from '../protocol/audit.ts';
import { pathsOf } from './entryTerms.ts';
import type { Query, Sql, Statement } from './sqlite.ts';

/** Entries whose paths stand in one row. */
export const CHUNK = 256;
/** Chunks whose signatures stand in one row: one bit of each in each of its numbers. */
const GROUP = 32;
const SIGNATURE_BITS = 4096;
const GRAM = 3;

/** In a chunk's text: between a path and the entries that name it, and between lines. No path has control characters. */
const [FIELD, LINE] = ['\u0001', '\n'];
/** An entry is two control characters, half a byte of its place in the chunk in each. */
const HALF = 0x10;

interface Group {
  readonly group: number;
  /** For each bit of a signature 32 bits: of which chunks of the group it is set. */
  readonly masks: Uint32Array;
}

/**
 * Finds entries by any part of a path. The paths of each 256 entries, a chunk, stand in one text, each path once; a
 * signature tells of most chunks that the part is not in them: one bit for each three letters in a row.
 */
export class PathIndex {
  readonly #db: Sql;
  readonly #text: Query<number, string>;
  readonly #raw: Query<number, Uint8Array>;
  readonly #groups: Query<{ from: number; to: number }, Group>;
  readonly #saveText: Statement<{ chunk: number; text: string }>;
  readonly #saveGroup: Statement<Group>;

  constructor(db: Sql) {
    this.#db = db;
    this.#text = db.query(
      'SELECT text FROM paths WHERE chunk = ?',
      (to, chunk) => to.int(chunk),
      (row) => row.text(0),
    );
    this.#raw = db.query(
      'SELECT text FROM paths WHERE chunk = ?',
      (to, chunk) => to.int(chunk),
      (row) => row.blob(0),
    );
    this.#groups = db.query(
      'SELECT chunks, masks FROM path_signatures WHERE chunks BETWEEN ? AND ? ORDER BY chunks',
      (to, { from, to: until }) => to.int(from).int(until),
      (row) => ({ group: row.int(0), masks: new Uint32Array(row.blob(1).buffer) }),
    );
    this.#saveText = db.statement('INSERT OR REPLACE INTO paths (chunk, text) VALUES (?, ?)', (to, { chunk, text }) =>
      to.int(chunk).text(text),
    );
    this.#saveGroup = db.statement(
      'INSERT OR REPLACE INTO path_signatures (chunks, masks) VALUES (?, ?)',
      (to, { group, masks }) => to.int(group).blob(new Uint8Array(masks.buffer)),
    );
  }

  /** Adds entries that follow those that were added, within a transaction. */
  add(records: readonly EntryRecord[]): void {
    const lines = new Map<number, Map<string, string>>();
    for (const record of records) {
      const chunk = chunkOf(record.seq);
      for (const path of pathsOf(record)) {
        const known = lines.get(chunk) ?? this.#lines(chunk);
        lines.set(chunk, known);
        const name = plain(path);
        known.set(name, (known.get(name) ?? '') + offsetOf(record.seq));
      }
    }
    for (const [chunk, paths] of lines) this.#save(chunk, paths);
  }

  /** What has `part` in a path, in any case. */
  search(part: string): PathSearch {
    return new PathSearch(plain(part), {
      groups: (from, to) => this.#groups.all({ from, to }),
      text: (chunk) => this.#raw.first(chunk),
    });
  }

  /** Within a transaction: drops what is only about entries up to `seq`. */
  dropUpTo(seq: number): void {
    const chunk = chunkOf(seq + 1);
    this.#db.exec(`
      DELETE FROM paths WHERE chunk < ${chunk};
      DELETE FROM path_signatures WHERE chunks < ${Math.floor(chunk / GROUP)};`);
  }

  /** Within a transaction. */
  dropAll(): void {
    this.#db.exec('DELETE FROM paths; DELETE FROM path_signatures;');
  }

  #lines(chunk: number): Map<string, string> {
    const text = this.#text.first(chunk) ?? '';
    return new Map(
      text
        .split(LINE)
        .filter(Boolean)
        .map((line) => line.split(FIELD) as [string, string]),
    );
  }

  #save(chunk: number, paths: ReadonlyMap<string, string>): void {
    const text = [...paths].map(([path, entries]) => path + FIELD + entries).join(LINE);
    this.#saveText.run({ chunk, text: text + LINE });
    const group = Math.floor(chunk / GROUP);
    const masks = this.#groups.first({ from: group, to: group })?.masks ?? new Uint32Array(SIGNATURE_BITS);
    const mask = 1 << (chunk % GROUP);
    for (const path of paths.keys()) for (const bit of bitsOf(path)) masks[bit]! |= mask;
    this.#saveGroup.run({ group, masks });
  }
}

interface Chunks {
  readonly groups: (from: number, to: number) => readonly Group[];
  readonly text: (chunk: number) => Uint8Array | undefined;
}

/** One question to the index. */
export class PathSearch {
  readonly #chunks: Chunks;
  readonly #needle: Buffer;
  readonly #bits: readonly number[];
  /** The chunk that was looked at last: questions go through them in order. */
  #last: { readonly chunk: number; readonly seqs: ReadonlySet<number> } | undefined;

  constructor(part: string, chunks: Chunks) {
    this.#chunks = chunks;
    this.#needle = Buffer.from(part);
    this.#bits = [...bitsOf(part)];
  }

  /** Entries of these chunks, in order. */
  within(fromChunk: number, toChunk: number): number[] {
    return this.#chunksOf(fromChunk, toChunk).flatMap((chunk) => [...this.#seqs(chunk)].sort((a, b) => a - b));
  }

  /** Whether this entry is meant; best asked in order. */
  has(seq: number): boolean {
    const chunk = chunkOf(seq);
    // One text is read sooner than the signatures of its group.
    if (this.#last?.chunk !== chunk) this.#last = { chunk, seqs: this.#seqs(chunk) };
    return this.#last.seqs.has(seq);
  }

  /** Chunks that may hold what is searched for. */
  #chunksOf(from: number, to: number): number[] {
    const found: number[] = [];
    for (const { group, masks } of this.#chunks.groups(Math.floor(from / GROUP), Math.floor(to / GROUP))) {
      const mask = this.#bits.reduce((all, bit) => all & masks[bit]!, -1);
      for (let n = 0; mask >>> n > 0 && n < GROUP; n++) {
        const chunk = group * GROUP + n;
        if ((mask >>> n) & 1 && chunk >= from && chunk <= to) found.push(chunk);
      }
    }
    return found;
  }

  #seqs(chunk: number): Set<number> {
    const found = new Set<number>();
    const raw = this.#chunks.text(chunk);
    if (!raw) return found;
    const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    for (let end = 0, at = 0; (at = text.indexOf(this.#needle, end)) >= 0 && end < text.length; end++) {
      const entries = text.indexOf(FIELD, at) + 1;
      end = text.indexOf(LINE, entries);
      for (let i = entries; i < end; i += 2)
        found.add(chunk * CHUNK + 1 + (text[i]! - HALF) * 16 + (text[i + 1]! - HALF));
    }
    return found;
  }
}

export function chunkOf(seq: number): number {
  return Math.floor((seq - 1) / CHUNK);
}

function offsetOf(seq: number): string {
  const at = (seq - 1) % CHUNK;
  return String.fromCharCode(HALF + (at >> 4), HALF + (at & 15));
}

/** As paths are compared: in lower case; control characters, which structure the text, count as spaces. */
function plain(path: string): string {
  return path.toLowerCase().replace(/[\u0000-\u001f]/g, ' ');
}

/** Two bits for each three letters. */
function* bitsOf(text: string): Generator<number, void> {
  for (let i = 0; i + GRAM <= text.length; i++) {
    const hash = mixed((text.charCodeAt(i) << 14) ^ (text.charCodeAt(i + 1) << 7) ^ text.charCodeAt(i + 2));
    yield hash % SIGNATURE_BITS;
    yield (hash >>> 16) % SIGNATURE_BITS;
  }
}

/** The finish of MurmurHash3: without it letters that are alike would mostly share their bits. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
