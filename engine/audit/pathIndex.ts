import type { EntryRecord } from '../protocol/audit.ts';
import { pathsOf } from './entryTerms.ts';
import type { Query, Sql, Statement } from './sqlite.ts';

/** Entries whose paths stand in one row. */
export const CHUNK = 256;
const SIGNATURE_BYTES = 512;
const GRAM = 3;

/** In a chunk's text: between a path and the entries that name it, and between lines. No path has control characters. */
const [FIELD, LINE] = ['\u0001', '\n'];
/** An entry is two control characters, half a byte of its place in the chunk in each. */
const HALF = 0x10;

interface Chunk {
  readonly chunk: number;
  readonly text: string;
  readonly bits: Uint8Array;
}

/**
 * Finds entries by any part of a path. The paths of each 256 entries stand in one text, each path once; a signature tells
 * of most texts that the part is not in them: one bit for each three letters in a row.
 */
export class PathIndex {
  readonly #db: Sql;
  readonly #text: Query<number, string>;
  readonly #raw: Query<number, Uint8Array>;
  readonly #signature: Query<number, Uint8Array>;
  readonly #signatures: Query<{ from: number; to: number }, Pick<Chunk, 'chunk' | 'bits'>>;
  readonly #saveText: Statement<Chunk>;
  readonly #saveSignature: Statement<Chunk>;

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
    this.#signature = db.query(
      'SELECT bits FROM path_signatures WHERE chunk = ?',
      (to, chunk) => to.int(chunk),
      (row) => row.blob(0),
    );
    this.#signatures = db.query(
      'SELECT chunk, bits FROM path_signatures WHERE chunk BETWEEN ? AND ? ORDER BY chunk',
      (to, { from, to: until }) => to.int(from).int(until),
      (row) => ({ chunk: row.int(0), bits: row.blob(1) }),
    );
    this.#saveText = db.statement('INSERT OR REPLACE INTO paths (chunk, text) VALUES (?, ?)', (to, { chunk, text }) =>
      to.int(chunk).text(text),
    );
    this.#saveSignature = db.statement(
      'INSERT OR REPLACE INTO path_signatures (chunk, bits) VALUES (?, ?)',
      (to, { chunk, bits }) => to.int(chunk).blob(bits),
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
      signatures: (from, to) => this.#signatures.all({ from, to }),
      text: (chunk) => this.#raw.first(chunk),
    });
  }

  /** Within a transaction: drops what is only about entries up to `seq`. */
  dropUpTo(seq: number): void {
    const last = chunkOf(seq + 1) - 1;
    this.#db.exec(`DELETE FROM paths WHERE chunk <= ${last}; DELETE FROM path_signatures WHERE chunk <= ${last};`);
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
    const bits = this.#signature.first(chunk) ?? new Uint8Array(SIGNATURE_BYTES);
    for (const path of paths.keys()) for (const bit of bitsOf(path)) bits[bit >> 3]! |= 1 << (bit & 7);
    this.#saveText.run({ chunk, text: text + LINE, bits });
    this.#saveSignature.run({ chunk, text, bits });
  }
}

interface Chunks {
  readonly signatures: (from: number, to: number) => readonly Pick<Chunk, 'chunk' | 'bits'>[];
  readonly text: (chunk: number) => Uint8Array | undefined;
}

/** One question to the index. */
export class PathSearch {
  readonly #chunks: Chunks;
  readonly #needle: Buffer;
  readonly #bits: readonly number[];
  #last: { readonly chunk: number; readonly seqs: ReadonlySet<number> } | undefined;

  constructor(part: string, chunks: Chunks) {
    this.#chunks = chunks;
    this.#needle = Buffer.from(part);
    this.#bits = [...bitsOf(part)];
  }

  /** Entries of these chunks, in order. */
  within(fromChunk: number, toChunk: number): number[] {
    return this.#chunks
      .signatures(fromChunk, toChunk)
      .filter(({ bits }) => this.#mayHold(bits))
      .flatMap(({ chunk }) => [...this.#seqs(chunk)].sort((a, b) => a - b));
  }

  /** Whether this entry is meant; best asked in order. */
  has(seq: number): boolean {
    const chunk = chunkOf(seq);
    if (this.#last?.chunk !== chunk) {
      const held = this.#chunks.signatures(chunk, chunk).some(({ bits }) => this.#mayHold(bits));
      this.#last = { chunk, seqs: held ? this.#seqs(chunk) : new Set() };
    }
    return this.#last.seqs.has(seq);
  }

  #mayHold(signature: Uint8Array): boolean {
    return this.#bits.every((bit) => ((signature[bit >> 3] ?? 0) >> (bit & 7)) & 1);
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
  // eslint-disable-next-line no-control-regex -- exactly these
  return path.toLowerCase().replace(/[\u0000-\u001f]/g, ' ');
}

function* bitsOf(text: string): Generator<number, void> {
  for (let i = 0; i + GRAM <= text.length; i++) {
    const gram = (text.charCodeAt(i) << 14) ^ (text.charCodeAt(i + 1) << 7) ^ text.charCodeAt(i + 2);
    yield Math.imul(gram, 0x9e3779b1) >>> 20; // the upper 12 bits: 4,096 of them in a signature
  }
}
