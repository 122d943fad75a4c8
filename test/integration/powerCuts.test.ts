import assert from 'node:assert/strict';
import fs, { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { verifyEntries } from '../../engine/audit/verify.ts';
import { draft, openLog, temporaryDirectory } from '../unit/audit/helpers.ts';
import { chances } from '../support/chances.ts';

/** How many power cuts; `npm run test:faults` asks for more. */
const CUTS = Number(process.env.OKTSEC_POWER_CUTS ?? 60);
const SECTOR = 512;

type Operation =
  | { readonly kind: 'create' | 'sync' | 'unlink'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  /** Until here the log has answered for so many entries. */
  | { readonly kind: 'acknowledged'; readonly entries: number };

/** Notes, in order, what is done to the files of `directory` through the functions that the log uses. */
function recordOperations(t: TestContext, directory: string): Operation[] {
  const operations: Operation[] = [];
  const names = new Map<number, string>();
  const ours = (name: fs.PathLike) => name.toString().startsWith(path.join(directory, 'oktsec.db'));
  const original = { ...fs };
  const inDirectory = (fd: number, note: (file: string) => void) => {
    const file = names.get(fd);
    if (file !== undefined) note(file);
  };
  t.mock.method(fs, 'openSync', (name: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode) => {
    const isNew = !original.existsSync(name);
    const fd = original.openSync(name, flags, mode);
    if (ours(name) && original.fstatSync(fd).isFile()) {
      const file = path.basename(name.toString());
      names.set(fd, file);
      if (isNew) operations.push({ kind: 'create', file });
    }
    return fd;
  });
  t.mock.method(fs, 'closeSync', (fd: number) => {
    names.delete(fd);
    original.closeSync(fd);
  });
  t.mock.method(fs, 'writeSync', (fd: number, data: Uint8Array, offset: number, length: number, at: number) => {
    const written = original.writeSync(fd, data, offset, length, at);
    inDirectory(fd, (file) =>
      operations.push({ kind: 'write', file, at, data: Buffer.from(data.subarray(offset, offset + written)) }),
    );
    return written;
  });
  t.mock.method(fs, 'fsyncSync', (fd: number) => {
    original.fsyncSync(fd);
    inDirectory(fd, (file) => operations.push({ kind: 'sync', file }));
  });
  t.mock.method(fs, 'ftruncateSync', (fd: number, size = 0) => {
    original.ftruncateSync(fd, size);
    inDirectory(fd, (file) => operations.push({ kind: 'truncate', file, size }));
  });
  t.mock.method(fs, 'unlinkSync', (name: fs.PathLike) => {
    original.unlinkSync(name);
    if (ours(name)) operations.push({ kind: 'unlink', file: path.basename(name.toString()) });
  });
  return operations;
}

/** A file on a disk: what is certainly there, and what was written since without a sync. */
class DiskFile {
  #content = Buffer.alloc(1 << 16);
  #size = 0;
  #pending: Operation[] = [];

  note(operation: Operation): void {
    if (operation.kind === 'write' || operation.kind === 'truncate') this.#pending.push(operation);
    if (operation.kind !== 'sync') return;
    for (const each of this.#pending) this.#apply(each, () => true);
    this.#pending = [];
  }

  /** What is found when the power is back: of what was not synced, any sectors or none. */
  afterPowerCut(chance: () => number): Buffer {
    const found = new DiskFile();
    found.#content = Buffer.from(this.#content);
    found.#size = this.#size;
    const kept = chance();
    for (const each of this.#pending) found.#apply(each, () => chance() < kept);
    return found.#content.subarray(0, found.#size);
  }

  #apply(operation: Operation, reaches: () => boolean): void {
    if (operation.kind === 'truncate' && reaches()) {
      this.#grow(operation.size);
      this.#content.fill(0, operation.size);
      this.#size = operation.size;
    }
    if (operation.kind !== 'write') return;
    for (let from = 0; from < operation.data.length; from += SECTOR) {
      if (!reaches()) continue;
      const sector = operation.data.subarray(from, from + SECTOR);
      this.#grow(operation.at + from + sector.length);
      sector.copy(this.#content, operation.at + from);
    }
  }

  #grow(size: number): void {
    if (size > this.#content.length) this.#content = Buffer.concat([this.#content, Buffer.alloc(size)]);
    this.#size = Math.max(this.#size, size);
  }
}

/** The disk as `operations` leave it, one after the other. */
class Disk {
  readonly files = new Map<string, DiskFile>();

  note(operation: Operation): void {
    if (operation.kind === 'acknowledged') return;
    const file = this.files.get(operation.file) ?? new DiskFile();
    this.files.set(operation.file, file);
    if (operation.kind === 'unlink') this.files.delete(operation.file);
    else file.note(operation);
  }
}

describe('audit log when the power fails', () => {
  it(`loses nothing that it acknowledged, ${CUTS} times`, async (t) => {
    const directory = temporaryDirectory(t);
    const operations = recordOperations(t, directory);
    const log = await openLog(t, directory);
    const opened = operations.length;
    const padding = 'x'.repeat(8000); // so that the write-ahead log is carried over more than once
    for (let batch = 0, n = 0; batch < 60; batch++) {
      const size = 1 + ((batch * 7) % 20);
      await Promise.all(Array.from({ length: size }, () => log.append(draft(++n, { args: { padding } }))));
      operations.push({ kind: 'acknowledged', entries: n });
    }
    const rewritten = operations.filter((each) => each.kind === 'write' && each.file === 'oktsec.db').length;
    t.mock.restoreAll();
    await log.close();
    assert.ok(rewritten > 100, 'the write-ahead log was carried over');

    const chance = chances(4);
    const moments = Array.from({ length: CUTS }, () => opened + Math.floor(chance() * (operations.length - opened)));
    const disk = new Disk();
    let done = 0;
    let acknowledged = 0;
    for (const [cut, at] of moments.sort((a, b) => a - b).entries()) {
      for (const operation of operations.slice(done, at)) {
        disk.note(operation);
        if (operation.kind === 'acknowledged') acknowledged = operation.entries;
      }
      done = at;
      const rebuilt = path.join(directory, `cut-${cut}`);
      mkdirSync(rebuilt);
      for (const [name, file] of disk.files) writeFileSync(path.join(rebuilt, name), file.afterPowerCut(chance));
      const survivor = await openLog(t, rebuilt);
      const where = `cut ${cut} after operation ${at}`;
      assert.equal(survivor.recovered, undefined, where);
      assert.ok(survivor.count() >= acknowledged, `${where}: ${survivor.count()} of ${acknowledged} entries`);
      const report = await verifyEntries(survivor.entries({ after: 0 }), survivor.publicKeys());
      assert.deepEqual([report.fault, report.entries], [undefined, survivor.count()], where);
      assert.equal(survivor.agents()[0]?.calls ?? 0, survivor.count(), `${where}: what is derived is of all entries`);
      await survivor.close();
      fs.rmSync(rebuilt, { recursive: true });
    }
  });
});
