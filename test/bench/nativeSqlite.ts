import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binder, Query, Row, Sql, Statement } from '../../engine/audit/sqlite.ts';
import { cached } from '../support/cache.ts';

/** 13 and later do not run on Node 20. */
const VERSION = '12.11.1';

/** Of better-sqlite3, what is used here. */
interface NativeStatement {
  run(...parameters: unknown[]): unknown;
  iterate(...parameters: unknown[]): IterableIterator<unknown[]>;
  raw(): NativeStatement;
  readonly reader: boolean;
}
interface NativeDatabase {
  exec(sql: string): unknown;
  pragma(sql: string): unknown;
  prepare(sql: string): NativeStatement;
  close(): void;
}

/**
 * better-sqlite3 as a yardstick: SQLite compiled for this machine. It is no dependency of the project, because installing it
 * takes a compiler and minutes: it is built into the cache of test tools the first time. Undefined where that fails.
 */
export async function openNative(file: string): Promise<(Sql & { close(): void }) | undefined> {
  const folder = await built();
  if (folder === undefined) return undefined;
  const load = createRequire(path.join(folder, 'package.json'));
  const Native = load('better-sqlite3') as new (file: string) => NativeDatabase;
  const db = new Native(file);
  for (const setting of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL', 'cache_size = -16384'])
    db.pragma(setting);
  return new NativeSql(db);
}

async function built(): Promise<string | undefined> {
  try {
    return await cached(`better-sqlite3-${VERSION}`, async (folder) => {
      writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
      const npm = (args: readonly string[], env = process.env) =>
        promisify(execFile)('npm', ['install', ...args, '--no-audit', '--no-fund'], { cwd: folder, env });
      // Its own binary comes from a host that need not be reachable, and so would the headers to compile one.
      const npm_config_nodedir = await headers(folder, npm);
      await npm([`better-sqlite3@${VERSION}`], { ...process.env, npm_config_nodedir });
    });
  } catch (error) {
    console.error(`better-sqlite3 could not be built here: ${String(error).slice(0, 300)}`);
    return undefined;
  }
}

/** Where Node's own headers are: beside the program, as Node is handed out, else from npm, which has the whole of it too. */
async function headers(folder: string, npm: (args: readonly string[]) => Promise<unknown>): Promise<string> {
  const beside = path.resolve(process.execPath, '../..');
  if (existsSync(path.join(beside, 'include/node/node.h'))) return beside;
  const name = `node-${process.platform}-${process.arch}`;
  await npm([`${name}@${process.versions.node}`, '--ignore-scripts']);
  return path.join(folder, 'node_modules', name);
}

class NativeSql implements Sql {
  readonly #db: NativeDatabase;

  constructor(db: NativeDatabase) {
    this.#db = db;
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  statement<P>(sql: string, bind: (to: Binder, parameters: P) => unknown): Statement<P> {
    const prepared = this.#db.prepare(sql);
    const values = new Values();
    const isNumbered = NUMBERED.test(sql);
    return {
      run: (parameters) => {
        bind(values.restart(), parameters);
        prepared.run(...values.given(isNumbered));
      },
    };
  }

  query<P, T>(sql: string, bind: (to: Binder, parameters: P) => unknown, decode: (row: Row) => T): Query<P, T> {
    const prepared = this.#db.prepare(sql).raw();
    const rows = (parameters: P, limit: number): T[] => {
      const values = new Values();
      bind(values, parameters);
      const found: T[] = [];
      for (const row of prepared.iterate(...values.given(NUMBERED.test(sql)))) {
        found.push(decode(new Cells(row)));
        if (found.length === limit) break;
      }
      return found;
    };
    return { all: (parameters) => rows(parameters, Infinity), first: (parameters) => rows(parameters, 1)[0] };
  }

  rows<T>(sql: string, bind: (to: Binder) => unknown, decode: (row: Row) => T): T[] {
    return this.query(sql, (to) => bind(to), decode).all(undefined);
  }

  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    const result = work();
    this.#db.exec('COMMIT');
    return result;
  }

  unsynced<T>(work: () => T): T {
    this.#db.pragma('synchronous = NORMAL');
    const result = this.transaction(work);
    this.#db.pragma('synchronous = FULL');
    return result;
  }

  close(): void {
    this.#db.close();
  }
}

/** Parameters by number (`?1`) are names to it. */
const NUMBERED = /\?\d/;

class Values implements Binder {
  #all: unknown[] = [];

  restart(): this {
    this.#all = [];
    return this;
  }
  given(isNumbered: boolean): unknown[] {
    return isNumbered ? [Object.fromEntries(this.#all.map((value, i) => [i + 1, value]))] : this.#all;
  }
  int(value: number | undefined): this {
    this.#all.push(value ?? null);
    return this;
  }
  text(value: string | undefined): this {
    this.#all.push(value ?? null);
    return this;
  }
  blob(value: Uint8Array | undefined): this {
    this.#all.push(value ?? null);
    return this;
  }
}

class Cells implements Row {
  readonly #cells: readonly unknown[];

  constructor(cells: readonly unknown[]) {
    this.#cells = cells;
  }
  int(column: number): number {
    return Number(this.#cells[column]);
  }
  text(column: number): string {
    return String(this.#cells[column]);
  }
  blob(column: number): Uint8Array {
    return this.#cells[column] as Uint8Array;
  }
  isNull(column: number): boolean {
    return this.#cells[column] === null;
  }
}
