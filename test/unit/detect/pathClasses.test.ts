import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalPath } from '../../../engine/detect/paths/canonicalPath.ts';
import { pathClasses } from '../../../engine/detect/paths/classifyPath.ts';
import { AGENT_PLACES, AUTORUN_PLACES, SECRET_PLACES, SYSTEM_PLACES } from '../../../engine/detect/paths/places.ts';
import { requiredLiterals } from '../../../engine/detect/regex/literals.ts';
import { parseRegex, type RegexNode } from '../../../engine/detect/regex/syntax.ts';
import type { PathClass } from '../../../engine/detect/paths/pathClass.ts';

const context = { cwd: '~/app/src', workspace: '~/app' };

describe('canonical paths', () => {
  const same: readonly (readonly [string, string])[] = [
    ['/home/dev/.ssh/id_rsa', '~/.ssh/id_rsa'],
    ['/Users/dev//.ssh/./id_rsa', '~/.ssh/id_rsa'],
    ['C:\\Users\\dev\\.ssh\\id_rsa', '~/.ssh/id_rsa'],
    ['$env:USERPROFILE\\.ssh\\id_rsa', '~/.ssh/id_rsa'],
    ['file:///home/dev/.ssh/id%5Frsa', '~/.ssh/id_rsa'],
    ['/proc/self/root/etc/shadow', '/etc/shadow'],
    ['/private/etc/hosts', '/etc/hosts'],
    ['/tmp/../etc/passwd', '/etc/passwd'],
    ['../../x', '~/x'],
    ['~/..', '/home'],
    ['~other/x', '~/x'],
    ['.', '~/app/src'],
    ['/', '/'],
    ['/../../', '/'],
  ];
  for (const [text, canonical] of same)
    it(`${text} is ${canonical}`, () => assert.equal(canonicalPath(text, context.cwd), canonical));

  it('are canonical already the second time', () => {
    const part = fc.constantFrom('a', '..', '.', '', '.ssh', '~', 'home', 'dev', 'etc', 'C:', 'root', 'proc', 'self');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), (parts, rooted) => {
        const once = canonicalPath((rooted ? '/' : '') + parts.join('/'), '/srv/app');
        assert.equal(canonicalPath(once, '/srv/app'), once);
      }),
    );
  });
});

describe('path classes', () => {
  const of: readonly (readonly [string, PathClass])[] = [
    ['/*', 'root'],
    ['~/*', 'home'],
    ['~/{*,.*}', 'home'],
    ['/home', 'home'],
    ['..', 'workspace-root'],
    ['./x.ts', 'workspace'],
    ['/etc', 'system-root'],
    ['/dev/nvme0n1p2', 'disk'],
    ['~/.ssh/deploy', 'ssh-key'],
    ['backup/.ssh/id_ed25519', 'ssh-key'],
    ['~/.SSH/ID_RSA', 'ssh-key'],
    ['~/.aws/cred*', 'cloud-credential'],
    ['~/.ss?', 'secret-dir'],
    ['/var/lo[g]', 'log'],
    ['~/Doc*', 'personal-folder'],
    ['/us?', 'system-core'],
    ['/tmp', 'temp-root'],
    ['/etc/shado?', 'password-db'],
    ['.env.local', 'env-file'],
    ['/proc/123/environ', 'proc-secret'],
    ['~/.bashrc', 'shell-rc'],
    ['/etc/profile.d/x.sh', 'system-rc'],
    ['/etc/cron.d/x', 'scheduler'],
    ['~/Library/LaunchAgents/x.plist', 'service-unit'],
    ['.git/hooks/pre-commit', 'git-hook'],
    ['~/.claude/settings.json', 'agent-settings'],
    ['CLAUDE.md', 'agent-instructions'],
    ['~/.cursor/mcp.json', 'mcp-config'],
    ['~/.oktsec/config.yaml', 'oktsec'],
    ['/var/run/docker.sock', 'container-socket'],
    ['.github/workflows/ci.yml', 'ci'],
  ];
  for (const [text, kind] of of)
    it(`${text} is ${kind}`, () =>
      assert.ok(pathClasses(text, context).has(kind), [...pathClasses(text, context)].join()));

  const not: readonly (readonly [string, PathClass])[] = [
    ['~/.ssh/id_rsa.pub', 'ssh-key'],
    ['~/.ssh/known_hosts', 'ssh-key'],
    ['.env.example', 'env-file'],
    ['src/env.ts', 'env-file'],
    ['~/app/dist', 'workspace-root'],
    ['~/appendix', 'workspace'],
    ['/dev/null', 'disk'],
    ['/tmp/build', 'system'],
    ['.git/hooks/pre-commit.sample', 'git-hook'],
    ['*', 'ssh-key'],
    ['docs/oktsec.md', 'oktsec'],
  ];
  for (const [text, kind] of not) it(`${text} is not ${kind}`, () => assert.ok(!pathClasses(text, context).has(kind)));
});

