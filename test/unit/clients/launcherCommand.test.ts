import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { launcherCommand, launcherPath } from '../../../engine/clients/launcherCommand.ts';
import { launcherCmd } from '../../../engine/intake/launcherScript.ts';

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

  it('names the file that the platform can start', () => {
    assert.ok(launcherPath('/h', 'linux').endsWith('oktsec-hook'));
    assert.ok(launcherPath('/h', 'win32').endsWith('oktsec-hook.cmd'));
  });
});

describe('the launcher for Windows', () => {
  const lines = launcherCmd().split('\r\n');

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

  it('clears what the environment could lead Node astray with, before it starts it', () => {
    const start = lines.findIndex((line) => line.startsWith('"%runtime%"'));
    for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'ELECTRON_RUN_AS_NODE', 'OKTSEC_HOME']) {
      const cleared = lines.findIndex((line) => line.includes(`set "${name}=`));
      assert.ok(cleared >= 0 && cleared < start, name);
    }
  });
});
