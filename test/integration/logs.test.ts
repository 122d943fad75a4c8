import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openAuditLog } from '../../engine/audit/auditLog.ts';
import { openSigner } from '../../engine/identity/keys.ts';
import type { Entry } from '../../engine/protocol/audit.ts';
import { freshEnvironment, freshFolder } from '../support/environment.ts';
import { cli, oktsec, RunningEngine, stateOf } from '../support/oktsec.ts';
import { until } from '../support/until.ts';
import { draft, WASM } from '../unit/audit/helpers.ts';

/** A home whose log has these entries. */
async function homeWith(home: string, count: number): Promise<void> {
  mkdirSync(stateOf(home), { recursive: true, mode: 0o700 });
  const file = path.join(stateOf(home), 'oktsec.db');
  const log = await openAuditLog({ file, wasm: WASM, signer: openSigner(stateOf(home)), now: Date.now });
  const block = { verdict: 'block', action: 'deny', reason: 'sends a key away' } as const;
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      log.append(draft(n, { session: `s-${n % 2}`, ...(n % 10 === 3 && block) })),
    ),
  );
  await log.close();
}

const entriesOf = (output: string): Entry[] =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry);

describe('oktsec logs', () => {
  it('shows the newest entries that are asked for, the newest last', async (t) => {
    const home = freshFolder(t, 'logs');
    await homeWith(home, 40);
    const seqs = async (...args: string[]) => {
      const { code, stdout, stderr } = await oktsec(home, ['logs', '--json', ...args]);
      assert.equal(code, 0, stderr);
      return entriesOf(stdout).map(({ record }) => record.seq);
    };
    assert.deepEqual(await seqs('-n', '3', '--tool', 'Bash'), [38, 39, 40]);
    assert.deepEqual(await seqs('--verdict', 'block'), [4, 14, 24, 34]);
    assert.deepEqual(await seqs('--at-least', 'flag', '--session', 's-1', '--text', '13'), [14]);
    const { stdout } = await oktsec(home, ['logs', '--verdict', 'block', '-n', '1']);
    assert.match(stdout, /34 .* block \(deny\) .*Bash: echo 33\n +sends a key away/);
    const wrong = await oktsec(home, ['logs', '--since', 'yesterday-ish']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /how long ago/);
  });

  it('exports what the same options mean, as much as a level tells', async (t) => {
    const home = freshFolder(t, 'logs');
    await homeWith(home, 20);
    const { stdout } = await oktsec(home, ['export', '--verdict', 'block', '--level', 'external']);
    const entries = entriesOf(stdout);
    assert.deepEqual(
      entries.map(({ record, redacted }) => [record.seq, record.summary, redacted]),
      [4, 14].map((seq) => [seq, '[redacted]', 'external']),
    );
    const file = path.join(home, 'some.jsonl');
    assert.equal((await oktsec(home, ['export', '--session', 's-1', '--level', 'analyst', '-o', file])).code, 0);
    assert.equal((await oktsec(home, ['verify', file])).code, 1, 'entries are missing');
    const verified = await oktsec(home, ['verify', file, '--selection']);
    assert.match(verified.stdout, /^Valid: 10 entries.*\n10 of them are redacted/);
  });

  it('follows what is added', async (t) => {
    const home = freshFolder(t, 'logs');
    const engine = await RunningEngine.start(home);
    t.after(() => engine.close());
    const following = spawn(process.execPath, [cli, 'logs', '--follow', '--json'], {
      cwd: home,
      env: freshEnvironment(home),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => following.kill());
    let output = '';
    following.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await until('the start of the engine is shown', () => output.includes('"engine.start"'));
    await fetch(`${engine.info.url}/api/status`, {
      method: 'POST',
      headers: { authorization: 'Bearer wrong' },
      body: '{}',
    });
    await until('a refused request is shown', () => output.includes('"request.refused"'));
    const seqs = entriesOf(output).map(({ record }) => record.seq);
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
      'each once, in order',
    );
  });
});
