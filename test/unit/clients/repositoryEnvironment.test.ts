import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { claudeCode } from '../../../engine/clients/claudeCode.ts';
import { claudeCodeVariables } from '../../../engine/clients/claudeCodeSwitches.ts';
import { geminiCliVariables } from '../../../engine/clients/geminiCliSwitches.ts';
import { withRepositoryEnvironment, type VariableFiles } from '../../../engine/clients/repositoryEnvironment.ts';
import { freshFolder } from '../../support/environment.ts';
import { bashEvent } from '../../support/oktsec.ts';

/** What is added to a call in a folder of a repository that holds these files. */
function added(t: TestContext, files: Readonly<Record<string, string>>, from: VariableFiles): string[] {
  const repository = freshFolder(t, 'repository');
  const cwd = path.join(repository, 'src', 'deep');
  for (const folder of [cwd, path.join(repository, '.git')]) mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(repository, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll('REPOSITORY', repository));
  }
  const call = claudeCode.parse(bashEvent('true', { cwd }), 100);
  assert.ok(!('problem' in call));
  const { fields } = withRepositoryEnvironment(call, from);
  return fields.slice(call.fields.length).map(({ text }) => text.replaceAll(repository, 'REPOSITORY'));
}

const settings = (env: object) => ({ '.claude/settings.json': JSON.stringify({ env }) });

describe('variables that a repository gives to every program', () => {
  it('are seen where they have other code run, from a folder below too', (t) => {
    const { LD_PRELOAD, PORT } = { LD_PRELOAD: './x.so', PORT: '80' };
    assert.deepEqual(added(t, settings({ LD_PRELOAD, PORT }), claudeCodeVariables), ['LD_PRELOAD=./x.so']);
    const dotenv = { '.env': 'PORT=80\nexport NODE_OPTIONS=--require ./x.cjs\n' };
    assert.deepEqual(added(t, dotenv, geminiCliVariables), ['NODE_OPTIONS=--require ./x.cjs']);
    assert.deepEqual(added(t, dotenv, claudeCodeVariables), [], 'Claude Code does not read it');
  });

  it('are seen where PATH leads into the repository, and not elsewhere', (t) => {
    for (const within of ['REPOSITORY/bin:/usr/bin', '/usr/bin:tools', './a:/bin', ':/usr/bin', '/usr/bin:.']) {
      assert.deepEqual(added(t, settings({ PATH: within }), claudeCodeVariables), [`PATH=${within}`]);
    }
    for (const PATH of ['/usr/bin:/bin', '/opt/node/bin:$PATH', '~/bin:/usr/bin', '../other/bin']) {
      assert.deepEqual(added(t, settings({ PATH }), claudeCodeVariables), [], PATH);
    }
  });
});
