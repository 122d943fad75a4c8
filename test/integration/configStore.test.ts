import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { prepareHome, type HomePaths } from '../../engine/config/home.ts';
import { ConfigEditError, openConfig, type ConfigStore } from '../../engine/config/store.ts';

let home: HomePaths;
let store: ConfigStore | undefined;
beforeEach(() => {
  home = prepareHome(mkdtempSync(path.join(os.tmpdir(), 'oktsec-config-')));
});
afterEach(() => {
  store?.close();
  rmSync(home.root, { recursive: true, force: true });
});

function open(text?: string): ConfigStore {
  if (text !== undefined) writeFileSync(home.config, text);
  return (store = openConfig(home.config));
}

/** Settles at the next change that the store tells. */
async function changeAfter(config: ConfigStore, act: () => void): Promise<void> {
  // The store's watcher does not keep a process alive.
  const alive = setInterval(() => undefined, 1000);
  await new Promise<void>((resolve) => {
    const end = config.onChange(() => {
      end();
      resolve();
    });
    act();
  });
  clearInterval(alive);
}

describe('the configuration at start', () => {
  it('is written with comments and mode 0600 when there is none', () => {
    const config = open();
    assert.deepEqual(config.problems, []);
    assert.equal(config.current.mode, undefined);
    assert.match(readFileSync(home.config, 'utf8'), /^# /);
    assert.equal(statSync(home.config).mode & 0o777, 0o600);
  });

  it('is the last good one when the file is broken', () => {
    open('mode: enforce\n').close();
    const config = open('mode: [');
    assert.equal(config.current.mode, 'enforce');
    assert.equal(config.problems[0]?.code, 'config-fallback');
    assert.equal(config.problems[1]?.code, 'config-syntax');
  });

  it('is the defaults, and says so, when the file is broken and nothing good was ever read', () => {
    const config = open('mode: [');
    assert.equal(config.current.mode, undefined);
    assert.match(config.problems[0]?.message ?? '', /default settings/);
  });

  it('comes back when the file was deleted', () => {
    open('mode: enforce\n').close();
    rmSync(home.config);
    assert.equal(open().current.mode, 'enforce');
    assert.equal(readFileSync(home.config, 'utf8'), 'mode: enforce\n');
  });
});

describe('a change of the file', () => {
  it('applies when it is saved in place', async () => {
    const config = open('mode: observe\n');
    await changeAfter(config, () => writeFileSync(home.config, 'mode: enforce\n'));
    assert.equal(config.current.mode, 'enforce');
  });

  it('applies when an editor replaces the file, again and again', async () => {
    const config = open('port: 2000\n');
    for (const port of [2001, 2002, 2003]) {
      await changeAfter(config, () => {
        writeFileSync(`${home.config}~`, `port: ${port}\n`);
        renameSync(`${home.config}~`, home.config);
      });
      assert.equal(config.current.port, port);
    }
  });

  it('that is wrong leaves the settings in force and is reported, until it is corrected', async () => {
    const config = open('mode: enforce\n');
    await changeAfter(config, () => writeFileSync(home.config, 'mode: enforce\nportt: 1\n'));
    assert.equal(config.current.mode, 'enforce');
    assert.deepEqual(
      config.problems.map(({ code, line }) => [code, line]),
      [['config-invalid', 2]],
    );
    await changeAfter(config, () => writeFileSync(home.config, 'mode: observe\n'));
    assert.equal(config.current.mode, 'observe');
    assert.deepEqual(config.problems, []);
  });

  it('that removes the file leaves the settings in force and is reported', async () => {
    const config = open('mode: enforce\n');
    await changeAfter(config, () => rmSync(home.config));
    assert.equal(config.current.mode, 'enforce');
    assert.equal(config.problems[0]?.code, 'config-missing');
  });
});

describe('an edit', () => {
  it('changes one value and keeps comments and order', () => {
    const config = open('# mine\nport: 2000 # why\nmode: observe\n\n# rules of the team\nrules: []\n');
    config.edit(['mode'], 'enforce');
    assert.equal(
      readFileSync(home.config, 'utf8'),
      '# mine\nport: 2000 # why\nmode: enforce\n\n# rules of the team\nrules: []\n',
    );
    assert.equal(config.current.mode, 'enforce');
  });

  it('adds what is not there yet, also to the file of a first use', () => {
    const config = open();
    const before = readFileSync(home.config, 'utf8');
    config.edit(['mode'], 'enforce');
    config.edit(['agents', 'claude-code/Explore', 'suspended'], true);
    assert.equal(config.current.mode, 'enforce');
    assert.equal(config.current.agents['claude-code/Explore']?.suspended, true);
    const after = readFileSync(home.config, 'utf8').split('\n');
    for (const line of before.split('\n')) assert.ok(after.includes(line), `lost: ${line}`);
  });

  it('removes a value, keeps CRLF and the mode of the file, and tells listeners at once', () => {
    const config = open('port: 2000\r\nmode: enforce\r\n');
    const told: (string | undefined)[] = [];
    config.onChange((current) => told.push(current.mode));
    config.edit(['mode'], undefined);
    assert.deepEqual(told, [undefined]);
    assert.equal(readFileSync(home.config, 'utf8'), 'port: 2000\r\n');
    assert.equal(statSync(home.config).mode & 0o777, 0o600);
  });

  it('that is not allowed is refused, and so is one of a broken file', () => {
    const config = open('mode: observe\n');
    assert.throws(() => config.edit(['mode'], 'off'), ConfigEditError);
    assert.equal(readFileSync(home.config, 'utf8'), 'mode: observe\n');
    writeFileSync(home.config, 'mode: [');
    assert.throws(() => config.edit(['mode'], 'enforce'), /line/);
    assert.equal(readFileSync(home.config, 'utf8'), 'mode: [');
    assert.deepEqual(
      readdirSync(home.root).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});
