import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseRuleFile } from '../../../engine/detect/ruleFile.ts';
import { BUILTIN_WAYS } from '../../../engine/detect/regex/linearity.ts';
import { variants } from '../../evasion/variants.ts';
import { hiddenCommands } from '../../parsers/compare.ts';
import { loadSecondParser } from '../../parsers/secondParser.ts';

const directory = path.resolve(import.meta.dirname, '../../../rules');
const files = readdirSync(directory)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parseRuleFile(readFileSync(path.join(directory, name), 'utf8'), name, BUILTIN_WAYS));
const rules = files.flatMap((file) => file.source?.rules ?? []);

/** Transforms that the other parser reads wrongly; a real bash agrees with us (shellTransforms.test.ts). */
const NO_JUDGE_OF: readonly string[] = [
  'line continuation in the name', // It takes the rest of the line for another word.
  'inverted', // It takes the brace of `! {` for a program's name.
  'time', // It knows no such keyword, and takes `while` behind it for a program.
  'alias', // It does not expand them, we do.
];
/** Behind a line of assignments it takes `for` for a program, and its `done` for another. */
const ASSIGNMENTS_BEFORE_A_LOOP = /=\S*\n(?:for|while|until|if|case)\b/;
const EVERY = 7;

// Parsers that disagree are how guards were passed: what one takes for data the shell runs.
describe('a second parser finds no command that the shell facts lack', async () => {
  const second = await loadSecondParser();
  const judge = (scripts: readonly string[]) => {
    const sure = scripts
      .map((script) => ({ script, opinion: second(script) }))
      .filter(({ opinion }) => !opinion.unsure);
    const commands = sure.reduce((sum, { opinion }) => sum + opinion.commands.length, 0);
    const hidden = sure.flatMap(({ script, opinion }) =>
      hiddenCommands(script, opinion).map(({ name, args }) => `${JSON.stringify([name, ...args])} in ${script}`),
    );
    return { commands, sure: sure.length, hidden };
  };

  it('in the examples of the rules', () => {
    const scripts = rules
      .flatMap(({ examples }) => [...examples.hits, ...examples.misses])
      .flatMap(({ tool, input }) => (tool === 'Bash' && typeof input.command === 'string' ? [input.command] : []));
    const { commands, sure, hidden } = judge(scripts);
    assert.ok(commands > 500 && sure > 0.97 * scripts.length, `${commands} commands in ${sure} of ${scripts.length}`);
    assert.deepEqual(hidden, []);
  });

  it('in other spellings of them', () => {
    const compiled = new Map(files.flatMap((file) => file.rules).map((rule) => [rule.info.id, rule]));
    const scripts = rules
      .flatMap(({ id, examples }) => examples.hits.flatMap((hit) => variants(hit, compiled.get(id)!)))
      .filter(({ example, transform }) => example.tool === 'Bash' && !NO_JUDGE_OF.includes(transform))
      .flatMap(({ example: { input } }, i) => (i % EVERY === 0 ? [String(input.command)] : []))
      .filter((script) => !ASSIGNMENTS_BEFORE_A_LOOP.test(script));
    const { commands, hidden } = judge(scripts);
    assert.ok(commands > 3000, `only ${commands} commands`);
    assert.deepEqual(hidden, []);
  });

  it('in scripts put together at random', () => {
    let commands = 0;
    fc.assert(
      fc.property(SCRIPT, (script) => {
        const judged = judge([script]);
        commands += judged.commands;
        assert.deepEqual(judged.hidden, []);
      }),
      { seed: 20261125, numRuns: 1500 },
    );
    assert.ok(commands > 2000, `only ${commands} commands`);
  });

  it('and would tell of one', () => {
    const opinion = { ...second('ls; rm -rf /'), unsure: false };
    const told = hiddenCommands('ls # ; rm -rf /', opinion);
    assert.deepEqual(
      told.map(({ name, args }) => [name, ...args]),
      [['rm', '-rf', '/']],
    );
  });
});

const WORD = fc.constantFrom(
  'a',
  'b-c',
  "'d e'",
  '"f  g"',
  'h\\ i',
  '$X',
  '"$Y"',
  '$(pwd)',
  "j'k'l",
  '--m=n',
  "'#o'",
  "$'p\\tq'",
  '/r/s',
  '-t',
  '"u;v"',
  "'w|x'",
  'y#z',
  '\\;',
);
const NAME = fc.constantFrom('ls', 'cat', 'grep', "e'ch'o", '"git"', 'c\\url', '/bin/rm', 'sort');
const COMMAND = fc
  .tuple(NAME, fc.array(WORD, { maxLength: 4 }), fc.constantFrom('', ' > out', ' 2>&1', ' < in', ' <<< text'))
  .map(([name, args, redirect]) => [name, ...args].join(' ') + redirect);
const SCRIPT = fc.letrec<{ script: string }>((tie) => ({
  script: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    COMMAND,
    fc
      .tuple(tie('script'), fc.constantFrom('; ', ' && ', ' || ', ' | ', '\n', ' & '), tie('script'))
      .map(([left, between, right]) => left + between + right),
    tie('script').map((inner) => `( ${inner} )`),
    tie('script').map((inner) => `{ ${inner}; }`),
    tie('script').map((inner) => `if ${inner}; then ls; else ${inner}; fi`),
    tie('script').map((inner) => `for i in 1 2; do ${inner}; done`),
    tie('script').map((inner) => `while ${inner}; do cat; done`),
    tie('script').map((inner) => `case $x in a|b) ${inner};; *) ls;; esac`),
    tie('script').map((inner) => `echo "$(${inner})"`),
    tie('script').map((inner) => `cat <(${inner})`),
    tie('script').map((inner) => `V=$(${inner}) sort`),
    tie('script').map((inner) => `${inner} # and; more | text\n`),
    tie('script').map((inner) => `# it's a note\n${inner}`),
    COMMAND.map((inner) => `${inner} <<'END'\nrm -rf x\nEND\nls`),
  ),
})).script;
