import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { oneSlipApart } from '../../../engine/detect/packages/nameDistance.ts';
import { packageInstall } from '../../../engine/detect/packages/packageInstalls.ts';
import { shellFacts } from '../../../engine/detect/shell/parseShell.ts';

function installed(text: string) {
  const install = shellFacts(text)
    .commands.map(packageInstall)
    .find((each) => each !== undefined);
  return (
    install && {
      names: install.packages.map((each) => each.name || each.source),
      indexes: install.indexes,
      runs: install.runs,
    }
  );
}

describe('package installs', () => {
  const of: readonly (readonly [string, { names: string[]; indexes: string[]; runs: boolean } | undefined])[] = [
    ['npm i -D left-pad@1.0.0 @scope/x', { names: ['left-pad', '@scope/x'], indexes: [], runs: false }],
    [
      'sudo python3 -m pip install -q --index-url https://x.example.org Foo_Bar[all]==1.2',
      { names: ['foo-bar'], indexes: ['https://x.example.org'], runs: false },
    ],
    ['pip install -r requirements.txt', { names: [], indexes: [], runs: false }],
    ['uv pip install a b', { names: ['a', 'b'], indexes: [], runs: false }],
    ['npx -y create-x my-app', { names: ['create-x'], indexes: [], runs: true }],
    ['pnpm dlx someone/thing', { names: ['git'], indexes: [], runs: true }],
    [
      'pip install git+https://x.example.org/a.git ./b.whl http://x.example.org/c.tgz',
      { names: ['git', 'file', 'insecure-url'], indexes: [], runs: false },
    ],
    ['cargo install --git https://x.example.org/a ripgrep', { names: ['ripgrep', 'git'], indexes: [], runs: false }],
    ['npm run install', undefined],
    ['npm test', undefined],
  ];
  for (const [text, expected] of of) it(text, () => assert.deepEqual(installed(text), expected));
});

describe('one slip apart', () => {
  it('is what a wrong key makes of a name', () => {
    for (const name of ['reqeusts', 'request', 'requestss', 'requezts', 'equests'])
      assert.ok(oneSlipApart(name, 'requests'), name);
    for (const name of ['requests', 'requesst5', 'rquets', 'flask']) assert.ok(!oneSlipApart(name, 'requests'), name);
  });

  it('does not depend on the order', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(fc.property(name, name, (a, b) => oneSlipApart(a, b) === oneSlipApart(b, a)));
  });
});
