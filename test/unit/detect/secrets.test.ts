import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UNLIMITED } from '../../../engine/detect/budget.ts';
import { findSecrets } from '../../../engine/detect/secrets/findSecrets.ts';
import { joinedSecrets } from '../../../engine/detect/secrets/joinedSecrets.ts';
import { redactText, redactValue } from '../../../engine/detect/secrets/redact.ts';
import { SHAPES } from '../../../engine/detect/secrets/shapes.ts';
import { hasGithubChecksum } from '../../../engine/detect/secrets/values.ts';

/** Put together at run time, so that no scanner takes this file for a leak. */
const GITHUB = ['ghp', 'zQ8Yb3Kd0WmT6vRj1NfXc5LhUe7AsG2pOiDq'].join('_');
const PEM = ['-----BEGIN', 'EC PRIVATE KEY-----\nMHcCAQEEIB7qKcV8Tz0aXr3Jm9\n-----END EC PRIVATE KEY-----'].join(' ');

describe('secrets in pieces', () => {
  const key = ['AK', 'IA', 'Q7ZRW2MX', 'N5TVB3KD'];
  it('are joined as the program joins them', () => {
    const [found] = joinedSecrets(`const id = '${key.slice(0, 2).join('')}' + '${key[2]}' + '${key[3]}';`, UNLIMITED);
    assert.equal(found?.kind, 'aws-access-key');
    assert.equal(found.start, 'const id = '.length);
  });
  it('are none in sentences and addresses', () => {
    assert.deepEqual(joinedSecrets(`const host = 'api.' + 'shop.example' + '.com';`, UNLIMITED), []);
    assert.deepEqual(joinedSecrets(`log('could not open ' + 'the file that was named here');`, UNLIMITED), []);
  });
});

describe('redactText', () => {
  it('replaces a token and leaves the rest', () => {
    assert.equal(
      redactText(`git push https://${GITHUB}@github.com/a/b`),
      'git push https://[redacted:github-token]@github.com/a/b',
    );
  });

  it('takes the body of a private key', () => {
    assert.ok(!redactText(`key:\n${PEM}\n`).includes('MHcCAQEEIB7q'));
  });

  it('takes passwords out of addresses and assignments', () => {
    assert.ok(!redactText('postgres://svc:Tq7bLw92x@db.acme.io/app').includes('Tq7bLw92x'));
    assert.ok(!redactText('DB_PASSWORD="k9#Lm2Qx7vTz"').includes('k9#Lm2Qx7vTz'));
  });

  it('takes passwords that a sentence tells, and session cookies', () => {
    const password = ['Gravel', '58', 'Moss!'].join('-');
    for (const text of [`Use password: ${password} to authenticate`, `The database password is ${password}, go on.`])
      assert.ok(!redactText(text).includes('Moss'), text);
    const session = ['3fa94c1d07', 'e24b5fb6a1', 'c2d8e4f0a6b7'].join('');
    assert.ok(!redactText(`Cookie: theme=dark; session=${session}`).includes(session));
    const kinds = (text: string) => findSecrets(text).map(({ kind }) => kind);
    assert.deepEqual(kinds(`Use password: ${password} to authenticate`), ['told-password']);
    assert.deepEqual(kinds(`Cookie: theme=dark; session=${session}`), ['session-cookie']);
    for (const text of [
      'Use password: <your password> to authenticate',
      'Log in with the password: $DB_PASSWORD1',
      'The password is required for 2fa-sign-in.',
      'Use password: Password123! in the form',
      'Cookie: session=...; theme=dark',
    ])
      assert.deepEqual(kinds(text), [], text);
  });

  it('leaves placeholders, variables, hashes and prose', () => {
    for (const text of [
      'export TOKEN=$GITHUB_TOKEN',
      'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'password = "your-password-here"',
      'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
      'The API key is read from the environment.',
    ]) {
      assert.equal(redactText(text), text);
    }
  });

  it('changes nothing the second time', () => {
    const pieces = fc.oneof(fc.constantFrom(GITHUB, PEM, 'password="aB3$kLm9Qz"', ' ', '\n', 'token='), fc.string());
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const once = redactText(parts.join(''));
        assert.equal(redactText(once), once);
      }),
    );
  });
});

describe('redactValue', () => {
  it('hides a secret that is the name of a member', () => {
    const hidden = redactValue({ plain: 1, [GITHUB]: { [`${GITHUB}x`]: 2 }, last: 3 });
    assert.doesNotMatch(JSON.stringify(hidden), /ghp_/);
    assert.match(JSON.stringify(hidden), /plain.*redacted.*last/);
  });

  it('keeps nothing of what is nested deeper than it looks', () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }).reduce<unknown>((inner) => ({ a: inner }), { text: `x ${GITHUB}`, kept: 'plain' });
    assert.match(JSON.stringify(redactValue(nested(60))), /plain/);
    for (const depth of [60, 64, 99]) assert.doesNotMatch(JSON.stringify(redactValue(nested(depth))), /ghp_/);
  });

  it('looks into every string and takes those under a secret name whole', () => {
    assert.deepEqual(redactValue({ env: { password: 'hunter2' }, list: [`x ${GITHUB}`], n: 3 }), {
      env: { password: '[redacted:by-name]' },
      list: ['x [redacted:github-token]'],
      n: 3,
    });
  });
});

describe('secret shapes', () => {
  it('are found by the text that they begin with', () => {
    assert.ok(SHAPES.length > 80);
    for (const shape of SHAPES)
      assert.ok(
        shape.prefixes.every((prefix) => prefix.length >= 2),
        shape.kind,
      );
  });

  it('check the sum that GitHub puts into its tokens', () => {
    assert.equal(hasGithubChecksum(GITHUB), false);
  });

  it('end a search that a text is made to exhaust, and say so', () => {
    const last = findSecrets('-----BEGIN PRIVATE KEY-----!'.repeat(20_000)).at(-1);
    assert.equal(last?.kind, 'unsearchable');
  });
});
