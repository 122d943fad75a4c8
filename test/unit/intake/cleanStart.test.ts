import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isCleanStartArch } from '../../../engine/clients/launcherCommand.ts';
import { cleanStart } from '../../../engine/intake/cleanStart.ts';

const { arch, platform } = process;
const runs = platform === 'linux' && isCleanStartArch(arch);

/** By running it: what it is made of says nothing. */
describe('what starts the hook command without the variables that have other code run', { skip: !runs }, () => {
  let folder: string;
  let clean: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'oktsec-clean-'));
    clean = path.join(folder, 'oktsec-clean');
    if (isCleanStartArch(arch)) writeFileSync(clean, cleanStart(arch), { mode: 0o700 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
    spawnSync(clean, args, { env, input, encoding: 'utf8' });

  it('drops them, keeps all others in their order, and the system loads nothing', () => {
    const kept = { HOME: '/home/u', LD: '1', L: '2', ENVX: '3', PATH: '/usr/bin', NODE: '4', EMPTY: '' };
    const dropped = {
      LD_PRELOAD: '/nowhere/evil.so',
      LD_AUDIT: '/nowhere/evil.so',
      BASH_ENV: '/nowhere/evil.sh',
      'BASH_FUNC_exit%%': '() { :; }',
      ENV: '/nowhere/evil.sh',
      NODE_OPTIONS: '--require /nowhere/evil.js',
      OPENSSL_CONF: '/nowhere/evil.cnf',
      FUNCNEST: '1',
      TMOUT: '1',
    };
    const { status, stdout, stderr } = start(['/usr/bin/env'], { ...dropped, ...kept });
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(
      stdout.trimEnd().split('\n'),
      Object.entries(kept).map(([name, value]) => `${name}=${value}`),
    );
  });

  it('passes arguments, input and exit codes on as they are', () => {
    const { status, stdout } = start(['/bin/sh', '-c', 'cat; echo "$1|$2"; exit 2', 'sh', "a b'c", ''], {}, 'event\n');
    assert.deepEqual([status, stdout], [2, "event\na b'c|\n"]);
  });

  it('fails where the hook command is gone, which blocks the call, and denies where it is told of none', () => {
    assert.equal(start(['/nowhere/oktsec-hook', 'claude-code']).status, 126);
    assert.equal(start([]).status, 2);
  });

  it('works with an empty environment and with a very large one', () => {
    assert.equal(start(['/usr/bin/env']).stdout, '');
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [i % 2 ? `LD_${i}` : `V${i}`, 'x']));
    assert.equal(start(['/usr/bin/env'], many).stdout.trimEnd().split('\n').length, 1000);
  });
});

describe('what starts the hook command on other processors', () => {
  for (const each of ['x64', 'arm64'] as const) {
    it(`is a program for ${each} of one piece that cannot be written to, with a stack that cannot be run`, () => {
      const program = cleanStart(each);
      assert.equal(program.readUInt16LE(18), each === 'x64' ? 62 : 183);
      assert.equal(program.readUInt16LE(56), 2);
      assert.deepEqual([program.readUInt32LE(64), program.readUInt32LE(68)], [1, 5]);
      assert.equal(program.readBigUInt64LE(64 + 32), BigInt(program.length));
      assert.equal(program.readUInt32LE(120 + 4), 6);
    });
  }
});
