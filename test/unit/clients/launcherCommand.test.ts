import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directCommand, launcherCommand, launcherPath } from '../../../engine/clients/launcherCommand.ts';
import { launcherCmd } from '../../../engine/intake/launcherCmd.ts';

describe('the hook command in settings', () => {
  it('is plain where the path is', () => {
    assert.deepEqual(launcherCommand('/home/u/.oktsec/bin/oktsec-hook', ['claude-code'], 'linux'), {
      command: '/home/u/.oktsec/bin/oktsec-hook claude-code',
    });
  });

  it('is quoted for sh where the path needs it', () => {
    assert.deepEqual(launcherCommand("/Users/it's me/bin/oktsec-hook", ['claude-code', 'notice'], 'darwin'), {
      command: `'/Users/it'\\''s me/bin/oktsec-hook' claude-code notice`,
    });
  });

  it('reads the same in Git Bash and PowerShell on Windows', () => {
    assert.deepEqual(launcherCommand('C:\\Users\\u\\.oktsec\\bin\\oktsec-hook.cmd', ['claude-code'], 'win32'), {
      command: 'C:/Users/u/.oktsec/bin/oktsec-hook.cmd claude-code',
    });
  });

  it('asks for PowerShell on Windows where the path needs quotes, and keeps the exit code', () => {
    assert.deepEqual(launcherCommand("C:\\Users\\O'Neil X\\oktsec-hook.cmd", ['claude-code'], 'win32'), {
      command: "& 'C:\\Users\\O''Neil X\\oktsec-hook.cmd' claude-code; exit $LASTEXITCODE",
      shell: 'powershell',
    });
  });

  it('asks for PowerShell where cmd.exe would take the path apart', () => {
    for (const name of ['a=b', 'a,b', '50%']) {
      const { command, shell } = launcherCommand(`C:\\Users\\${name}\\oktsec-hook.cmd`, ['claude-code'], 'win32');
      assert.deepEqual([shell, command.startsWith('& ')], ['powershell', true], name);
    }
  });

  it('is started without a shell where the system can: on Linux through what drops variables that have other code run', () => {
    const direct = (platform: NodeJS.Platform, arch: string) =>
      directCommand({ userHome: '/home/u', oktsecHome: '/home/u/.oktsec', env: {}, platform, arch }, ['claude-code']);
    const launcher = '/home/u/.oktsec/bin/oktsec-hook';
    const clean = { command: '/home/u/.oktsec/bin/oktsec-clean', args: [launcher, 'claude-code'] };
    assert.deepEqual(direct('linux', 'x64'), clean);
    assert.deepEqual(direct('linux', 'arm64'), clean);
    for (const [platform, arch] of [
      ['linux', 'riscv64'],
      ['darwin', 'arm64'],
    ] as const) {
      assert.deepEqual(direct(platform, arch), { command: launcher, args: ['claude-code'] });
    }
    assert.equal(direct('win32', 'x64'), undefined);
  });

  it('names the file that the platform can start', () => {
    assert.ok(launcherPath('/h', 'linux').endsWith('oktsec-hook'));
    assert.ok(launcherPath('/h', 'win32').endsWith('oktsec-hook.cmd'));
  });
});

describe('the launcher for Windows', () => {
  const lines = launcherCmd().split('\r\n');

  it('reads no variable of the environment that it has not set itself', () => {
    const text = launcherCmd();
    const set = [...text.matchAll(/\bset (?:\/[ap] )?"(\w+)[+]?=/g)].map(([, name]) => name?.toLowerCase());
    const read = [...text.matchAll(/%(\w+)(?::[^%]*)?%/g)].map(([, name]) => name?.toLowerCase());
    assert.ok(read.length > 10);
    assert.deepEqual(
      read.filter((name) => !set.includes(name)),
      [],
    );
  });

  it('has CRLF line ends throughout: cmd.exe misses labels otherwise', () => {
    assert.equal(lines.join('').includes('\n'), false);
    assert.equal(lines[0], '@echo off');
  });

  it('passes only the exit codes on that clients understand, and has no way out that is neither 0 nor 2', () => {
    const exits = lines
      .filter((line) => line.includes('exit '))
      .map((line) => /exit \/b (\S+)$/.exec(line.trim())?.[1]);
    assert.ok(exits.length >= 4);
    assert.ok(exits.every((code) => code === '0' || code === '2'));
    assert.equal(lines.filter((line) => line !== '').at(-1), 'exit /b 2');
  });

  it('jumps only to places that there are, and never into nothing after an answer', () => {
    const labels = new Set(lines.flatMap((line) => /^:(\w+)$/.exec(line)?.[1] ?? []));
    const jumps = lines.flatMap((line) => /goto :(\w+)/.exec(line)?.[1] ?? []);
    assert.ok(jumps.length > 10);
    for (const jump of jumps) assert.ok(labels.has(jump), jump);
    for (const label of ['allowed', 'denied']) {
      const end = lines.findIndex((line, i) => i > lines.indexOf(`:${label}`) && line.startsWith('exit /b'));
      assert.equal(lines[end], label === 'allowed' ? 'exit /b 0' : 'exit /b 2');
    }
  });

  it('asks the engine by the curl of the system before it starts Node, and shows the token to no list of processes', () => {
    const curl = lines.findIndex((line) => line.startsWith('"%curl%"'));
    assert.equal(lines[curl], '"%curl%" -q -K config 2>nul');
    assert.ok(lines.some((line) => line === 'set "curl=C:\\Windows\\System32\\curl.exe"'));
    assert.ok(curl < lines.findIndex((line) => line.startsWith('"%runtime%"')));
    const open = lines.indexOf('>config (');
    const named = lines.flatMap((line, i) => (line.includes('%token%') ? [i] : []));
    const close = lines.indexOf(')', open);
    for (const at of named.filter((each) => each > open)) assert.ok(at < close, lines[at]);
  });

  it('quotes every path, and says nothing that cmd.exe would take for a redirection or a block', () => {
    for (const line of lines) {
      for (const variable of ['%work%', '%~dp0', '%OKTSEC_HOME%', '%runtime%', '%cli%', '%curl%']) {
        if (line.includes(variable)) assert.ok(new RegExp(`"[^"]*${variable.replace('~', '~')}`).test(line), line);
      }
      const said = /^ +echo (.*)$/.exec(line)?.[1];
      if (said !== undefined && !said.endsWith('1>&2')) assert.doesNotMatch(said, /[()<>|&^!]/, line);
    }
  });

  it('clears what the environment could lead Node astray with, before it starts it', () => {
    const start = lines.findIndex((line) => line.startsWith('"%runtime%"'));
    for (const name of [
      'NODE_OPTIONS',
      'NODE_PATH',
      'NODE_COMPILE_CACHE',
      'OPENSSL_CONF',
      'ELECTRON_RUN_AS_NODE',
      'OKTSEC_HOME',
    ]) {
      const cleared = lines.findIndex((line) => line.includes(`set "${name}=`));
      assert.ok(cleared >= 0 && cleared < start, name);
    }
  });
});
