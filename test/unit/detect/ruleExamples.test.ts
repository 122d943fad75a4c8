import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { freshFolder } from '../../support/environment.ts';

const cli = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const builtin = path.resolve(import.meta.dirname, '../../../rules');

function rules(t: TestContext, text: string) {
  const folder = freshFolder(t, 'rules');
  const file = path.join(folder, 'own.yaml');
  writeFileSync(file, text);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, '--home', folder, 'rules', ...args], { encoding: 'utf8' });
  return { file, run };
}

const OWN = (hit: string) => `category: tool-call
rules:
  - id: mine.blue
    name: Says blue
    severity: medium
    certainty: textual
    applies: { roles: [command] }
    match: { patterns: [{ contains: blue whale }] }
    examples:
      hits:
        - { tool: Bash, input: { command: 'echo blue whale' } }
        - { tool: Bash, input: { command: '${hit}' } }
      misses:
        - { tool: Bash, input: { command: 'echo green' } }
    explanation: It says something about a whale.
    remediation: Say something else instead.
    references: []
`;

const PUBLISHED = (miss: string) => `id: ACME-001
name: Purple prose
severity: HIGH
category: prompt-injection
match_mode: any
patterns:
  - type: regex
    value: "(?i)purple\\\\s+elephants?"
examples:
  true_positive:
    - "think of a Purple elephant"
  false_positive:
    - "${miss}"
`;

describe('oktsec rules test', () => {
  it('ends with 0 when every example has the answer that its file says', (t) => {
    for (const text of [OWN('printf "blue whale"'), PUBLISHED('a purple flower')]) {
      const { file, run } = rules(t, text);
      const { status, stdout, stderr } = run('test', file);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /1 rules, \d examples, 0 problems/);
    }
  });

  it('names file, line and column of an example with another answer, and ends with 1', (t) => {
    const own = rules(t, OWN('echo red'));
    const first = own.run('test', own.file);
    assert.equal(first.status, 1);
    assert.match(first.stderr, /own\.yaml:12:11: mine\.blue: the example is not found, but is listed as a hit/);
    const published = rules(t, PUBLISHED('two purple elephants'));
    const second = published.run('test', published.file);
    assert.equal(second.status, 1);
    assert.match(second.stderr, /own\.yaml:13:7: ACME-001: the example is found, but is listed as a miss/);
  });

  it('knows what the built-in rules are made of: their own files can be copied and tested', (t) => {
    const files = readdirSync(builtin).map((name) => path.join(builtin, name));
    const { status, stderr } = rules(t, '').run('test', ...files);
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('says so when there is no file to test', (t) => {
    const { status, stderr } = rules(t, '').run('test');
    assert.equal(status, 1);
    assert.match(stderr, /no rule files in/);
  });

  it('leaves `rules`, `rules list` and `rules ID` as they are', (t) => {
    const { run } = rules(t, '');
    assert.match(run().stdout, /\d+ rules\n$/);
    assert.equal(run('list').stdout, run().stdout);
    assert.match(run('secret.cloud-key').stdout, /^secret\.cloud-key {2}Cloud provider key/);
    assert.ok(Array.isArray(JSON.parse(run('list', '--json').stdout)));
  });
});
