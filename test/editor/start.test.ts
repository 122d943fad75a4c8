import assert from 'node:assert/strict';
import test from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { run } from '../support/processes.ts';
import { root } from './vsix.ts';

test('npm start opens an editor that answers, and says which and why', async (t) => {
  // On Linux the missing display decides, so that the outcome does not depend on who runs the test.
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', OKTSEC_HOME: freshFolder(t, 'unused') };
  const { code, stdout, stderr } = await run('npm', ['start', '--', '--check'], { cwd: root, env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /Opening code-server from npm, because there is no display/);
  assert.match(stdout, /Oktsec is at http:\/\/127\.0\.0\.1:\d+\/\?folder=.*demo/);
  assert.match(stdout, /The editor has answered\./);
});

test('npm start refuses an option it does not have', async () => {
  const { code, stderr } = await run('node', ['--import', 'tsx', 'test/editor/start.ts', '--hom', 'x'], { cwd: root });
  assert.equal(code, 1);
  assert.match(stderr, /--hom/);
});
