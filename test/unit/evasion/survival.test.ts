import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { CATEGORIES } from '../../../engine/protocol/verdict.ts';
import { evasionReport, measuredOn } from '../../evasion/survivalReport.ts';
import { sharesBy, trials } from '../../evasion/survival.ts';

/** Percent of the variants of a category's examples that have to survive. */
const FLOOR = 95;
describe('evasion', () => {
  const all = trials();

  it('is tried for every category, with every transform', () => {
    assert.deepEqual(
      CATEGORIES.filter((category) => !all.some((trial) => trial.category === category)),
      [],
    );
    assert.ok(all.length > 10_000, `only ${all.length} variants`);
  });

  for (const category of CATEGORIES) {
    it(`fails for ${category}: at least ${FLOOR} % of the variants are found`, () => {
      const own = all.filter((trial) => trial.category === category);
      const survived = own.filter((trial) => trial.survived).length;
      const lost = sharesBy(own, ({ group, transform }) => `${group}: ${transform}`)
        .map(({ name, survived, all }) => ({ name, lost: all - survived }))
        .sort((a, b) => b.lost - a.lost)
        .slice(0, 8);
      const worst = lost.map(({ name, lost }) => `${lost} lost by ${name}`).join('\n');
      const share = (100 * survived) / own.length;
      assert.ok(share >= FLOOR, `${survived} of ${own.length} survive (${share.toFixed(1)} %)\n${worst}`);
    });
  }

  it('is reported as it is: docs/evasion.md has these figures, or says that it was measured on other sources', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/evasion.md'), 'utf8');
    assert.match(page, /<!-- Measured on sources [0-9a-f]{16}\. -->/);
    if (page.includes(measuredOn())) assert.equal(page, evasionReport(all));
  });
});
