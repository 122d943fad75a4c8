import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { LiveRules } from '../../../engine/rulesets/liveRules.ts';
import type { Problem } from '../../../engine/protocol/views.ts';
import { freshFolder } from '../../support/environment.ts';

const OWN_RULE = `id: MINE-1
name: A rule of the user's own
severity: HIGH
category: prompt-injection
patterns:
  - type: contains
    value: purple elephant
`;

describe('rules that keep taking too long', () => {
  it('are named; a rule of the user is disabled, a built-in one and a step of the scan never', (t) => {
    const home = freshFolder(t, 'home');
    mkdirSync(path.join(home, 'rules'), { mode: 0o700 });
    writeFileSync(path.join(home, 'rules', 'mine.yaml'), OWN_RULE);
    let problems: readonly Problem[] = [];
    const live = new LiveRules(home, (now) => (problems = now));
    t.after(() => live.close());
    const ids = (): string[] => live.detector.rules.map(({ id }) => id);
    const builtin = live.detector.rules.find(({ source }) => source === 'builtin')?.id ?? '';
    assert.ok(ids().includes('MINE-1'), JSON.stringify(problems));

    for (let i = 0; i < 3; i++) live.overran(['MINE-1', builtin, 'decoding']);
    assert.ok(!ids().includes('MINE-1'));
    assert.ok(ids().includes(builtin));
    assert.deepEqual(problems.map(({ code }) => code).sort(), ['rule-disabled', 'rule-slow', 'rule-slow']);
  });
});
