import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import {
  ATTACHMENTS,
  type Bridge,
  type Certificate,
  type Entry,
  type EntryDraft,
  type EntryRecord,
  type LogPart,
  type Rotation,
  type SignedCheckpoint,
  type Signer,
} from '../protocol/audit.ts';
import type { AuditCounts, CountsQuery, EntryFilter, EntryPage, EntryQuery } from '../protocol/auditQuery.ts';
import type { Decision } from '../protocol/verdict.ts';
import type { Problem, SessionDetail, SessionSummary } from '../protocol/views.ts';
import { AuditOpenError, AuditWriteError } from './auditErrors.ts';
import { Archiver } from './archiver.ts';
import type { TextFilter } from './attachments.ts';
import { GENESIS, hex } from './chain.ts';
import { Checkpointer, type ComparedLog } from './checkpointer.ts';
import { CommitQueue, type Logged } from './commitQueue.ts';
import { decisionFrom } from './decisionFrom.ts';
import { EntryCounts } from './entryCounts.ts';
import { EntrySearch } from './entryQuery.ts';
import { EntryTable } from './entryTable.ts';
import { EntryWriter } from './entryWriter.ts';
import { claimFile, type FileOwner } from './fileOwner.ts';
import { HeldTable } from './heldTable.ts';
import { createFile, openStore } from './openStore.ts';
import { Projections } from './projections.ts';
import type { AgentCounts, Rollups } from './rollups.ts';
import { SqliteError, type Database } from './sqlite.ts';
import { systemEntry } from './systemEntry.ts';
import { timeline } from './timeline.ts';
import { TextIndexer } from './textIndexer.ts';
import { reserveWal } from './walSpace.ts';

export interface AuditLogOptions {
  /** The database file; created if need be. */
  readonly file: string;
  /** sql.js's `sql-wasm.wasm`. */
  readonly wasm: string;
  readonly signer: Signer;
  /** Certificates of all key changes so far. */
  readonly rotations?: readonly Rotation[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Where checkpoints go; `keys/checkpoints.jsonl` beside the database by default. */
  readonly checkpoints?: string;
  /** Entries between two checkpoints. */
  readonly checkpointEvery?: number;
  /** Hashes of what is in force, for checkpoints. */
  readonly inForce?: () => { readonly rules: string; readonly config: string };
  /** A checkpoint was written: others may keep it too. */
  readonly onCheckpoint?: (signed: SignedCheckpoint) => void;
}

/** Entries that are read at once: those of a larger page outlive what is made of them, and the heap grows. */
const PAGE = 32;

/** A log that is open for longer than one command is worth preparing for many entries. */
const SETTLED_MS = 500;

export interface Archived {
  readonly entries: number;
  readonly file: string;
}

/**
 * Opens the audit log. A damaged file is set aside and a new chain starts with a signed note; that, and a log that
 * contradicts its last checkpoint, is told in `recovered`. Throws `AuditOpenError` if another process has the file, or
 * if it cannot be opened or written.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  createFile(options.file);
  const owner = await claimFile(options.file);
  if (!owner) throw new AuditOpenError(`The audit log ${options.file} is in use by another process of Oktsec.`);
  try {
    const { db, setAside } = await openStore(options.file, options.wasm, options.now());
    const log = new AuditLog(options, db, setAside ? await claimAgain(options.file, owner) : owner);
    const recovered = setAside
      ? {
          code: 'audit-damaged',
          message: `The audit log was damaged (${setAside.why}). It is kept as ${setAside.file}; a new log has started.`,
          file: setAside.file,
        }
      : log.contradiction();
    if (recovered) await log.startAfter(recovered);
    return log;
  } catch (error) {
    await owner.release();
    throw error;
  }
}

/** The new file is another one to the operating system. */
async function claimAgain(file: string, old: FileOwner): Promise<FileOwner> {
  const owner = await claimFile(file);
  if (!owner) throw new AuditOpenError(`The audit log ${file} is in use by another process of Oktsec.`);
  await old.release();
  return owner;
}

/** Chained, signed, durable entries, and all that is asked about them. */
export class AuditLog {
  /** Held calls, stored in the same file. */
  readonly held: HeldTable;
  readonly #options: AuditLogOptions;
  readonly #db: Database;
  readonly #owner: FileOwner;
  readonly #entries: EntryTable;
  readonly #projections: Projections;
  readonly #search: EntrySearch;
  readonly #counts: EntryCounts;
  readonly #texts: TextIndexer;
  readonly #archiver: Archiver;
  #archiving = false;
  readonly #checkpointer: Checkpointer;
  #signer: Signer;
  readonly #rotations: Rotation[];
  readonly #writer: EntryWriter;
  readonly #queue: CommitQueue;
  readonly #settled: NodeJS.Timeout;
  #closed = false;
  #recovered: Problem | undefined;

