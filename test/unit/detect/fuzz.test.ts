import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostileText, random } from '../../fuzz/hostileText.ts';
import { PARSERS } from '../../fuzz/parsers.ts';

/** The long run is `npm run test:fuzz`. */
const RUNS = 60;
const SEED = 20_251;

describe('texts that no one would write', () => {
  for (const [name, check] of Object.entries(PARSERS)) {
    it(name, () => {
      const next = random(SEED);
      for (let run = 0; run < RUNS; run++) {
        const text = hostileText(next);
        try {
          check(text);
        } catch (error) {
          assert.fail(
            `${error instanceof Error ? error.message : String(error)}\nfor ${JSON.stringify(text.slice(0, 400))}`,
          );
        }
      }
    });
  }
});
