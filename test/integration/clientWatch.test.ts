import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { freshFolder } from '../support/environment.ts';
import { configure, oktsec, RunningEngine } from '../support/oktsec.ts';
import { until } from '../support/until.ts';

describe('a connected client', () => {
  it('whose hooks are switched off behind our back is reported, and no more once they are back', async (t) => {
    const home = freshFolder(t, 'home');
    configure(home, 'version: 1\nmode: enforce\n');
    assert.equal((await oktsec(home, ['connect', 'claude-code'])).code, 0);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    await until('the engine has seen the connection', async () =>
      (await engine.call('clients.list', {})).some((c) => c.state === 'connected'),
    );
    const file = path.join(home, '.claude', 'settings.json');
    const connected = readFileSync(file, 'utf8');
    // Written again until it is seen: the engine may not have started to watch yet.
    await until('the loss is reported', async () => {
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(connected) as object), disableAllHooks: true }));
      const { health, problems } = await engine.call('status', {});
      return health === 'degraded' && problems.some((p) => p.code === 'client-lost-claude-code' && p.file === file);
    });
    writeFileSync(file, connected);
    await until('all is well again', async () => (await engine.call('status', {})).health === 'ok');
  });
});
