/** `oktsec archive`, `forget` and `verify` as people run them, and what leaves this machine verified on another. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openAuditLog } from '../../engine/audit/auditLog.ts';
import { openSigner } from '../../engine/identity/keys.ts';
import { freshFolder } from '../support/environment.ts';
import { bashEvent, oktsec, RunningEngine, stateOf, trail } from '../support/oktsec.ts';
import { draft, WASM } from '../unit/audit/helpers.ts';

const DAY = 86_400_000;
const THOUGHT = 'the staging database is the weak point';

/** A home whose log has entries of each of the last four days, each with what the agent thought. */
async function homeWithDays(t: TestContext, entriesADay = 10): Promise<string> {
  const home = freshFolder(t, 'home');
  const state = stateOf(home);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const file = path.join(state, 'oktsec.db');
  const log = await openAuditLog({ file, wasm: WASM, signer: openSigner(state), now: Date.now });
  for (let day = 4; day > 0; day--) {
    const time = Date.now() - day * DAY + DAY / 2;
    const entries = Array.from({ length: entriesADay }, (_, n) =>
      draft(day * entriesADay + n, { time, session: `s-${day}`, reasoning: `${THOUGHT} ${day}`, input: `{"n":${n}}` }),
    );
    await Promise.all(entries.map((entry) => log.append(entry)));
  }
  await log.close();
  return home;
}

/** Another machine, to which these files were carried. */
function elsewhere(t: TestContext, ...files: readonly string[]): { readonly home: string; readonly at: string[] } {
  const home = freshFolder(t, 'elsewhere');
  const at = files.map((file) => path.join(home, path.basename(file)));
  files.forEach((file, i) => copyFileSync(file, at[i]!));
  return { home, at };
}

