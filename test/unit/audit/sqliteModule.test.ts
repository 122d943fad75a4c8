import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { Syscalls } from '../../../engine/audit/hostFs.ts';
import { IMPORT_NAMES, WASM_SHA256 } from '../../../engine/audit/sqliteModule.ts';
import { WASM } from './helpers.ts';

/** What in the source of sql.js's own implementation tells each system call from all others. */
const SIGNATURES: Readonly<Record<keyof Syscalls, RegExp>> = {
  openat: /return \w+\(\w,\w,\w\)\.fd\}/,
  fd_close: /^function\((\w)\)\{try\{var (\w)=\w+\(\1\);\w+\(\2\);return 0\}/,
  fd_seek: /return 22;[^]*\.position\)/,
  fd_read: /\.read\)throw/,
  fd_write: /^function\(\w,\w,\w,\w\)[^]*new Uint8Array\(/,
  fd_sync: /fsync/,
  fcntl64: /switch[^]*case 13:case 14:/,
  fstat64: /^function\(\w,\w\)[^]*\w\?\?=/,
  stat64: /^function\((\w),(\w)\)\{try\{return \1=\w+\(\1\),\w+\(\2,\w+\(\1\)\)\}/,
  lstat64: /^function\((\w),(\w)\)\{try\{return \1=\w+\(\1\),\w+\(\2,\w+\(\1,!0\)\)\}/,
  newfstatat: /&256;[^]*&4096\)/,
  ftruncate64: /return-22;[^]*2097155/,
  unlinkat: /===512/,
  faccessat: /&-8\)/,
  readlinkat: /\.readlink\b/,
  fchmod: /^function\((\w),(\w)\)\{try\{var (\w)=\w+\(\1\);\w+\(\3,\3\.node,\2\);return 0\}/,
  fchown32: /^function\(\w\)[^]*timestamp:Date\.now\(\)/,
};

describe('the SQLite that is shipped', () => {
  it('is the file that the code was written for', () => {
    assert.equal(createHash('sha256').update(readFileSync(WASM)).digest('hex'), WASM_SHA256);
    const { version } = JSON.parse(readFileSync(WASM.replace('dist/sql-wasm.wasm', 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(version, '1.16.0');
  });

  it('imports each system call under the name that is replaced', async () => {
    // A fresh copy of the glue: it can be instantiated once only, and this one never is.
    const require = createRequire(import.meta.url);
    const glue = require('sql.js') as (options: object) => Promise<unknown>;
    const imports = await new Promise<Record<string, Record<string, unknown>>>((resolve) => {
      void glue({ instantiateWasm: (found: Record<string, Record<string, unknown>>) => (resolve(found), {}) });
    });
    const functions = Object.entries(imports.a ?? {}).map(([letter, code]) => [letter, String(code)] as const);
    for (const [name, signature] of Object.entries(SIGNATURES)) {
      const letters = functions.filter(([, code]) => signature.test(code)).map(([letter]) => letter);
      assert.deepEqual(letters, [IMPORT_NAMES[name as keyof Syscalls]], name);
    }
  });
});
