import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { compileRules } from '../../../engine/detect/compileRules.ts';
import { coverageReport, coverageRows, MECHANISMS, REASONS } from '../../coverage/coverage.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the coverage table', () => {
  const rows = [...coverageRows('inventory'), ...coverageRows('threats')];

  it('speaks of every row, each by rules, a mechanism or a reason that exist', () => {
    const rules = new Set(compileRules(path.join(root, 'rules')).rules.map(({ info }) => info.id));
    const wrong = rows.flatMap(({ id, rules: named, mechanisms, reason }) => [
      ...named.filter((rule) => !rules.has(rule)).map((rule) => `${id} names the rule ${rule}`),
      ...mechanisms.filter((name) => !(name in MECHANISMS)).map((name) => `${id} names the mechanism ${name}`),
      ...(reason !== undefined && !(reason in REASONS) ? [`${id} gives the reason ${reason}`] : []),
    ]);
    assert.deepEqual(wrong, []);
    assert.ok(rows.length > 500, `only ${rows.length} rows`);
  });

  it('names mechanisms that are there', () => {
    const gone = Object.values(MECHANISMS).filter(({ file }) => !existsSync(path.join(root, file)));
    assert.deepEqual(gone, []);
  });

  it('is the page docs/coverage.md', () => {
    const written = readFileSync(path.join(root, 'docs/coverage.md'), 'utf8');
    assert.equal(written, coverageReport(), 'docs/coverage.md is old: npm run docs');
  });
});
