import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { exampleInput } from '../../../engine/clients/exampleCall.ts';
import { createDetector } from '../../../engine/detect/detector.ts';
import { BUILTIN_WAYS, PROJECT_WAYS } from '../../../engine/detect/regex/linearity.ts';
import { parseRuleFile } from '../../../engine/detect/ruleFile.ts';
import { loadUserRules } from '../../../engine/detect/userRules.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'oktsec-rules-'));
after(() => rmSync(directory, { recursive: true }));

const OWN = `category: inter-agent
rules:
  - id: team.codename
    name: Code name
    severity: high
    certainty: structural
    match: { patterns: [{ contains: blue heron }] }
    examples: { hits: [], misses: [] }
    explanation: The project's code name must not leave.
    remediation: Say "the project" instead.
    references: []
  - id: team.slow
    name: Slow
    severity: high
    certainty: structural
    match: { patterns: [{ regex: '(a+)+b' }] }
    examples: { hits: [], misses: [] }
    explanation: A pattern that must be refused.
    remediation: Write it in another way.
    references: []
`;
const PUBLISHED = `id: TEAM_001
name: Beacon
description: Talks to the beacon
severity: HIGH
category: exfiltration
match_mode: all
targets: ["*.md"]
patterns:
  - type: regex
    value: "(?i)beacon\\\\s+at"
  - type: contains
    value: Port
exclude_patterns:
  - type: contains
    value: lighthouse
examples:
  true_positive: ["BEACON at port 9"]
  false_positive: ["the lighthouse beacon at port 9"]
---
id: TEAM_003
name: Three repeats that overlap; RE2 does not mind
severity: low
category: nlp
patterns:
  - { type: regex, value: '(?i)heron.*nest.*\\begg\\b.*[*+]+' }
---
id: TEAM_002
name: Hidden
severity: medium
category: unicode-attack
patterns:
  - { type: regex, value: '[\\x{2066}-\\x{2069}]' }
`;

describe('loadUserRules', () => {
  writeFileSync(path.join(directory, 'a-own.yaml'), OWN);
  writeFileSync(path.join(directory, 'b-published.yaml'), PUBLISHED);
  writeFileSync(path.join(directory, 'c-broken.yaml'), 'category: nlp\nrules:\n  - id: [');
  const { pack, problems } = loadUserRules(directory);
  const detector = createDetector([pack]);
  const found = (content: string) =>
    detector.scan(exampleInput({ tool: 'message', input: { content } }), 'content-aware').findings.map((f) => f.rule);

  it('loads good rules beside bad ones', () => {
    assert.deepEqual(
      pack.rules.map((rule) => rule.info.id),
      ['team.codename', 'TEAM_001', 'TEAM_003', 'TEAM_002'],
    );
  });

  it('places every problem at its line and column', () => {
    const slow = problems.find((problem) => problem.message.includes('team.slow'));
    assert.equal(slow?.line, 16);
    assert.match(slow.message, /exponential/);
    const broken = problems.find((problem) => problem.file?.endsWith('c-broken.yaml'));
    assert.equal(broken?.line, 3);
    assert.ok(problems.every((problem) => problem.line !== undefined && problem.column !== undefined));
  });

  it('runs own and published rules', () => {
    assert.deepEqual(found('Blue Heron leaves tomorrow'), ['team.codename']);
    assert.deepEqual(found('BEACON at port 9'), ['TEAM_001']);
    assert.deepEqual(found('the lighthouse beacon at port 9'), []);
    assert.deepEqual(found('beacon at noon'), []);
    assert.deepEqual(found('a\u2067b'), ['TEAM_002']);
    assert.deepEqual(found('Heron: a nest with one egg (+)'), ['TEAM_003']);
    assert.deepEqual(found('Heron: a nest with one eggshell (+)'), []);
  });

  it('reads lines that end as they did on old systems', () => {
    const { rules } = parseRuleFile(`# Ours\r${OWN.replaceAll('\n', '\r')}`, 'x.yaml', PROJECT_WAYS);
    assert.deepEqual(
      rules.map(({ info }) => info.id),
      ['team.codename'],
    );
  });

  it('refuses what the regular-expression engine compiles for ever', () => {
    const rule = (pattern: string) => PUBLISHED.replace('(?i)beacon\\\\s+at', pattern.replaceAll('\\', '\\\\'));
    for (const pattern of ['\\pL'.repeat(9), '\\p{L}{3}\\pN{3}[\\pL\\pN]{3}'])
      assert.match(parseRuleFile(rule(pattern), 'x', PROJECT_WAYS).problems[0]?.message ?? '', /Unicode property/);
    assert.deepEqual(parseRuleFile(rule('\\pL+ \\pN{2,9}'), 'x', PROJECT_WAYS).problems, []);
  });

  it('refuses aliases that lead nowhere or expand beyond measure', () => {
    const bomb = `a: &a [1]\n${Array.from({ length: 30 }, (_, i) => `b${i}: [${'*a,'.repeat(9)}*a]`).join('\n')}`;
    for (const text of ['id: A\npatterns: *none', bomb]) {
      const { rules, problems } = parseRuleFile(text, 'x.yaml', PROJECT_WAYS);
      assert.deepEqual(rules, []);
      assert.match(problems[0]?.message ?? '', /alias/i);
    }
  });

  it('names no more than a hundred faults of a file that is no YAML, and a key that stands twice', () => {
    assert.equal(parseRuleFile(']'.repeat(5000), 'x.yaml', PROJECT_WAYS).problems.length, 100);
    const bad = `category: nlp\nrules:\n${'  - id: x\n'.repeat(5000)}`;
    const { problems } = parseRuleFile(bad, 'x.yaml', PROJECT_WAYS);
    assert.ok(problems.length < 120, `${problems.length}`);
    assert.match(problems.at(-1)?.message ?? '', /from here on the file is not read/);
    const [problem] = parseRuleFile('id: A\nid: B\n', 'x.yaml', PROJECT_WAYS).problems;
    assert.deepEqual([problem?.line, problem?.message], [2, 'Map keys must be unique']);
  });

  it('refuses a file of nothing but nesting, or of nothing but documents', () => {
    for (const [text, reason] of [
      ['- '.repeat(30_000), /Nested more than 64 deep/],
      ['...\n'.repeat(16_000), /More than 5000 documents/],
      [`rules: [${'- id: x\n  '.repeat(6500)}`, /dash within brackets/],
    ] as const) {
      const { rules, problems } = parseRuleFile(text, 'x.yaml', PROJECT_WAYS);
      assert.deepEqual(rules, []);
      assert.match(problems.at(-1)?.message ?? '', reason);
    }
  });

  it('takes published phrases with bounded gaps, and the white space between their words', () => {
    const pattern = '(?i)(send|post)\\\\s+.{0,60}(-d|--data)\\\\s+.{0,30}\\\\$[({]?[A-Z_]*(SECRET|KEY)[A-Z_]*[)}]?';
    const { rules, problems } = parseRuleFile(PUBLISHED.replace('(?i)beacon\\\\s+at', pattern), 'x.yaml', BUILTIN_WAYS);
    assert.deepEqual(problems, []);
    assert.equal(rules.length, 3);
  });

  it('holds a directory that does not exist for empty', () => {
    assert.deepEqual(loadUserRules(path.join(directory, 'none')), { pack: { format: 1, rules: [] }, problems: [] });
  });
});
