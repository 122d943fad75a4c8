import path from 'node:path';
import type { Bridge, Entry, Rotation, Signer } from '../protocol/audit.ts';
import { archiveName, readArchive, writeArchive } from './archive.ts';
import { BridgeTable, signBridge } from './bridges.ts';
import type { EntryIndex } from './entryIndex.ts';
import type { EntryTable } from './entryTable.ts';
import type { Sql } from './sqlite.ts';
import type { TextIndexer } from './textIndexer.ts';
import { verifyEntries } from './verify.ts';

/** Entries of one transaction when they are deleted: a few tens of milliseconds. */
const SLICE = 500;
/** Free pages that one step gives back to the file system. */
const FREED = 2000;

export interface ArchiverParts {
  readonly db: Sql;
  readonly entries: EntryTable;
  readonly index: EntryIndex;
  readonly texts: TextIndexer;
  readonly now: () => number;
}

export interface Archiving {
  /** Last entry that goes. */
  readonly upTo: number;
  /** Where archives are kept. */
  readonly directory: string;
  /** Hash of the chain's first entry. */
  readonly chain: string;
  readonly signer: Signer;
  readonly publicKeys: readonly Uint8Array[];
  readonly rotations: readonly Rotation[];
  readonly select: (after: number, upTo: number) => Iterable<Entry>;
  /** Puts on record what is about to happen. */
  readonly record: (summary: string, args: object) => Promise<unknown>;
}

/**
 * Moves the oldest entries into a file of their own. They are written, read back and verified before anything is deleted;
 * the signed bridge that is stored then is the moment from which on the log starts after them, and what is left of them is
 * deleted slice by slice, after a crash at the next start.
 */
export class Archiver {
  readonly #parts: ArchiverParts;
  readonly #bridges: BridgeTable;
  #bridge: Bridge | undefined;

  constructor(parts: ArchiverParts) {
    this.#parts = parts;
    this.#bridges = new BridgeTable(parts.db);
    this.#bridge = this.#bridges.newest();
  }

  /** Where the log starts, if not at its first entry. */
  get bridge(): Bridge | undefined {
    return this.#bridge;
  }

  /** Sequence number after which the log starts. */
  get start(): number {
    return this.#bridge?.bridge.size ?? 0;
  }

  /** The newest entry that may go if all before `time` are to: it ends what a signature is over. 0: none. */
  lastBefore(time: number): number {
    const [first] = this.#parts.db.rows(
      'SELECT seq FROM entries WHERE seq > ? AND time >= ? ORDER BY seq LIMIT 1',
      (to) => to.int(this.start).int(time),
      (row) => row.int(0),
    );
    return this.#endAt((first ?? this.#parts.entries.lastSeq() + 1) - 1);
  }

  /** The same if the log is to shrink to so many bytes. */
  lastAbove(bytes: number): number {
    const size = this.usedBytes();
    if (size <= bytes) return 0;
    const last = this.#parts.entries.lastSeq();
    return this.#endAt(this.start + Math.floor(((size - bytes) / size) * (last - this.start)));
  }

  /** Bytes of the database that are in use. */
  usedBytes(): number {
    const pages = this.#number('PRAGMA page_count') - this.#number('PRAGMA freelist_count');
    return pages * this.#number('PRAGMA page_size');
  }

  /** Resolves to the archive's file. Rejects, with everything still in the log, if the file does not verify. */
  async archive({ upTo, directory, chain, signer, publicKeys, rotations, select, record }: Archiving): Promise<string> {
    const [head] = this.#parts.entries.forward(upTo - 1, 1);
    if (head?.record.seq !== upTo) throw new RangeError(`There is no entry ${upTo} to archive up to`);
    const before = this.#bridge;
    const first = this.start + 1;
    const archive = archiveName(first, upTo);
    const statement = { v: 1, chain, size: upTo, head: head.hash, time: this.#parts.now(), archive } as const;
    const bridge = signBridge(statement, signer);
    const file = path.join(directory, archive);
    const all = function* () {
      for (const rotation of rotations) yield { rotation };
      if (before) yield before;
      yield* select(first - 1, upTo);
      yield bridge;
    };
    await writeArchive(file, all());
    const report = await verifyEntries(readArchive(file), publicKeys, [], { archive: true, rotations });
    if (!report.valid || report.entries !== upTo - first + 1) {
      const why = report.fault?.detail ?? `it holds ${report.entries} entries`;
      throw new Error(`The archive ${file} is not what was written (${why}). Nothing was deleted.`);
    }
    await record(`Entries ${first} to ${upTo} were moved to ${file}`, { first, last: upTo, head: head.hash, archive });
    this.#parts.db.transaction(() => this.#bridges.insert(bridge));
    this.#bridge = bridge;
    return file;
  }

  /** Deletes a slice of what is in an archive; false if there is nothing left of it. */
  deleteSlice(): boolean {
    const { db, entries, index } = this.#parts;
    const { start } = this;
    const records = entries.records(0, SLICE).filter(({ seq }) => seq <= start);
    const last = records.at(-1)?.seq;
    if (last === undefined) return false;
    db.transaction(() => {
      for (const record of records) index.remove(record);
      entries.deleteUpTo(last);
      if (last === start) this.#deleteDerived(start);
    });
    return true;
  }

  /** Gives free pages back to the file system; false if there are none. */
  shrink(): boolean {
    if (this.#number('PRAGMA freelist_count') === 0) return false;
    this.#parts.db.exec(`PRAGMA incremental_vacuum(${FREED})`);
    return true;
  }

  /** What is about entries that are gone now. Counts by hour stay: they tell nothing but numbers. */
  #deleteDerived(start: number): void {
    this.#parts.db.exec(`
      DELETE FROM hours WHERE last_seq <= ${start};
      UPDATE hours SET first_seq = ${start + 1} WHERE first_seq <= ${start};
      DELETE FROM spooled WHERE seq <= ${start};
      DELETE FROM sessions WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.session = sessions.id);`);
    this.#parts.texts.removeUpTo(start);
  }

  #endAt(seq: number): number {
    const end = this.#parts.entries.sealEndBefore(seq);
    return end > this.start ? end : 0;
  }

  #number(sql: string): number {
    return (
      this.#parts.db.rows(
        sql,
        () => undefined,
        (row) => row.int(0),
      )[0] ?? 0
    );
  }
}
