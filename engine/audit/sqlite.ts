import { statSync } from 'node:fs';
import { loadSqlite, type SqliteApi, type SqliteModule } from './sqliteModule.ts';

/**
 * Gives a statement its parameters, in order; `undefined` is NULL. One method per type instead of a dispatch on
 * `typeof`: with that, V8 11.3 (Node 20) compiles inlined WebAssembly calls to code that reads numbers as strings.
 */
export interface Binder {
  /** A safe integer. */
  int(value: number | undefined): this;
  text(value: string | undefined): this;
  blob(value: Uint8Array | undefined): this;
}

/** Reads the columns of the current row, 0-based. Valid only inside the decoder. */
export interface Row {
  int(column: number): number;
  text(column: number): string;
  /** A copy. */
  blob(column: number): Uint8Array;
  isNull(column: number): boolean;
}

const RESULT = { ok: 0, row: 100, done: 101 };
const TYPE_NULL = 5;
/** Statements of questions that are kept prepared. */
const MAX_KEPT = 64;
/** SQLITE_STATIC: the caller keeps the memory until the statement is reset. */
const STATIC = 0;

/** SQLite's primary result codes that we act upon. */
export const SQLITE = { readonly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  /** Primary result code. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** A write that returns no rows. */
export interface Statement<P> {
  run(parameters: P): void;
}

export interface Query<P, T> {
  all(parameters: P): T[];
  first(parameters: P): T | undefined;
}

/** What the log needs of a database; every call is synchronous and throws when it fails. */
export interface Sql {
  /** Runs statements without parameters and results. */
  exec(sql: string): void;
  /** Prepares a write; kept until the database is closed. */
  statement<P = void>(sql: string, bind: (to: Binder, parameters: P) => unknown): Statement<P>;
  /** Prepares a question; `decode` turns a row into what the caller wants. */
  query<P, T>(sql: string, bind: (to: Binder, parameters: P) => unknown, decode: (row: Row) => T): Query<P, T>;
  /** Asks once: for questions whose SQL differs from one to the next. */
  rows<T>(sql: string, bind: (to: Binder) => unknown, decode: (row: Row) => T): T[];
  /** All of `work` is durable on return, or none of it is there. */
  transaction<T>(work: () => T): T;
  /** The same without a sync: a power cut may undo it, up to the next transaction that is durable. */
  unsynced<T>(work: () => T): T;
}

/**
 * One SQLite database on a real file: write-ahead log, `synchronous=FULL`, exclusive. Every call is synchronous and
 * throws `SqliteError`. The caller ensures that nothing else has the file open (see fileOwner.ts).
 */
export class Database implements Sql {
  readonly #api: SqliteApi;
  readonly #heap: Heap;
  readonly #db: number;
  readonly #unmount: () => void;
  readonly #statements: RawStatement[] = [];
  /** Statements of `rows` that were asked lately, by their SQL. */
  readonly #asked = new Map<string, RawStatement>();
  readonly #begin: Statement<void>;
  readonly #commit: Statement<void>;
  #open = true;

  private constructor(module: SqliteModule, file: string) {
    this.#api = module.api;
    this.#heap = new Heap(module);
    this.#unmount = () => module.files.unmount(name);
    const name = module.files.mount(file);
    const out = this.#api._malloc(4);
    const text = this.#api.stringToNewUTF8(name);
    const code = this.#api._sqlite3_open(text, out);
    this.#db = this.#heap.pointer(out);
    this.#api._free(text);
    this.#api._free(out);
    if (code !== RESULT.ok) this.#fail(code);
    this.#begin = this.statement('BEGIN IMMEDIATE', () => undefined);
    this.#commit = this.statement('COMMIT', () => undefined);
  }

  /** Opens or creates `file`. `wasmPath` is sql.js's `sql-wasm.wasm`; `cacheKib` bounds the page cache. */
  static async open(file: string, wasmPath: string, cacheKib = 16_384): Promise<Database> {
    const isNew = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
    const db = new Database(await loadSqlite(wasmPath), file);
    try {
      // Exclusive comes first: the write-ahead log then needs no shared memory, which WebAssembly cannot map.
      db.exec('PRAGMA locking_mode = EXCLUSIVE');
      // A log whose entries were archived can shrink; that must be said before there is anything in the file.
      if (isNew) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
      db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${cacheKib};
               PRAGMA temp_store = MEMORY;`);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Runs statements without parameters and results. */
  exec(sql: string): void {
    const text = this.#api.stringToNewUTF8(sql);
    const code = this.#api._sqlite3_exec(this.#db, text, 0, 0, 0);
    this.#api._free(text);
    if (code !== RESULT.ok) this.#fail(code);
  }

  /** Prepares a write; finalised when the database is closed. */
  statement<P = void>(sql: string, bind: (to: Binder, parameters: P) => unknown): Statement<P> {
    const raw = this.#prepare(sql);
    return {
      run: (parameters) => {
        try {
          bind(raw.begin(), parameters);
          while (raw.step());
        } finally {
          raw.reset();
        }
      },
    };
  }

  /** Prepares a question; `decode` turns a row into what the caller wants. */
  query<P, T>(sql: string, bind: (to: Binder, parameters: P) => unknown, decode: (row: Row) => T): Query<P, T> {
    const raw = this.#prepare(sql);
    const rows = (parameters: P, limit: number): T[] => {
      const found: T[] = [];
      try {
        bind(raw.begin(), parameters);
        while (found.length < limit && raw.step()) found.push(decode(raw));
      } finally {
        raw.reset();
      }
      return found;
    };
    return { all: (parameters) => rows(parameters, Infinity), first: (parameters) => rows(parameters, 1)[0] };
  }

  /** For questions that people ask, whose SQL differs from one to the next: prepared when asked, kept for a while. */
  rows<T>(sql: string, bind: (to: Binder) => unknown, decode: (row: Row) => T): T[] {
    const raw = this.#asked.get(sql) ?? this.#compile(sql);
    this.#asked.delete(sql); // while it is in use it is nobody else's
    const found: T[] = [];
    try {
      bind(raw.begin());
      while (raw.step()) found.push(decode(raw));
    } catch (error) {
      raw.finalize();
      throw error;
    }
    raw.reset();
    this.#keep(sql, raw);
    return found;
  }

  /** All of `work` is durable on return, or none of it is there. */
  transaction<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      try {
        this.exec('ROLLBACK');
      } catch (rollback) {
        // SQLite has already rolled back when the disk was full or failed; the first error is the one to tell.
        if (!(rollback instanceof SqliteError)) throw rollback;
      }
      throw error;
    }
  }

  /** The same without a sync: a power cut may undo it, up to the next transaction that is durable. */
  unsynced<T>(work: () => T): T {
    this.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.exec('PRAGMA synchronous = FULL');
    }
  }

  /** Bytes of WebAssembly memory in use. */
  get memoryBytes(): number {
    return this.#heap.bytes;
  }

  /** Writes the log back into the file and closes it. Idempotent. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const statement of [...this.#statements, ...this.#asked.values()]) statement.finalize();
    this.#api._sqlite3_close_v2(this.#db);
    this.#heap.release();
    this.#unmount();
  }

  /** Compiles a statement that is kept until the database is closed. */
  #prepare(sql: string): RawStatement {
    const statement = this.#compile(sql);
    this.#statements.push(statement);
    return statement;
  }

  #keep(sql: string, statement: RawStatement): void {
    this.#asked.get(sql)?.finalize();
    this.#asked.set(sql, statement);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size <= MAX_KEPT || oldest === undefined) return;
    this.#asked.get(oldest)?.finalize();
    this.#asked.delete(oldest);
  }

  #compile(sql: string): RawStatement {
    const out = this.#api._malloc(4);
    const text = this.#api.stringToNewUTF8(sql);
    const code = this.#api._sqlite3_prepare_v2(this.#db, text, -1, out, 0);
    const handle = this.#heap.pointer(out);
    this.#api._free(text);
    this.#api._free(out);
    if (code !== RESULT.ok) this.#fail(code);
    return new RawStatement(this.#api, this.#heap, handle, (failed) => this.#fail(failed));
  }

  #fail(code: number): never {
    throw new SqliteError(code & 0xff, this.#heap.text(this.#api._sqlite3_errmsg(this.#db)));
  }
}

class RawStatement implements Row {
  readonly #api: SqliteApi;
  readonly #heap: Heap;
  readonly #handle: number;
  readonly #binder: HeapBinder;
  readonly #fail: (code: number) => never;
  #finalized = false;

  constructor(api: SqliteApi, heap: Heap, handle: number, fail: (code: number) => never) {
    this.#api = api;
    this.#heap = heap;
    this.#handle = handle;
    this.#binder = new HeapBinder(api, heap, handle, fail);
    this.#fail = fail;
  }

  /** A binder that starts at the first parameter. */
  begin(): Binder {
    if (this.#finalized) throw new Error('the database has been closed');
    this.#binder.restart();
    return this.#binder;
  }

  /** True while there is a row to read. */
  step(): boolean {
    const code = this.#api._sqlite3_step(this.#handle);
    if (code === RESULT.row) return true;
    return code === RESULT.done ? false : this.#fail(code);
  }

  reset(): void {
    if (this.#finalized) return;
    this.#api._sqlite3_reset(this.#handle);
    this.#api._sqlite3_clear_bindings(this.#handle);
  }

  finalize(): void {
    this.#finalized = true;
    this.#api._sqlite3_finalize(this.#handle);
  }

  int(column: number): number {
    return this.#api._sqlite3_column_double(this.#handle, column);
  }

  text(column: number): string {
    const start = this.#api._sqlite3_column_text(this.#handle, column);
    return this.#heap.decode(start, this.#api._sqlite3_column_bytes(this.#handle, column));
  }

  blob(column: number): Uint8Array {
    const start = this.#api._sqlite3_column_blob(this.#handle, column);
    return this.#heap.copy(start, this.#api._sqlite3_column_bytes(this.#handle, column));
  }

  isNull(column: number): boolean {
    return this.#api._sqlite3_column_type(this.#handle, column) === TYPE_NULL;
  }
}

/** Binds without SQLite copying anything: values lie in the heap's scratch memory until the next `restart`. */
class HeapBinder implements Binder {
  readonly #api: SqliteApi;
  readonly #heap: Heap;
  readonly #handle: number;
  readonly #fail: (code: number) => never;
  #index = 0;

  constructor(api: SqliteApi, heap: Heap, handle: number, fail: (code: number) => never) {
    this.#api = api;
    this.#heap = heap;
    this.#handle = handle;
    this.#fail = fail;
  }

  restart(): void {
    this.#heap.clearScratch();
    this.#index = 0;
  }

  int(value: number | undefined): this {
    this.#index++;
    if (value === undefined) return this; // the last reset left NULL there
    if (!Number.isSafeInteger(value)) throw new RangeError(`Only safe integers can be stored, not ${value}`);
    return this.#done(this.#api._sqlite3_bind_double(this.#handle, this.#index, value));
  }

  text(value: string | undefined): this {
    this.#index++;
    if (value === undefined) return this;
    const start = this.#heap.reserve(value.length * 3);
    const size = this.#heap.writeText(value, start);
    return this.#done(this.#api._sqlite3_bind_text(this.#handle, this.#index, start, size, STATIC));
  }

  blob(value: Uint8Array | undefined): this {
    this.#index++;
    if (value === undefined) return this;
    const start = this.#heap.reserve(value.length);
    this.#heap.writeBytes(value, start);
    return this.#done(this.#api._sqlite3_bind_blob(this.#handle, this.#index, start, value.length, STATIC));
  }

  #done(code: number): this {
    return code === RESULT.ok ? this : this.#fail(code);
  }
}

/** The module's memory, with a scratch buffer for bound values. */
class Heap {
  readonly #api: SqliteApi;
  readonly #memory: WebAssembly.Memory;
  readonly #encoder = new TextEncoder();
  #bytes: Buffer = Buffer.alloc(0);
  #scratch = 0;
  #capacity = 0;
  #used = 0;
  /** Scratch buffers that became too small while values in them were still bound. */
  #outgrown: number[] = [];

  constructor(module: SqliteModule) {
    this.#api = module.api;
    this.#memory = module.memory;
  }

  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  clearScratch(): void {
    this.#used = 0;
    if (this.#outgrown.length === 0) return;
    for (const pointer of this.#outgrown) this.#api._free(pointer);
    this.#outgrown = [];
  }

  release(): void {
    this.clearScratch();
    if (this.#scratch) this.#api._free(this.#scratch);
    this.#scratch = this.#capacity = 0;
  }

  /** Address of `size` scratch bytes. */
  reserve(size: number): number {
    if (this.#used + size >= this.#capacity) {
      if (this.#scratch) this.#outgrown.push(this.#scratch);
      this.#capacity = Math.max(65_536, size * 2);
      this.#scratch = this.#api._malloc(this.#capacity);
      this.#used = 0;
    }
    const start = this.#scratch + this.#used;
    this.#used += size;
    return start;
  }

  /** Writes UTF-8; returns its size. */
  writeText(text: string, at: number): number {
    return this.#encoder.encodeInto(text, this.#view().subarray(at)).written;
  }

  writeBytes(data: Uint8Array, at: number): void {
    this.#view().set(data, at);
  }

  pointer(at: number): number {
    return new DataView(this.#memory.buffer).getUint32(at, true);
  }

  /** Zero-terminated text. */
  text(at: number): string {
    return this.decode(at, this.#view().indexOf(0, at) - at);
  }

  decode(at: number, length: number): string {
    return this.#view().toString('utf8', at, at + length);
  }

  copy(at: number, length: number): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#view(), at, at + length);
  }

  /** Growing the memory detaches its old buffer. */
  #view(): Buffer {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = Buffer.from(this.#memory.buffer);
    return this.#bytes;
  }
}