describe('a path of 60,000 characters', () => {
  const long = 'directory-----/'.repeat(4000);

  it('is classed by where it begins and by what it ends in', () => {
    assert.ok(pathClasses(`/etc/${long}x`).has('system'));
    assert.ok(pathClasses(`/srv/${long}.ssh/id_rsa`).has('ssh-key'));
    assert.ok(pathClasses(`/srv/${long}${'../'.repeat(4001)}etc/shadow`).has('password-db'));
  });
});

describe('hints of places', () => {
  /** What only narrows a pattern; the parser of patterns for rules does not take it. */
  const LOOK_AROUND = /\(\?<?[!=](?:[^()\\]|\\.|\([^()]*\))*\)/g;
  /** Each part of a sequence is needed, so the literals of any one will do. */
  const holdsHint = (tree: RegexNode, hints: readonly string[]): boolean => {
    if (tree.kind === 'choice') return tree.options.every((option) => holdsHint(option, hints));
    const items = tree.kind === 'sequence' ? tree.items : [tree];
    const parts = items.flatMap((_, from) =>
      items.slice(from).map((__, length) => items.slice(from, from + length + 1)),
    );
    return parts.some((part) =>
      requiredLiterals({ kind: 'sequence', items: part })?.texts.every((literal) =>
        hints.some((hint) => literal.includes(hint)),
      ),
    );
  };
  it('are in everything that the pattern matches', () => {
    const places = [...SECRET_PLACES, ...AUTORUN_PLACES, ...AGENT_PLACES, ...SYSTEM_PLACES];
    assert.ok(places.length > 50);
    for (const { hints, test } of places) {
      const tree = parseRegex(test.source.replace(LOOK_AROUND, ''));
      assert.ok(holdsHint(tree, hints), `${test.source} matches what holds none of ${hints.join(', ')}`);
    }
  });
});

describe('test data', () => {
  const secret = (path: string, where: { cwd?: string; workspace?: string }) =>
    [...pathClasses(path, where)].some((kind) => kind === 'cloud-credential' || kind === 'ssh-key');

  it('of the workspace that is laid out like a home directory holds no secret', () => {
    assert.equal(secret('testdata/home/.aws/credentials', context), false);
    assert.equal(secret('/home/dev/app/fixtures/a/.aws/credentials', { workspace: '~/app' }), false);
  });

  it('is not what lies elsewhere in a folder of such a name', () => {
    assert.ok(secret('/srv/fixtures/backup/.aws/credentials', { workspace: '~/app' }));
    assert.ok(secret('~/fixtures/x/.ssh/id_rsa', { workspace: '~/app' }));
    assert.ok(secret('../testdata/home/.aws/credentials', { workspace: '~/app' }));
  });

  it('leaves a private key a file to be careful with', () => {
    assert.ok(pathClasses('fixtures/home/.ssh/id_ed25519', context).has('key-file'));
  });
});
