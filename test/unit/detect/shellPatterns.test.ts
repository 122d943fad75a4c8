import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCommandPattern } from '../../../engine/detect/shell/commandPattern.ts';
import { shellFacts } from '../../../engine/detect/shell/parseShell.ts';

function matches(pattern: string, text: string): boolean {
  const compiled = compileCommandPattern(pattern);
  return shellFacts(text, '/home/dev/app').commands.some(
    (command) => compiled.programs.includes(command.program) && compiled.matches(command, '~/app'),
  );
}

describe('command patterns', () => {
  const cases: readonly (readonly [pattern: string, hits: readonly string[], misses: readonly string[]])[] = [
    [
      'git push --force|-f',
      ['git push -f', 'git -C x push origin main --force', 'git push -uf origin x'],
      ['git push', 'git commit -m "push -f"', 'git log push -f', 'git push -- -f'],
    ],
    [
      'kubectl delete ns|namespace *',
      ['kubectl -n x delete ns y', 'kubectl delete namespace y'],
      ['kubectl delete ns', 'kubectl get ns y'],
    ],
    [
      'terraform destroy -auto-approve|--auto-approve',
      ['terraform -chdir=x destroy -auto-approve'],
      ['terraform destroy', 'terraform destroy -target=a'],
    ],
    ['chmod 777 @system-root|home', ['chmod 777 /etc', 'sudo chmod 777 "$HOME"'], ['chmod 777 ./x', 'chmod 755 /etc']],
    ['aws s3 rb --force', ['aws --profile p s3 rb s3://x --force'], ['aws s3 rb s3://x']],
    [
      'docker run --pid=host',
      ['docker run --pid host a', 'docker run --pid=host a'],
      ['docker run --pid=container:x a'],
    ],
    ['terraform apply !-auto-approve', ['terraform apply'], ['terraform apply -auto-approve']],
    [
      'history -c !|',
      ['history -c', 'ls | cat; history -c', 'fc -l | { history -c; }'],
      ['history -c | cat', '{ history -c; } | cat', "bash -c 'history -c' | cat | sort"],
    ],
    ['mysql ~drop_table', ['mysql -e "DROP TABLE x"'], ['mysql -e "select 1"']],
  ];
  for (const [pattern, hits, misses] of cases) {
    it(pattern, () => {
      for (const text of hits) assert.ok(matches(pattern, text), text);
      for (const text of misses) assert.ok(!matches(pattern, text), text);
    });
  }

  it('names what is wrong', () => {
    assert.throws(() => compileCommandPattern('rm @rooot'), /"rooot" is no path class/);
    assert.throws(() => compileCommandPattern('  '), /needs a program/);
  });
});
