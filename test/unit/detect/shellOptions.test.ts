import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flagValues, hasFlag, word } from '../../../engine/detect/shell/args.ts';
import { shellFacts } from '../../../engine/detect/shell/parseShell.ts';
import { ShellRun } from '../../../engine/detect/shell/shellRun.ts';
import { isTestDatabase, namesDisposable } from '../../../engine/detect/shell/disposable.ts';

const command = (text: string) => {
  const [program = '', ...args] = text.split(' ');
  return { program, args: args.map(word), assignments: [] };
};
const values = (text: string, ...names: string[]) => flagValues(command(text), ...names).map((value) => value.text);

describe('short options that are run together', () => {
  it('carry a value in the same word or the next', () => {
    assert.deepEqual(values('curl -sXDELETE https://x', '-X'), ['DELETE']);
    assert.deepEqual(values('curl -sX DELETE https://x', '-X'), ['DELETE']);
    assert.deepEqual(values('curl -XPOST https://x', '-X'), ['POST']);
    assert.deepEqual(values('curl -sSLo a.sh https://x', '-o'), ['a.sh']);
    assert.deepEqual(values('psql -Atc x', '-c'), ['x']);
  });

  it('end where one of them takes the rest as its value', () => {
    assert.deepEqual(values('curl -dXo https://x', '-X', '-o'), []);
    assert.equal(hasFlag(command('curl -dfoo https://x'), '-f'), false);
    assert.equal(hasFlag(command('curl -fsS https://x'), '-s'), true);
    assert.equal(hasFlag(command('grep -reTODO src'), '-r'), true);
  });
});

describe('names of what is made to be thrown away', () => {
  for (const text of ['kubectl delete ns preview-42', 'dropdb app_test', 'pulumi destroy --stack dev'])
    it(`are in: ${text}`, () => assert.equal(namesDisposable(command(text)), true));
  for (const text of [
    'kubectl delete ns payments',
    'dropdb contest',
    'pulumi destroy --stack prod-test',
    'mkfs /dev/sda',
  ])
    it(`are not in: ${text}`, () => assert.equal(namesDisposable(command(text)), false));

  it('tell a database for tests', () => {
    assert.equal(isTestDatabase('shop_test'), true);
    assert.equal(isTestDatabase('test_shop'), true);
    assert.equal(isTestDatabase('contest'), false);
    assert.equal(isTestDatabase('prod_test'), false);
  });
});

describe('lines that end as on Windows', () => {
  const words = (text: string) => {
    const run = new ShellRun('/work', '/work');
    run.script(text);
    return run.commands.map(({ program, args }) => [program, ...args.map((arg) => arg.text)]);
  };
  it('give the same words', () => {
    assert.deepEqual(words('npm i typescript\r\nnpm test\r\n'), [
      ['npm', 'i', 'typescript'],
      ['npm', 'test'],
    ]);
  });
});

describe('functions that call themselves', () => {
  const bombs = (text: string) => shellFacts(text).shapes.some(({ kind }) => kind === 'fork-bomb');
  for (const text of [
    'b(){ b|b; }; b',
    'b(){ b & b; }; b',
    'b(){ if true; then b | b & fi; }; b',
    'b(){ ./x & b; }; b',
  ])
    it(`are a bomb: ${text}`, () => assert.equal(bombs(text), true));
  for (const text of [
    'walk() { ls "$1" | while read f; do [ -d "$1/$f" ] && walk "$1/$f"; done; }; walk .',
    'walk() { for d in $(ls $1 | grep x); do if [ -d $d ]; then walk $d; fi; done; }; walk .',
  ])
    it(`go down a tree: ${text}`, () => assert.equal(bombs(text), false));
});