async function ran(home: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await oktsec(home, args);
  assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

describe('oktsec archive', () => {
  it('moves old entries into a file that another machine verifies with the public key alone', async (t) => {
    const home = await homeWithDays(t);
    const said = await ran(home, 'archive', '--before', '2d');
    const file = /^20 entries are now in (.*)$/m.exec(said)?.[1] ?? '';
    assert.ok(said.includes(`oktsec verify ${file}`), said);
    assert.equal(readdirSync(path.join(stateOf(home), 'archives')).length, 1);
    assert.match(await ran(home, 'archive', '--before', '2d'), /^There was nothing to archive/);
    assert.match(await ran(home, 'verify'), /^Valid: 21 entries from 21 on, earlier ones are in archives/);

    const exported = path.join(home, 'rest.jsonl');
    await ran(home, 'export', '-o', exported);
    const { home: there, at } = elsewhere(t, file, exported, path.join(stateOf(home), 'keys', 'audit.pub'));
    const [archive = '', rest = '', key = ''] = at;
    assert.match(await ran(there, 'verify', archive, '--key', key), /^Valid: 20 entries, head [0-9a-f]{64}/);
    assert.match(await ran(there, 'verify', rest, '--key', key), /^Valid: 21 entries from 21 on/);
    await ran(home, 'export', '--format', 'json', '-o', exported);
    assert.match(await ran(home, 'verify', exported), /^Valid: 21 entries from 21 on.*\nWhole/, 'as JSON too');

    const lines = gunzipSync(readFileSync(archive)).toString('utf8').trim().split('\n');
    const broken = async (change: readonly string[]) => {
      writeFileSync(archive, gzipSync(`${change.join('\n')}\n`));
      const { code, stdout } = await oktsec(there, ['verify', archive, '--key', key]);
      assert.equal(code, 1);
      return stdout;
    };
    assert.match(await broken(lines.with(4, lines[4]!.replace('echo', 'Echo'))), /^Broken at entry 5: .*\(hash\)/);
    assert.match(await broken(lines.slice(0, -1)), /\(tail\)/);
    const whole = readFileSync(rest, 'utf8').trim().split('\n');
    const cut = async (change: readonly string[]) => {
      writeFileSync(rest, change.join('\n'));
      return (await oktsec(there, ['verify', rest, '--key', key])).stdout;
    };
    assert.match(await cut(whole), /\nWhole: its key states that it ended here at 2/);
    assert.match(await cut(whole.toSpliced(-2, 1)), /^Broken at entry 41: .*the end was cut off \(tail\)/);
    assert.match(await cut(whole.slice(0, -1)), /\nNothing in it states where it ends/);
    const other = whole.at(-1)?.replace('"size":41', '"size":40') ?? '';
    assert.match(await cut([...whole.slice(0, -2), other]), /\(signature\)/, 'nobody else can state another end');
    writeFileSync(archive, gzipSync(lines.join('\n')));
    const foreign = path.join(there, 'foreign.pub');
    writeFileSync(foreign, `${'ab'.repeat(32)}\n`);
    const { code, stdout } = await oktsec(there, ['verify', archive, '--key', foreign]);
    assert.equal(code, 1);
    assert.match(stdout, /which is not trusted/);
  });
});

describe('an archive made after the key was changed', () => {
  it('verifies with the old key as with the new one, and so does what is left', async (t) => {
    const home = await homeWithDays(t);
    const pub = path.join(stateOf(home), 'keys', 'audit.pub');
    const [old, next, rest] = ['old.pub', 'next.pub', 'rest.jsonl'].map((name) => path.join(home, name)) as [
      string,
      string,
      string,
    ];
    copyFileSync(pub, old);
    await ran(home, 'keys', 'rotate');
    copyFileSync(pub, next);
    await ran(home, 'archive', '--before', '2d');
    const [archive = ''] = readdirSync(path.join(stateOf(home), 'archives'));
    await ran(home, 'export', '-o', rest);
    const some = path.join(home, 'some.jsonl');
    await ran(home, 'export', '--session', 's-1', '-o', some);
    const there = elsewhere(t, path.join(stateOf(home), 'archives', archive), rest, some, old, next);
    const [moved = '', left = '', selected = '', ...keys] = there.at;
    for (const key of keys) {
      assert.match(await ran(there.home, 'verify', moved, '--key', key), /^Valid: 20 entries/);
      assert.match(await ran(there.home, 'verify', left, '--key', key), /^Valid: 22 entries from 21 on/);
      assert.match(await ran(there.home, 'verify', selected, '--selection', '--key', key), /^Valid: 10 entries/);
    }
    const [certificate = '', ...lines] = readFileSync(left, 'utf8').split('\n');
    const forged = certificate.replace(/"from":"../, '"from":"00');
    for (const [change, problem] of [
      [lines, 'key'],
      [[forged, ...lines], 'signature'],
    ] as const) {
      writeFileSync(left, change.join('\n'));
      const { code, stdout } = await oktsec(there.home, ['verify', left, '--key', keys[0] ?? '']);
      assert.equal(code, 1);
      assert.ok(stdout.includes(`(${problem})`), stdout);
    }
  });
});

describe('oktsec forget', () => {
  const textsOf = async (home: string) =>
    (await trail(home)).flatMap(({ record, attachments = {} }) =>
      record.kind === 'call' ? [[record.session, ...Object.keys(attachments)].join(' ')] : [],
    );
  const left = async (home: string) => [...new Set(await textsOf(home))];

  it('deletes the texts that are meant, and no others, and the log still verifies', async (t) => {
    const home = await homeWithDays(t);
    assert.equal((await oktsec(home, ['forget'])).code, 2, 'it must be said which');
    assert.equal(await ran(home, 'forget', '--session', 's-4', '--only', 'input'), 'Deleted 10 texts.\n');
    assert.deepEqual(await left(home), ['s-4 reasoning', ...[3, 2, 1].map((n) => `s-${n} reasoning input`)]);
    assert.equal(await ran(home, 'forget', '--before', '2d'), 'Deleted 30 texts.\n');
    assert.deepEqual(await left(home), ['s-4', 's-3', 's-2 reasoning input', 's-1 reasoning input']);
    assert.match(await ran(home, 'verify'), /^Valid: 42 entries.*\n.*\n40 texts that entries name were deleted/);
    assert.equal(await ran(home, 'forget', '--all'), 'Deleted 40 texts.\n');
    assert.equal(await ran(home, 'forget', '--all'), 'There was nothing to delete.\n');
    assert.match(await ran(home, 'verify'), /^Valid: 43 entries/);
    for (const name of readdirSync(stateOf(home)).filter((each) => each.startsWith('oktsec.db')))
      assert.ok(!readFileSync(path.join(stateOf(home), name)).includes(THOUGHT), `${name} still has the texts`);
  });
});

describe('an export', () => {
  it('lets calls be judged while it is made', async (t) => {
    const home = await homeWithDays(t, 1000);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const order: string[] = [];
    const response = await fetch(`${engine.info.url}/api/export`, {
      headers: { authorization: `Bearer ${engine.info.control}` },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    const judged = engine.post(bashEvent('echo meanwhile')).then(async (answer) => {
      await answer.text();
      order.push('judged');
    });
    while (!(await reader?.read())?.done);
    order.push('exported');
    await judged;
    assert.deepEqual(order, ['judged', 'exported']);
  });

  it('whose reader goes away leaves the engine as it was', async (t) => {
    const home = await homeWithDays(t);
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const before = (await engine.call('status', {})).entries;
    for (let n = 0; n < 5; n++) {
      const response = await fetch(`${engine.info.url}/api/export?format=jsonl`, {
        headers: { authorization: `Bearer ${engine.info.control}` },
      });
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    assert.equal((await engine.call('status', {})).entries, before, 'nothing about it goes on record');
    assert.match(await ran(home, 'verify'), /^Valid/);
  });
});
