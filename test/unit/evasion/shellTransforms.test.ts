import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it, type TestContext } from 'node:test';
import { onShellPaths, SHELL_PATH_TRANSFORMS } from '../../evasion/addressTransforms.ts';
import { SHELL_TRANSFORMS } from '../../evasion/shellTransforms.ts';
import { freshFolder } from '../../support/environment.ts';

/** Harmless commands of the shapes that the rules' examples have; `show` prints each argument it was given. */
const SCRIPTS: readonly string[] = [
  "printf '%s\\n' one 'two  three' -x --flag=a/b",
  'cat /etc/passwd | tr a-z A-Z | head -n 2',
  'cat < /etc/hostname && show -rf a=b; show c',
  'A=1 show x "$HOME/y" && rm -rf /nowhere/a',
  'for f in a b; do show "$f" 1; done',
  'show "$(cat /etc/hostname)" $(echo x y)',
  "cat <<'EOF' | tr a b\nabc $x\nEOF",
  "show 'it''s' \"q\\\"q\" $'tab\\t' <<< \"a  b\"",
  'if grep -q root /etc/passwd; then show found; else show none; fi',
  'step2() { show in "$1"; }; step2 arg',
  'busybox cat /etc/hostname',
];
/** For paths: these print what is in the file and not how it was named. */
const READERS: readonly string[] = ['cat /etc/hostname', 'cat ~/.proof/key'];

/** Stand-ins for what needs rights or is not installed everywhere. */
const PROGRAMS: Readonly<Record<string, string>> = {
  show: 'for a; do printf "<%s>" "$a"; done; echo',
  sudo: 'while [ "${1#-}" != "$1" ]; do shift; done; exec "$@"',
  busybox: 'exec "$@"',
};

// An evasion that breaks the command would prove nothing, so a real shell runs both.
it('a transformed command does what the command does', (t) => {
  const runner = createRunner(t);
  const scripts = SCRIPTS.flatMap((script) => SHELL_TRANSFORMS.map((each) => ({ script, ...each })));
  const readers = READERS.flatMap((script) =>
    SHELL_PATH_TRANSFORMS.map((each) => ({ script, name: `path: ${each.name}`, apply: onShellPaths(each) })),
  );
  const trials = [...scripts, ...readers].flatMap(({ script, name, apply }) => {
    const changed = apply(script);
    return changed === undefined || changed === script ? [] : [{ name, script, changed }];
  });
  const expected = runner([...SCRIPTS, ...READERS]);
  const actual = runner(trials.map(({ changed }) => changed));

  const wrong = trials.flatMap(({ name, script, changed }, i) => {
    const plain = expected[[...SCRIPTS, ...READERS].indexOf(script)] ?? '';
    assert.notEqual(plain, '', `${script} prints nothing to compare`);
    // What a substitution prints is kept by it.
    if (actual[i] === (name === 'substitution' ? '' : plain)) return [];
    return [`${name}: ${changed}\n${actual[i]?.slice(0, 200)}--- instead of\n${plain.slice(0, 200)}`];
  });
  assert.deepEqual(wrong, []);
  const tried = new Set(trials.map(({ name }) => name));
  const all = [
    ...SHELL_TRANSFORMS.map(({ name }) => name),
    ...SHELL_PATH_TRANSFORMS.map(({ name }) => `path: ${name}`),
  ];
  // Needs a path below the one home folder that the examples speak of.
  const untried = all.filter((name) => !tried.has(name) && name !== 'path: ~ for the home');
  assert.deepEqual(untried, [], 'transforms that were never tried');
});

/** Runs each script in a bash of its own, all from one process; returns what each printed. */
function createRunner(t: TestContext): (scripts: readonly string[]) => readonly string[] {
  const folder = freshFolder(t, 'transforms');
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  mkdirSync(path.join(folder, 'home', '.proof'), { recursive: true });
  writeFileSync(path.join(folder, 'home', '.proof', 'key'), 'proof\n');
  for (const [name, body] of Object.entries(PROGRAMS)) {
    writeFileSync(path.join(programs, name), `#!/bin/bash\n${body}\n`);
    chmodSync(path.join(programs, name), 0o755);
  }
  for (const name of ['cat', 'echo', 'env', 'grep', 'head', 'printf', 'rm', 'tr'])
    symlinkSync(which(name), path.join(programs, name));
  return (scripts) => {
    scripts.forEach((script, i) => {
      // A pattern is to match what it was made from and nothing else that this machine has.
      const text = script.replace(/\/usr\/(?:lib\/\.\.\/)?bin\//g, `${programs}/`);
      writeFileSync(path.join(folder, `${i}.sh`), text);
    });
    const all = `for ((i = 0; i < ${scripts.length}; i++)); do bash --norc -c "$(< $i.sh)" > $i.out 2> $i.err < /dev/null; done`;
    spawnSync('bash', ['--norc', '-c', all], {
      cwd: folder,
      env: { PATH: `${programs}:${process.env.PATH}`, HOME: path.join(folder, 'home') },
    });
    return scripts.map((_, i) => readFileSync(path.join(folder, `${i}.out`), 'utf8'));
  };
}

function which(name: string): string {
  return spawnSync('bash', ['-c', `type -P ${name}`], { encoding: 'utf8' }).stdout.trim();
}