  /** Use `openAuditLog`. */
  constructor(options: AuditLogOptions, db: Database, owner: FileOwner) {
    this.#options = options;
    this.#db = db;
    this.#owner = owner;
    this.#entries = new EntryTable(db);
    this.#projections = new Projections(db, this.#entries);
    const { index } = this.#projections;
    this.#texts = new TextIndexer(db, this.#entries, index);
    this.#search = new EntrySearch(db, this.#entries.attachments, this.#texts.words, this.#texts.paths);
    this.#counts = new EntryCounts(db);
    this.held = new HeldTable(db);
    this.#signer = options.signer;
    this.#rotations = [...(options.rotations ?? [])];
    this.#archiver = new Archiver({
      db,
      entries: this.#entries,
      index,
      texts: this.#texts,
      now: options.now,
    });
    const newest = this.#entries.latest(1)[0];
    const state = {
      seq: newest?.record.seq ?? 0,
      head: newest ? Buffer.from(newest.hash, 'hex') : GENESIS,
      chain: this.#archiver.bridge?.bridge.chain ?? this.#entries.forward(0, 1)[0]?.hash ?? '',
    };
    this.#writer = new EntryWriter(db, this.#entries, this.#projections, state, options.signer);
    this.#queue = new CommitQueue(
      {
        file: options.file,
        writer: this.#writer,
        onStored: () => this.#texts.postpone(),
        onBatch: () => this.#checkpointer.writeIfDue(this.#writer.state, this.#signer),
      },
      newest && this.#changeFrom(newest.keyId),
    );
    this.#catchUp();
    this.#texts.postpone();
    const { checkpoints = path.join(path.dirname(options.file), 'keys', 'checkpoints.jsonl') } = options;
    const { checkpointEvery: every } = options;
    this.#checkpointer = new Checkpointer(
      { ...options, file: checkpoints, ...(every !== undefined && { every }) },
      state,
    );
    if (this.#archiver.start > 0) void this.#clear();
    this.#settled = setTimeout(() => reserveWal(options.file), SETTLED_MS).unref();
  }

  /** What was found wrong with the log when it was opened, and what was done. */
  get recovered(): Problem | undefined {
    return this.#recovered;
  }

  /**
   * Chains, signs and stores an entry; resolves once it is on the disk. A `call` whose key is in the log, or a spool file
   * that is, is not stored again: the entry that is there is the answer. Rejects with `AuditWriteError`.
   */
  append(draft: EntryDraft, spool?: string): Promise<Logged> {
    return this.#queue.append(draft, spool);
  }

  /** What is on record of the call with this key. */
  findCall(key: string): EntryRecord | undefined {
    return this.#entries.byKey(key);
  }

  /** What was decided on the call with this key, a person's later decision included. */
  decisionOf(key: string): Decision | undefined {
    const record = this.#entries.byKey(key);
    return record && decisionFrom(record, this.#entries.approvals(record.session));
  }

  /** Sessions last active before `before` (milliseconds since the epoch), newest first. */
  sessions(limit = 100, before = Number.MAX_SAFE_INTEGER): SessionSummary[] {
    return this.#rollups().sessions(limit, before);
  }

  session(id: string): SessionDetail | undefined {
    const summary = this.#rollups().session(id);
    const reasoningOf = (record: EntryRecord) => this.#entries.attachments.of(record)?.reasoning?.text;
    return summary && { summary, steps: timeline(this.#entries.ofSession(id, this.#archiver.start), reasoningOf) };
  }

  /** Newest first. */
  agents(): AgentCounts[] {
    return this.#rollups().agents();
  }

  count(): number {
    return this.#writer.state.seq;
  }

  /** Size on disk, the write-ahead log included. */
  fileBytes(): number {
    const { file } = this.#options;
    return [file, `${file}-wal`].reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  /** Bytes of the file that hold something: deleted entries leave room in it. */
  usedBytes(): number {
    return this.#archiver.usedBytes();
  }

  /** The newest entries, newest first. */
  latest(limit: number): Entry[] {
    return this.#entries.latest(limit);
  }

  /** Entries after sequence number `after`, in order; reads page by page and sees entries added meanwhile. */
  *entries({ after = 0, limit = Infinity }: { after?: number; limit?: number } = {}): Generator<Entry, void> {
    let left = limit;
    let last = Math.max(after, this.#archiver.start);
    while (left > 0) {
      const page = this.#entries.forward(last, Math.min(PAGE, left));
      yield* page;
      left -= page.length;
      if (page.length < PAGE) return;
      last = page.at(-1)?.record.seq ?? last;
    }
  }

  /** One page of the entries that a question is about. */
  async query(query: EntryQuery): Promise<EntryPage> {
    await this.#indexFor(query);
    const { start } = this.#archiver;
    return this.#search.page(start > 0 ? { ...query, after: Math.max(query.after ?? 0, start) } : query);
  }

  /** All entries that are meant, in order, read page by page; with no filter what `whole` gives. */
  async select(filter: EntryFilter): Promise<Iterable<LogPart>> {
    await this.#indexFor(filter);
    return Object.keys(filter).length > 0 ? this.#selected(filter) : this.whole();
  }

  /**
   * All that is needed to verify this log with any of its public keys: certificates of key changes, the bridge from what is
   * in an archive, if there is one, all entries, and a statement of where they end.
   */
  *whole(): Generator<LogPart, void> {
    yield* this.#beginning();
    yield* this.entries();
    yield* this.#end();
  }

  /** What `whole` gives, each part as JSON: entries need not be read for that, which costs several times as much. */
  *wholeJson(): Generator<string, void> {
    for (const part of this.#beginning()) yield JSON.stringify(part);
    let last = this.#archiver.start;
    for (;;) {
      const page = this.#entries.forwardJson(last, PAGE);
      for (const { json } of page) yield json;
      if (page.length < PAGE) break;
      last = page.at(-1)?.seq ?? last;
    }
    for (const part of this.#end()) yield JSON.stringify(part);
  }

  /**
   * Moves the oldest entries into a file in `directory`: those before a time, or as many as make the log fit into so many
   * bytes. Undefined if there are none. Rejects, with everything still in the log, if that cannot be done.
   */
  async archive(
    what: { readonly before: number } | { readonly bytes: number },
    directory: string,
  ): Promise<Archived | undefined> {
    if (this.#archiving) return undefined;
    const upTo = 'before' in what ? this.#archiver.lastBefore(what.before) : this.#archiver.lastAbove(what.bytes);
    if (upTo === 0) return undefined;
    this.#archiving = true;
    try {
      this.#projections.catchUp(); // what is not in the index cannot be taken out of it
      const first = this.#archiver.start + 1;
      const file = await this.#archiver.archive({
        ...{ upTo, directory, chain: this.#writer.state.chain, signer: this.#signer, publicKeys: this.publicKeys() },
        rotations: this.#rotations,
        select: (after, last) => this.entries({ after, limit: last - after }),
        record: (summary, args) =>
          this.append(systemEntry('log.archived', summary, { time: this.#options.now(), args })),
      });
      this.#checkpoint();
      await this.#clear();
      return { entries: upTo - first + 1, file };
    } finally {
      this.#archiving = false;
    }
  }

  counts(query: CountsQuery): AuditCounts {
    this.#projections.catchUp();
    return this.#counts.counts(query);
  }

  /**
   * Deletes texts that are stored apart from their entries, for good; resolves to how many. That they are gone is put on
   * record first.
   */
  async forget(filter: TextFilter): Promise<number> {
    const { attachments } = this.#entries;
    const found = attachments.find(filter);
    if (found.length === 0) return 0;
    const { names = ATTACHMENTS, session, before } = filter;
    const which = [
      ...(session === undefined ? [] : [`of session ${session}`]),
      ...(before === undefined ? [] : [`before ${new Date(before).toISOString()}`]),
    ].join(' ');
    const note = `${found.length} texts (${names.join(', ')}) ${which} were deleted; the entries themselves stay`;
    await this.append(systemEntry('texts.deleted', note, { time: this.#options.now(), args: filter }));
    attachments.delete(found);
    return found.length;
  }

  /** The keys that entries of this log may be signed with, 32 bytes each. */
  publicKeys(): Uint8Array[] {
    const rotated = this.#rotations.flatMap(({ from, to }) => [from, to]);
    return [...new Set([hex(this.#signer.publicKey), ...rotated])].map((key) => Buffer.from(key, 'hex'));
  }

  /** Signs with another key from now on; an entry that says so comes first, if need be once the disk takes it again. */
  rotate(signer: Signer, rotation: Rotation): void {
    this.#queue.drain();
    this.#rotations.push(rotation);
    this.#signer = signer;
    this.#writer.signWith(signer);
    this.#queue.putFirst(rotationNote(rotation, this.#options.now()));
  }

  /** Signed checkpoints, oldest first. */
  checkpoints(): SignedCheckpoint[] {
    return this.#checkpointer.read();
  }

  /** Writes what is queued and a last checkpoint, then closes the file. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    clearTimeout(this.#settled);
    this.#queue.close();
    this.#closed = true;
    this.#projections.catchUp();
    this.#texts.stop();
    this.#checkpoint();
    this.#db.close();
    await this.#owner.release();
  }

  /** How this log differs from what its last checkpoint states, if it does: entries are gone or others. */
  contradiction(): Problem | undefined {
    return this.#checkpointer.contradiction(this.#compared());
  }

  /**
   * Compares the log with a checkpoint that someone else kept, puts on record how it differs, and resolves to that. Whoever
   * kept it goes on with the newest: what was found is told once.
   */
  async compareWith(kept: SignedCheckpoint): Promise<Problem | undefined> {
    if (this.#recovered) return undefined; // told already, when the log was opened
    const problem = this.#checkpointer.contradictionWith(kept, this.#compared());
    if (problem) await this.startAfter(problem);
    return problem;
  }

  /** States how the log is now; the newest checkpoint. */
  checkpoint(): SignedCheckpoint | undefined {
    this.#checkpoint();
    return this.checkpoints().at(-1);
  }

  /** Puts on record, signed, what was found to be wrong with the log. A full disk must not keep the log from opening. */
  async startAfter(problem: Problem): Promise<void> {
    this.#recovered = problem;
    try {
      await this.append(problemNote(problem, this.#options.now()));
      this.#checkpoint();
    } catch (error) {
      if (!(error instanceof AuditWriteError)) throw error;
      this.#recovered = {
        ...problem,
        message: `${problem.message} This could not be put on record: ${error.message}.`,
      };
    }
  }

  *#selected(filter: EntryFilter): Generator<LogPart, void> {
    yield* this.#certificates();
    yield* this.#search.select(filter, this.#archiver.start);
  }

  /** What comes before the entries of a whole log. */
  #beginning(): (Certificate | Bridge)[] {
    const { bridge } = this.#archiver;
    return bridge ? [...this.#certificates(), bridge] : this.#certificates();
  }

  /** What comes after the entries of a whole log. */
  #end(): SignedCheckpoint[] {
    const { state } = this.#writer;
    return state.seq > 0 ? [this.#checkpointer.state(state, this.#signer)] : [];
  }

  #certificates(): Certificate[] {
    return this.#rotations.map((rotation) => ({ rotation }));
  }

  /** The entry that says how the signer's key followed that of the newest entry; undefined if it is the same, or swapped. */
  #changeFrom(keyId: string): EntryDraft | undefined {
    const to = hex(this.#signer.publicKey);
    const rotation = this.#rotations.find((each) => each.to === to && keyIdOf(Buffer.from(each.from, 'hex')) === keyId);
    return rotation && rotationNote(rotation, this.#options.now());
  }

  /** Brings in what the last engine did not come to. */
  #catchUp(): void {
    // Someone took entries away: the index is of others, and only the chain says so.
    if (this.#projections.index.indexedUntil() > this.#writer.state.seq) {
      this.#db.transaction(() => {
        this.#projections.reset();
        this.#texts.reset();
      });
    }
    this.#projections.catchUp();
  }

  /** Sessions and agents, as they are now. */
  #rollups(): Rollups {
    this.#projections.catchUp();
    return this.#projections.rollups;
  }

  /** Makes what a question asks for searchable. */
  async #indexFor(filter: EntryFilter): Promise<void> {
    if (asksForTexts(filter)) await this.#texts.catchUp();
    this.#projections.catchUp();
  }

  /** Deletes what is in an archive, a slice at a time. What a crash or a full disk leaves is deleted after the next start. */
  async #clear(): Promise<void> {
    try {
      let deleted = false;
      while (!this.#closed && this.#archiver.deleteSlice()) {
        deleted = true;
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (!deleted || this.#closed) return;
      this.#projections.rollups.forget();
      while (!this.#closed && this.#archiver.shrink()) await new Promise((resolve) => setImmediate(resolve));
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
    }
  }

  #checkpoint(): void {
    this.#checkpointer.write(this.#writer.state, this.#signer);
  }

  #compared(): ComparedLog {
    const newest = this.#entries.latest(1)[0];
    return {
      file: this.#options.file,
      keyId: this.#signer.keyId,
      ...(newest && !this.#queue.isOwing && { signedWith: newest.keyId }),
      keys: new Map(this.publicKeys().map((key) => [keyIdOf(key), key])),
      start: this.#archiver.start,
      hashAt: (seq) => this.#entries.forward(seq - 1, 1)[0]?.hash,
    };
  }
}

/** What is indexed later than the entry is stored. */
function asksForTexts({ text, place, kind }: EntryFilter): boolean {
  return text !== undefined || place !== undefined || (kind !== undefined && kind !== 'call');
}

/** As in every entry: the first 8 bytes of SHA-256 over the raw public key. */
function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

function rotationNote(rotation: Rotation, time: number): EntryDraft {
  const [from, to] = [rotation.from, rotation.to].map((key) => keyIdOf(Buffer.from(key, 'hex')));
  return systemEntry('key.rotated', `Key ${to} follows key ${from}`, { time, args: rotation });
}

function problemNote({ code, message, file }: Problem, time: number): EntryDraft {
  return systemEntry('audit-recovered', message, { time, args: { code, ...(file !== undefined && { file }) } });
}
