import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { DEFAULT_CONFIG } from '../../../engine/config/defaultConfig.ts';
import { parseConfig } from '../../../engine/config/parseConfig.ts';
import { configReference } from '../../../engine/config/reference.ts';
import { configJsonSchema, configSchema } from '../../../engine/config/schema.ts';

const FILE = '/home/u/.oktsec/config.yaml';

function problems(text: string) {
  const parsed = parseConfig(text, FILE);
  assert.ok('problems' in parsed, 'expected problems');
  return parsed.problems;
}

describe('config.yaml', () => {
  it('reads an empty file as all defaults, with no mode chosen', () => {
    const parsed = parseConfig('', FILE);
    assert.ok('config' in parsed);
    assert.deepEqual(parsed.config, configSchema.parse({}));
    assert.equal(parsed.config.mode, undefined);
    assert.equal(parsed.config.hold.deadlineSeconds, 300);
  });

  it('reads the file that a first use writes as all defaults', () => {
    const parsed = parseConfig(DEFAULT_CONFIG, FILE);
    assert.ok('config' in parsed);
    assert.deepEqual(parsed.config, configSchema.parse({}));
  });

  it('fills the defaults of an agent that names only one setting', () => {
    const parsed = parseConfig('agents:\n  claude-code:\n    suspended: true\n', FILE);
    assert.ok('config' in parsed);
    assert.deepEqual(parsed.config.agents['claude-code'], { suspended: true, tools: { deny: [] }, blockedContent: [] });
  });

  it('places a syntax error at its line and column', () => {
    const [problem] = problems('version: 1\nhold: [1, 2\n');
    assert.equal(problem.code, 'config-syntax');
    assert.equal(problem.file, FILE);
    assert.ok((problem.line ?? 0) >= 2);
  });

  it('places a wrong value at its key', () => {
    const [problem] = problems('version: 1\nhold:\n  keepMinutes: 5\n  deadlineSeconds: soon\n');
    assert.deepEqual([problem.line, problem.column], [4, 3]);
    assert.match(problem.message, /^hold\.deadlineSeconds: /);
  });

  it('places a wrong item of a list at the item', () => {
    const [problem] = problems('agents:\n  a:\n    blockedContent:\n      - nlp\n      - nonsense\n');
    assert.deepEqual([problem.line, problem.column], [5, 9]);
  });

  it('refuses unknown settings, one problem for each, at their own places', () => {
    const found = problems('mod: enforce\nhold:\n  deadline: 3\n');
    assert.deepEqual(
      found.map(({ message, line, column }) => [message, line, column]).sort(),
      [
        ['hold.deadline: no such setting', 3, 3],
        ['mod: no such setting', 1, 1],
      ].sort(),
    );
  });

  it('refuses the same key twice instead of taking one of them', () => {
    assert.equal(problems('mode: enforce\nmode: observe\n')[0].code, 'config-syntax');
  });

  it('says where a key stands twice, and refuses keys that are no plain values', () => {
    assert.deepEqual(
      problems('hold:\n  keepMinutes: 5\n  keepMinutes: 6\n').map(({ line, message }) => [line, message]),
      [[3, 'Not valid YAML: Map keys must be unique']],
    );
    assert.match(problems('agents: {{x: 1}: {}}')[0].message, /plain value/);
  });

  it('refuses a second document', () => {
    const [problem] = problems('mode: enforce\n---\nmode: observe\n');
    assert.match(problem.message, /more than one document/);
    assert.equal(problem.line, 2);
  });

  it('names no more than a hundred faults of a file that is something else', () => {
    assert.equal(problems(']'.repeat(5000)).length, 100);
    assert.equal(problems('x'.repeat(40_000))[0].code, 'config-size');
  });

  it('refuses a text nested so deep that the parser would end the process, at its line and column', () => {
    for (const piece of ['- ', '? ', '[', '{', '[{a: ', '- [']) {
      const [problem] = problems(`mode: enforce\nagents: \n  ${piece.repeat(5000)}`);
      assert.match(problem.message, piece === '- [' ? /dash within brackets/ : /Nested more than 64 deep/, piece);
      assert.equal(problem.line, 3, piece);
    }
    assert.doesNotMatch(
      problems(`agents: {${'a: 1, '.repeat(200)}b: "${'['.repeat(200)}", c: '${'{'.repeat(200)}'}`)[0].message,
      /Nested/,
    );
    // Lines that stand further and further right.
    const stairs = Array.from({ length: 240 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    assert.equal(problems(stairs)[0].code, 'config-invalid');
  });

  it('refuses aliases that expand without end', () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
        : `a${i}: &a${i} [${Array(10)
            .fill(`*a${i - 1}`)
            .join(', ')}]`,
    );
    assert.equal(problems(levels.join('\n'))[0].code, 'config-syntax');
  });

  it('refuses a second escalation step below the first', () => {
    const [problem] = problems('escalation:\n  holdAfter: 9\n');
    assert.match(problem.message, /blockAfter/);
    assert.equal(problem.line, 1);
  });

  it('refuses what is no map at all', () => {
    assert.equal(problems('just text')[0].code, 'config-invalid');
  });

  it('has a JSON Schema that agrees with the loader', () => {
    const validate = new Ajv2020({ strict: false }).compile(configJsonSchema());
    const texts = ['', 'mode: enforce', 'mode: off', 'foo: 1', 'rules: [{id: X, action: ignore}]', 'rules: [{id: X}]'];
    for (const text of texts) {
      assert.equal(validate(parse(text) ?? {}), 'config' in parseConfig(text, FILE), text);
    }
  });
});

describe('docs/configuration.md', () => {
  it('is what the schema generates', () => {
    const file = path.join(import.meta.dirname, '../../../docs/configuration.md');
    assert.equal(readFileSync(file, 'utf8'), configReference(), 'run `npm run docs`');
  });
});
