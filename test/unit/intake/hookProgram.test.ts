import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nativeArch } from '../../../engine/clients/launcherCommand.ts';
import { installLauncher } from '../../../engine/intake/launcher.ts';
import { PROGRAMS, SOURCE } from '../../../engine/intake/native/hookProgram.ts';
import { freshFolder } from '../../support/environment.ts';

const arch = nativeArch(process.platform, process.arch);

/** What it leaves to the script; what it asks the engine is tested with all other ways of the hook command. */
describe('the program that is the hook command on Linux', { skip: arch === undefined }, () => {
  let home: string;
  let bin: string;
  let program: string;
  before(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'oktsec-program-'));
    bin = path.join(home, 'bin');
    mkdirSync(bin);
    program = path.join(bin, 'oktsec-clean');
    if (arch) writeFileSync(program, Buffer.from(PROGRAMS[arch].join(''), 'base64'), { mode: 0o700 });
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const leaves = (script: string) => writeFileSync(path.join(bin, 'oktsec-hook.sh'), script, { mode: 0o700 });
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
    spawnSync(program, args, { env, input, encoding: 'utf8', maxBuffer: 8e6 });

  it('keeps from the script what has the system, a shell or Node run other code, and no other variable', () => {
    leaves('#!/bin/sh\nexec cat /proc/self/environ\n');
    const kept = { HOME: '/home/u', LD: '1', L: '2', ENVX: '3', PATH: '/usr/bin:/bin', NODE: '4', EMPTY: '' };
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
    const { status, stdout, stderr } = start(['claude-code'], { ...dropped, ...kept });
    assert.deepEqual([status, stderr], [0, '']);
    const seen = stdout.split('\0').filter((line) => line !== '' && !/^(PWD|OLDPWD|_)=/.test(line));
    const expected = Object.entries(kept).map(([name, value]) => `${name}=${value}`);
    assert.deepEqual(seen.sort(), expected.sort());
  });

  it('leaves the event, the arguments and the exit code to the script, however it was started', () => {
    leaves('#!/bin/sh\ncat\nprintf "|%s" "$@"\nexit 2\n');
    for (const before of [[], [path.join(bin, 'oktsec-hook')]]) {
      const { status, stdout } = start([...before, 'claude-code', 'notice'], {}, 'an event\n');
      assert.deepEqual([status, stdout], [2, 'an event\n|claude-code|notice']);
    }
    for (const odd of [[], ['no client'], ['x; y'], ['']]) {
      assert.equal(start(odd, {}, 'an event').stdout, `an event|${odd.join('')}`);
    }
    const large = 'x'.repeat(3_000_000);
    assert.ok(start(['claude-code'], {}, large).stdout === `${large}|claude-code`);
  });

  it('denies where the script is gone', () => {
    rmSync(path.join(bin, 'oktsec-hook.sh'));
    const { status, stdout, stderr } = start(['claude-code'], {}, '{}');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /could not judge this call: its hook command is incomplete/);
  });

  it('works with a very large environment', () => {
    leaves('#!/bin/sh\nexec cat /proc/self/environ\n');
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [i % 2 ? `LD_${i}` : `V${i}`, 'x']));
    const lines = start(['claude-code'], many).stdout.split('\0');
    assert.equal(lines.filter((line) => /^(V|LD_)/.test(line)).length, 1000);
  });

  it('leaves all to the script where engine.json tells of no engine', () => {
    leaves('#!/bin/sh\necho left\n');
    for (const text of ['', '{}', '{"port":1,"token":"a b","proof":"p"}', `{"port":1,"token":"${'x'.repeat(5000)}"`]) {
      writeFileSync(path.join(home, 'engine.json'), text);
      assert.equal(start(['claude-code'], {}, '{}').stdout, 'left\n', text.slice(0, 40));
    }
  });
});

describe('the programs for all processors', () => {
  it('are installed where there is one, with the script beside them; elsewhere the script is the hook command', (t) => {
    for (const [platform, processor, hook] of [
      ['linux', 'x64', '\x7fELF'],
      ['linux', 'arm64', '\x7fELF'],
      ['linux', 'riscv64', '#!/b'],
      ['darwin', 'arm64', '#!/b'],
    ] as const) {
      const home = freshFolder(t, 'home');
      installLauncher(home, { runtime: '/node', cli: '/cli.js', electron: false }, platform, processor);
      const first = (name: string) => readFileSync(path.join(home, 'bin', name), 'latin1').slice(0, 4);
      assert.equal(first('oktsec-hook'), hook, platform + processor);
      const others = readdirSync(path.join(home, 'bin')).sort();
      const native = hook === '\x7fELF';
      const expected = native
        ? ['oktsec-clean', 'oktsec-hook', 'oktsec-hook.sh', 'runtime']
        : ['oktsec-hook', 'runtime'];
      assert.deepEqual(others, expected);
      if (native) assert.deepEqual([first('oktsec-clean'), first('oktsec-hook.sh')], [hook, '#!/b']);
    }
  });

  it('are made from the source as it is: npm run native makes them anew', () => {
    const source = readFileSync(path.resolve(import.meta.dirname, '../../../engine/intake/native/hook.c'));
    assert.equal(SOURCE, createHash('sha256').update(source).digest('hex'));
  });

  for (const [each, machine] of [
    ['x64', 62],
    ['arm64', 183],
  ] as const)
    it(`have no part that can be both written and run (${each}), and nothing that is loaded into them`, () => {
      const program = Buffer.from(PROGRAMS[each].join(''), 'base64');
      assert.equal(program.readUInt16LE(18), machine);
      const parts = Array.from({ length: program.readUInt16LE(56) }, (_, i) => 64 + 56 * i);
      assert.ok(parts.length >= 2);
      for (const at of parts) {
        const [type, flags] = [program.readUInt32LE(at), program.readUInt32LE(at + 4)];
        assert.ok(type === 1 || type === 0x6474e551, `a part of type ${type}`);
        assert.notEqual(flags & 3, 3);
      }
    });
});
