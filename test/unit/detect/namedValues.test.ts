import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hideNamedValues } from '../../../engine/detect/secrets/namedValues.ts';
import { redactText, redactValue } from '../../../engine/detect/secrets/redact.ts';

describe('a value that its name gives away', () => {
  const hidden: readonly string[] = [
    'export DB_PASSWORD=tr0ub4dor-x',
    'ADMIN_PASSWORD=correcthorse',
    'password: tr0ub4dor-x',
    'api_key = "tr0ub4dor-x"',
    '{"dbPassword": "tr0ub4dor-x"}',
    'mysql -u root -ptr0ub4dor-x shop',
    "sshpass -p 'tr0ub4dor-x' ssh host",
    'psql --password tr0ub4dor-x',
    'curl -u admin:tr0ub4dor-x https://example.com',
    'curl -H "Cookie: session=tr0ub4dor-x; a=b" https://example.com',
    'https://example.blob.core.windows.net/c?sv=1&sig=tr0ub4dor-x',
  ];
  for (const text of hidden) {
    it(`is hidden in ${text.slice(0, 40)}`, () => {
      assert.doesNotMatch(redactText(text), /tr0ub4dor|correcthorse/);
    });
  }

  const kept: readonly string[] = [
    'interface User { password: string; token: Token }',
    'const token = getToken(user);',
    'max_tokens: 4096',
    'export API_KEY=$SECRET_FROM_VAULT',
    'password = process.env.DB_PASSWORD',
    'git log --author=someone -p src',
    'docker run -u 1000:1000 node',
    'The password: see the vault.',
  ];
  for (const text of kept) {
    it(`stays readable where there is none: ${text.slice(0, 40)}`, () => {
      assert.equal(hideNamedValues(text), text);
    });
  }

  it('is hidden under its name in a value, in any spelling', () => {
    const value = {
      dbPassword: 'a1b2',
      openaiApiKey: 'a1b2',
      accessTokenSecret: 'a1b2',
      auth: { pass: 'a1b2' },
      path: 'a1b2',
    };
    assert.deepEqual(JSON.stringify(redactValue(value)).match(/a1b2/g), ['a1b2']);
  });

  it('is hidden once: doing it again changes nothing', () => {
    const part = fc.constantFrom(
      'password',
      'token',
      '=',
      ': ',
      '"',
      'x1y2z3',
      ' ',
      '--secret ',
      '[redacted:by-name]',
      '\n',
      '?sig=',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = hideNamedValues(parts.join(''));
        assert.equal(hideNamedValues(once), once);
      }),
    );
  });
});
