import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import initSqlJs from 'sql.js';
import { HostFiles } from './hostFiles.ts';
import { hostSyscalls, type Syscalls } from './hostFs.ts';

/** `sql-wasm.wasm` of sql.js 1.16.0 (SQLite 3.54.1). The letters below are right for exactly this file. */
export const WASM_SHA256 = '43bbcdd44287e5a2db3b6b5af34b1a3485a7a441285d247976c1ebe3c61f8dbf';

/** Under which minified name the module imports each system call. A test derives these from the glue's source. */
export const IMPORT_NAMES: Readonly<Record<keyof Syscalls, string>> = {
  openat: 'x',
  fd_close: 'e',
  fd_seek: 'E',
  fd_read: 't',
  fd_write: 'q',
  fd_sync: 'K',
  fcntl64: 'b',
  fstat64: 'g',
  stat64: 'N',
  lstat64: 'M',
  newfstatat: 'L',
  ftruncate64: 'J',
  unlinkat: 'o',
  faccessat: 'D',
  readlinkat: 's',
  fchmod: 'j',
  fchown32: 'h',
};
const IMPORT_GROUP = 'a';

/** The C functions of SQLite that sql.js exports and we call. Pointers and result codes are numbers. */
export interface SqliteApi {
  _malloc(size: number): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  _sqlite3_open(name: number, out: number): number;
  _sqlite3_close_v2(db: number): number;
  _sqlite3_errmsg(db: number): number;
  _sqlite3_exec(db: number, sql: number, callback: number, argument: number, error: number): number;
  _sqlite3_prepare_v2(db: number, sql: number, length: number, out: number, tail: number): number;
  _sqlite3_finalize(statement: number): number;
  _sqlite3_step(statement: number): number;
  _sqlite3_reset(statement: number): number;
  _sqlite3_clear_bindings(statement: number): number;
  _sqlite3_bind_blob(statement: number, index: number, data: number, size: number, destructor: number): number;
  _sqlite3_bind_text(statement: number, index: number, data: number, size: number, destructor: number): number;
  _sqlite3_bind_double(statement: number, index: number, value: number): number;
  _sqlite3_bind_int(statement: number, index: number, value: number): number;
  _sqlite3_column_type(statement: number, index: number): number;
  _sqlite3_column_double(statement: number, index: number): number;
  _sqlite3_column_text(statement: number, index: number): number;
  _sqlite3_column_blob(statement: number, index: number): number;
  _sqlite3_column_bytes(statement: number, index: number): number;
}

export interface SqliteModule {
  readonly api: SqliteApi;
  readonly memory: WebAssembly.Memory;
  readonly files: HostFiles;
}

let loaded: Promise<SqliteModule> | undefined;

/**
 * SQLite with real files. sql.js can be instantiated once per thread, so all databases of a thread share the instance.
 * Rejects if the wasm file is not the one that this program was built for.
 */
export async function loadSqlite(wasmPath: string): Promise<SqliteModule> {
  if (loaded) return loaded;
  const wasm = await readFile(wasmPath);
  const sha256 = createHash('sha256').update(wasm).digest('hex');
  if (sha256 !== WASM_SHA256) {
    throw new Error(
      `${wasmPath} is not the SQLite that this version was built for (SHA-256 ${sha256}). Reinstall Oktsec.`,
    );
  }
  loaded ??= instantiate(wasm);
  return loaded;
}

async function instantiate(wasm: Uint8Array): Promise<SqliteModule> {
  const module = await WebAssembly.compile(wasm);
  const files = new HostFiles();
  let memory: WebAssembly.Memory | undefined;
  const liveMemory = () => {
    if (!memory) throw new Error('SQLite has not been instantiated');
    return memory;
  };
  const sql = await initSqlJs({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, withHostFiles(imports, files, liveMemory));
      memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      done(instance);
      return instance.exports;
    },
  });
  // The types of sql.js stop at its own Database class, which we do not use.
  return { api: sql as unknown as SqliteApi, memory: liveMemory(), files };
}

function withHostFiles(
  imports: WebAssembly.Imports,
  files: HostFiles,
  memory: () => WebAssembly.Memory,
): WebAssembly.Imports {
  const group = { ...imports[IMPORT_GROUP] };
  const fallback: Record<string, WebAssembly.ImportValue | undefined> = {};
  for (const [name, letter] of Object.entries(IMPORT_NAMES)) fallback[name] = group[letter];
  const ours = hostSyscalls(files, memory, fallback as unknown as Syscalls);
  for (const [name, letter] of Object.entries(IMPORT_NAMES)) group[letter] = ours[name as keyof Syscalls];
  return { ...imports, [IMPORT_GROUP]: group };
}
