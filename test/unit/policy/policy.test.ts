import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toolDenial } from '../../../engine/policy/access.ts';
import { nameMatches } from '../../../engine/policy/namePattern.ts';
import { RateLimiter } from '../../../engine/policy/rateLimiter.ts';
import { RiskScores } from '../../../engine/policy/risk.ts';
import { intentMismatch } from '../../../engine/policy/intent.ts';

describe('nameMatches', () => {
  it('agrees with the regular expression of the same meaning', () => {
    const part = fc.stringMatching(/^[ab]{0,3}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.stringMatching(/^[ab]{0,8}$/), (parts, name) => {
        assert.equal(nameMatches(parts.join('*'), name), new RegExp(`^${parts.join('.*')}$`).test(name));
      }),
    );
  });
});

describe('toolDenial', () => {
  const tool = { name: 'mcp__github__create_issue', kind: 'mcp' } as const;
  it('lets a deny win over an allow and names the pattern', () => {
    assert.equal(toolDenial({ deny: [] }, tool), undefined);
    assert.equal(toolDenial({ allow: ['mcp__github__*'], deny: [] }, tool), undefined);
    assert.match(toolDenial({ allow: ['*'], deny: ['*issue'] }, tool) ?? '', /deny list \(\*issue\)/);
    assert.match(toolDenial({ allow: [tool.name], deny: [tool.name] }, tool) ?? '', /deny list/);
    assert.match(toolDenial({ allow: ['Bash'], deny: [] }, tool) ?? '', /not on its allow list/);
    assert.match(toolDenial({ allow: [], deny: [] }, tool) ?? '', /not on its allow list/);
  });
});

describe('RateLimiter', () => {
  it('never counts more than the calls of the last window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 }), (gaps) => {
        const limiter = new RateLimiter(100);
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          limiter.charge('a', now);
          times.push(now);
          assert.equal(limiter.count('a', now), times.filter((t) => t > now - 100).length);
        }
      }),
    );
  });
});

describe('RiskScores', () => {
  it('stays low on one bad call, rises with a pattern, and fades', () => {
    const risks = new RiskScores();
    assert.ok(risks.record('a', 'block', 0) <= 10);
    for (let i = 0; i < 20; i++) risks.record('a', 'block', 0);
    assert.equal(risks.of('a', 0), 100);
    assert.ok(risks.of('a', 10 * 3_600_000) < 10);
    for (let i = 0; i < 50; i++) risks.record('b', 'clean', 0);
    assert.equal(risks.of('b', 0), 0);
  });
});

describe('intentMismatch', () => {
  it('speaks up only when a purpose that looks hides an act', () => {
    assert.match(intentMismatch('Show the log', new Set(['delete'])) ?? '', /deletes files/);
    assert.equal(intentMismatch('Show the log', new Set(['network'])), undefined);
    assert.equal(intentMismatch('Show and delete the log', new Set(['delete'])), undefined);
    assert.equal(intentMismatch(undefined, new Set(['delete'])), undefined);
  });
});
