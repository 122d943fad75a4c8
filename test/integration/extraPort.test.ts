import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { listen } from '../../engine/ownership.ts';
import { bashEvent, configure, oktsec, RunningEngine } from '../support/oktsec.ts';

let home = '';
let engine: RunningEngine | undefined;
let other: Server;
let taken = 0;

beforeEach(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), 'oktsec-port-'));
  other = createServer();
  assert.ok(await listen(other, 0));
  taken = (other.address() as { port: number }).port;
});
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  other.close();
  rmSync(home, { recursive: true, force: true });
});

describe('a port of the user’s choice', () => {
  it('answers hooks there, and other commands still find the engine', async () => {
    configure(home, 'mode: enforce\n');
    await new Promise((resolve) => other.close(resolve)); // A port that is free now.
    engine = await RunningEngine.start(home, { args: ['--port', String(taken)] });
    assert.equal(new URL(engine.info.url).port, String(taken));
    assert.ok(await engine.denies(bashEvent('rm -rf --no-preserve-root /')));
    assert.match((await oktsec(home, ['status'])).stdout, /enforce/);
  });

  it('is refused on the command line when another program has it', async () => {
    const { code, stderr } = await oktsec(home, ['run', '--port', String(taken)]);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`port ${taken} on 127.0.0.1 is taken`));
  });

  it('gives way, and says so, when config.yaml asks for a port that another program has', async () => {
    configure(home, `port: ${taken}\n`);
    engine = await RunningEngine.start(home);
    assert.notEqual(new URL(engine.info.url).port, String(taken));
    const { problems } = await engine.call('status', {});
    assert.ok(problems.some(({ code }) => code === 'port-taken'));
  });
});
