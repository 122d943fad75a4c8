import type { EntryDraft, EntryRecord, Signer } from '../protocol/audit.ts';
import { takeApart, type NewAttachment } from './attachments.ts';
import { AuditWriteError } from './auditErrors.ts';
import { toJson } from './canonical.ts';
import { hex, link, type Link } from './chain.ts';
import { keyRow, type EntryTable } from './entryTable.ts';
import type { Projections } from './projections.ts';
import { MAX_SEALED, seal } from './seal.ts';
import type { Sql } from './sqlite.ts';

/** Where a chain ends, and where it began. */
export interface ChainState {
  /** Sequence number of the last entry. */
  readonly seq: number;
  /** Hash of the last entry. */
  readonly head: Uint8Array;
  /** Hash of the first entry, hex; empty if there is none. */
  readonly chain: string;
}

export interface NewEntry {
  readonly draft: EntryDraft;
  /** Name of the spool file that it comes from. */
  readonly spool: string | undefined;
}

/** Chains, signs and stores entries, a batch at a time, each batch in one transaction; what is derived from them comes after. */
export class EntryWriter {
  readonly #db: Sql;
  readonly #entries: EntryTable;
  readonly #projections: Projections;
  #state: ChainState;
  #signer: Signer;
  #signerRow: number;
  /** Entries of the open transaction, and those of them that are not signed yet. */
  #added: EntryRecord[] = [];
  #unsealed: Link[] = [];

  constructor(db: Sql, entries: EntryTable, projections: Projections, state: ChainState, signer: Signer) {
    this.#db = db;
    this.#entries = entries;
    this.#projections = projections;
    this.#state = state;
    this.#signer = signer;
    this.#signerRow = keyRow(db, signer);
  }

  get state(): ChainState {
    return this.#state;
  }

  /** What is written from now on is signed with another key. */
  signWith(signer: Signer): void {
    this.#signer = signer;
    this.#signerRow = keyRow(this.#db, signer);
  }

  /**
   * Durable on return: what is on record of each entry, or what is wrong with it alone. A `call` whose key is in the log,
   * or a spool file that is, is not stored again. Throws if nothing could be stored; then it is as if it was not called.
   */
  write(batch: readonly NewEntry[]): (EntryRecord | AuditWriteError)[] {
    const before = this.#state;
    this.#added = [];
    try {
      const answers = this.#db.transaction(() => {
        const each = batch.map((entry) => this.#known(entry) ?? this.#add(entry));
        this.#seal();
        return each;
      });
      this.#projections.stored(this.#added);
      return answers;
    } catch (error) {
      this.#projections.rollups.forget();
      this.#unsealed = [];
      this.#state = before;
      throw error;
    }
  }

  #known({ draft, spool }: NewEntry): EntryRecord | undefined {
    return (
      (spool === undefined ? undefined : this.#entries.bySpool(spool)) ??
      (draft.kind === 'call' && draft.key !== undefined ? this.#entries.byKey(draft.key) : undefined)
    );
  }

  #add({ draft, spool }: NewEntry): EntryRecord | AuditWriteError {
    const made = this.#chained(draft);
    if (made instanceof AuditWriteError) return made;
    const { record, hash } = made.link;
    this.#entries.insert({ link: made.link, session: this.#projections.rollups.rowFor(record) }, made.texts);
    this.#added.push(record);
    if (spool !== undefined) this.#entries.insertSpooled(spool, record.seq);
    this.#state = { seq: record.seq, head: hash, chain: this.#state.chain || hex(hash) };
    if (this.#unsealed.push(made.link) === MAX_SEALED) this.#seal();
    return record;
  }

  #chained(draft: EntryDraft): { readonly link: Link; readonly texts: readonly NewAttachment[] } | AuditWriteError {
    try {
      if (!Number.isSafeInteger(draft.time)) throw new TypeError(`${draft.time} is no time in whole milliseconds`);
      const { rest, texts } = takeApart(draft);
      // Members are put in order later; a spread takes three times as long.
      const place = { v: 2, seq: this.#state.seq + 1 } as const;
      return { link: this.#link(Object.assign(place, rest)), texts };
    } catch (error) {
      return new AuditWriteError('entry', `an entry cannot be put on record (${String(error)})`, error);
    }
  }

  /** Nearly every record can be chained as it is; what cannot is made to. */
  #link(record: EntryRecord): Link {
    const { head } = this.#state;
    try {
      return link(record, head);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return link(toJson(record) as unknown as EntryRecord, head);
    }
  }

  /** Signs what was written since the last signature. */
  #seal(): void {
    if (this.#unsealed.length === 0) return;
    this.#entries.insertSeal(seal(this.#unsealed, this.#signer), this.#signerRow);
    this.#unsealed = [];
  }
}
