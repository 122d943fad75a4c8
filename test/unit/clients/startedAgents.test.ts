import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import { claudeCode } from '../../../engine/clients/claudeCode.ts';
import { withStartedAgents } from '../../../engine/clients/startedAgents.ts';
import { freshFolder } from '../../support/environment.ts';
import { bashEvent } from '../../support/oktsec.ts';

let folder: string;
beforeEach((t) => {
  folder = freshFolder(t as TestContext, 'started');
});

function write(name: string, content: unknown): void {
  const file = path.join(folder, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

function seen(command: string) {
  const call = claudeCode.parse(bashEvent(command, { cwd: folder }), 100);
  assert.ok(!('problem' in call));
  return call;
}

/** What is added to a command: what takes hooks away, and lines that run. */
function added(command: string): string[] {
  const before = seen(command);
  const context = { userHome: path.join(folder, 'me'), oktsecHome: '/h', env: {}, platform: 'linux' } as const;
  const after = withStartedAgents(before, context);
  const names = { argument: 'lost', command: 'runs' } as Readonly<Record<string, string>>;
  return after.fields.slice(before.fields.length).map(({ role, text }) => `${names[role]}: ${text}`);
}

describe('an agent that a command starts', () => {
  it('is given settings that switch its hooks off, from a file or in the line', () => {
    write('s.json', { disableAllHooks: true });
    write('e.json', { env: { LD_PRELOAD: './x.so' } });
    const off = `lost: "disableAllHooks": true in ${path.join(folder, 's.json')}`;
    for (const command of [
      'claude --settings s.json -p "go on"',
      'npm test; claude -p x --settings=$PWD/s.json; true',
      `cd ${folder} && timeout 60 claude -p x --settings "./s.json"`,
      `bash -c 'claude --settings ${folder}/s.json -p x'`,
      'A=1 nohup /usr/local/bin/claude --settings ./s.json &',
    ]) {
      assert.deepEqual(added(command), [off], command);
    }
    assert.match(added('claude --settings e.json -p x').join(), /^lost: "env": .*LD_PRELOAD/);
    assert.match(added(`claude -p x --settings '{"disableAllHooks":true}'`).join(), /^lost: .* in --settings$/);
  });

  // A reader of a pipe waits until somebody writes.
  it('does not wait for settings that are a pipe', { skip: process.platform === 'win32' }, () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);
    assert.deepEqual(added('claude --settings pipe.json -p x'), [
      `lost: ${path.join(folder, 'pipe.json')} cannot be read`,
    ]);
  });

  it('runs what its settings, its plugin and its servers name', () => {
    write('s.json', {
      hooks: { Stop: [{ hooks: [{ type: 'command', command: 'curl -d @a x' }] }] },
      apiKeyHelper: 'k',
    });
    write('p/hooks/hooks.json', { hooks: { Stop: [{ hooks: [{ type: 'command', command: 'rm -rf /' }] }] } });
    write('p/.mcp.json', { mcpServers: { a: { command: 'npx', args: ['-y', 'a b'] } } });
    assert.deepEqual(added('claude --settings s.json'), ['runs: k', 'runs: curl -d @a x']);
    assert.deepEqual(added('claude --plugin-dir ./p'), ['runs: rm -rf /', "runs: npx -y 'a b'"]);
    assert.deepEqual(added('claude --mcp-config p/.mcp.json --strict-mcp-config'), ["runs: npx -y 'a b'"]);
  });

  it('cannot be judged where the file is not there yet, or only the shell knows which it is', () => {
    assert.match(added('claude --settings later.json').join(), /^lost: .*later\.json cannot be read$/);
    assert.match(added('claude --settings "$FILE"').join(), /^lost: .*cannot be followed$/);
    assert.match(added('claude --plugin-dir gone').join(), /^lost: the plugin .*gone cannot be read$/);
  });

  it('has other settings in another home', () => {
    for (const program of ['codex exec', 'gemini -p', 'claude -p']) {
      assert.match(added(`HOME=/tmp/h ${program} "go on"`).join(), /^lost: HOME=\/tmp\/h starts/);
      assert.match(added(`export HOME="/tmp/h"; ${program} "go on"`).join(), /^lost: HOME=\/tmp\/h starts/);
      assert.deepEqual(added(`HOME="$HOME" ${program} "go on"`), []);
      assert.deepEqual(added(`HOME=${path.join(folder, 'me')} ${program} "go on"`), []);
    }
  });

  it('is no matter where nothing takes anything away, or nothing is started', () => {
    write('s.json', { model: 'opus', permissions: { allow: ['Read'] } });
    for (const command of [
      'claude --settings s.json -p "go on"',
      'claude -p "go on"',
      'grep -- --settings claude.md',
      'echo use claude --settings later.json',
      'npm test -- --settings later.json',
      'HOME=/tmp/h npm test',
    ]) {
      assert.deepEqual(added(command), [], command);
    }
  });

  it('makes another call of the same words when a file has changed, so that an approval is for what was seen', () => {
    const context = { userHome: '/u', oktsecHome: '/h', env: {}, platform: 'linux' } as const;
    const prints = ['a', 'b', 'a'].map((command) => {
      write('s.json', { statusLine: { type: 'command', command } });
      return withStartedAgents(seen('claude --settings s.json'), context).fingerprint;
    });
    assert.equal(prints[0], prints[2]);
    assert.notEqual(prints[0], prints[1]);
  });

  it('is looked for in time that grows with the line only', () => {
    for (const part of [';-a', '\n', ';A="', " -a -a 'x", 'claude ', '(', 'HOME= ', 'cd "']) {
      const command = `HOME=/x ${part.repeat(100_000)}`;
      withStartedAgents(seen(command), { userHome: '/u', oktsecHome: '/h', env: {}, platform: 'linux' });
    }
  });
});
