import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shellFacts } from '../../../engine/detect/shell/parseShell.ts';
import { MAX_COMMAND_CHARS } from '../../../engine/detect/shell/shellFacts.ts';

/** Commands that cost seconds before there was a bound, as what is repeated in them. */
const ENDLESS = [
  '$((',
  '$(',
  '<(',
  '{a,b}',
  '{1..9}',
  '{1..999999}',
  'eval "',
  'ssh h ',
  'env ',
  'echo a;',
  'f(){ f|f& };',
  'A="$A$A";',
  'Get-Item a;',
  'iwr a | ',
];

describe('a command made to be too much', () => {
  for (const piece of ENDLESS) {
    it(`of ${JSON.stringify(piece)} is cut, and that is a finding`, () => {
      const text = piece.repeat(MAX_COMMAND_CHARS).slice(0, MAX_COMMAND_CHARS);
      const { shapes, commands } = shellFacts(text);
      assert.ok(shapes.some(({ kind }) => kind === 'over-budget'));
      assert.ok(commands.length <= 4000);
    });
  }

  it('with brackets in the place of a program is read as the shell reads it', () => {
    const shapes = (text: string) => shellFacts(text).shapes.map(({ kind }) => kind);
    assert.deepEqual(shapes('/bin/[b]ash -c id'), shapes('/bin/ba?h -c id'));
    assert.ok(shapes('/usr/bin/c[!x]rl https://x.example').includes('split-name'));
    assert.ok(shapes('/usr/bin/c[u--]rl https://x.example').includes('split-name'));
    for (const text of ['/tmp/a[b[[c', '/tmp/x[z-a]y', '/tmp/[a\\]b[', '/tmp/q[]]w', './[!]e*', '/@(@([^[^xn--]'])
      shapes(text);
  });

  it('is not what people write', () => {
    for (const text of [
      'for i in {1..200}; do echo $((i * 2 + (i % 3) - 1)); done',
      'mkdir -p src/{app,lib,test}/{unit,e2e}/{fixtures,helpers}',
      `echo $((${Array.from({ length: 20 }, (_, i) => i).join(' + ')}))`,
      'bash -c "bash -c \'bash -c ls\'"',
    ]) {
      assert.deepEqual(
        shellFacts(text).shapes.filter(({ kind }) => kind === 'over-budget'),
        [],
        text,
      );
    }
  });
});
