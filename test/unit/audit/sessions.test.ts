import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditLog } from '../../../engine/audit/auditLog.ts';
import type { EntryDraft } from '../../../engine/protocol/audit.ts';
import { draft, openLog, temporaryDirectory } from './helpers.ts';

const START = 1_790_000_000_000;
const SUB_AGENT = {
  name: 'explorer',
  kind: 'sub',
  instance: 'i-2',
  parent: 'claude-code',
  root: 'claude-code',
  depth: 1,
};

/** A session with a prompt, a held and approved call that failed, a call of a sub-agent and one that is still running. */
async function record(log: AuditLog): Promise<void> {
  const entries: EntryDraft[] = [
    draft(0, { kind: 'notice', event: 'SessionStart', phase: 'notice', summary: 'session starts' }),
    draft(10, {
      kind: 'notice',
      event: 'UserPromptSubmit',
      tool: { name: 'prompt', kind: 'prompt' },
      summary: 'Tidy up',
    }),
    draft(100, { verdict: 'quarantine', action: 'hold', enforced: 'hold', reason: 'deletes files' }),
    draft(130, { call: 'call-130', agent: SUB_AGENT, verdict: 'flag', args: { file_path: '/w/a.ts' } }),
    draft(200, {
      kind: 'approval',
      call: 'call-100',
      verdict: 'quarantine',
      approval: { item: 'h', state: 'approved', by: 'cli', waitedMs: 90 },
    }),
    draft(250, {
      kind: 'outcome',
      call: 'call-100',
      verdict: 'clean',
      outcome: { ok: false, exitCode: 2, error: 'gone', durationMs: 40 },
    }),
    draft(260, {
      kind: 'outcome',
      call: 'call-130',
      verdict: 'block',
      reason: 'the result carries a key',
      outcome: { ok: true },
    }),
    draft(270, { kind: 'outcome', call: 'never seen', outcome: { ok: true } }),
    draft(300, { session: 'session-2', verdict: 'block', action: 'deny' }),
    draft(310, { kind: 'system', session: '', call: 's', agent: { ...SUB_AGENT, name: 'oktsec' } }),
  ];
  for (const entry of entries) await log.append(entry);
}

describe('sessions', () => {
  it('fold decisions and outcomes into the line of their call', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await record(log);
    const steps = log.session('session-1')?.steps ?? [];
    assert.deepEqual(
      steps.map(({ summary, gapMs, agent, depth, verdict }) => [summary, gapMs, agent, depth, verdict]),
      [
        ['session starts', 0, 'claude-code', 0, 'clean'],
        ['Tidy up', 10, 'claude-code', 0, 'clean'],
        ['echo 100', 90, 'claude-code', 0, 'quarantine'],
        ['echo 130', 30, 'explorer', 1, 'block'],
        ['echo 270', 140, 'claude-code', 0, 'clean'],
      ],
    );
    const [, , held, sub] = steps;
    assert.deepEqual(held?.approval, { item: 'h', state: 'approved', by: 'cli', waitedMs: 90 });
    assert.deepEqual(held?.outcome, { ok: false, exitCode: 2, error: 'gone', durationMs: 40 });
    assert.deepEqual([held?.reason, held?.detail], ['deletes files', 'echo 100']);
    assert.deepEqual([sub?.path, sub?.reason], ['/w/a.ts', 'the result carries a key']);
    assert.equal(log.session('no such session'), undefined);
  });

  it('are listed by last activity with their counts, and paged', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await record(log);
    const [newest, first, ...more] = log.sessions();
    assert.equal(more.length, 0);
    assert.equal(newest?.id, 'session-2');
    assert.deepEqual(first, {
      id: 'session-1',
      client: 'claude-code',
      agent: 'claude-code',
      cwd: '/home/dev/project',
      title: 'Tidy up',
      startedAt: START,
      lastAt: START + 270,
      steps: 4,
      worst: 'block',
      blocked: 1,
      held: 1,
      flagged: 1,
    });
    assert.deepEqual(
      log.sessions(1).map(({ id }) => id),
      ['session-2'],
    );
    assert.deepEqual(
      log.sessions(10, newest.lastAt).map(({ id }) => id),
      ['session-1'],
    );
  });

  it('agents are counted by name and client', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await record(log);
    const explorer = log.agents().find(({ name }) => name === 'explorer');
    assert.deepEqual(explorer, {
      name: 'explorer',
      client: 'claude-code',
      calls: 1,
      blocked: 0,
      held: 0,
      lastSeen: START + 130,
    });
    assert.equal(log.agents().find(({ name }) => name === 'claude-code')?.calls, 2);
  });

  it('counts are the same whether entries came in one batch or one by one', async (t) => {
    const [single, batched] = [await openLog(t, temporaryDirectory(t)), await openLog(t, temporaryDirectory(t))];
    const drafts = Array.from({ length: 60 }, (_, n) =>
      draft(n, {
        session: `s-${n % 3}`,
        verdict: (['clean', 'flag', 'quarantine', 'block'] as const)[n % 4] ?? 'clean',
      }),
    );
    for (const each of drafts) await single.append(each);
    await Promise.all(drafts.map((each) => batched.append(each)));
    assert.deepEqual(batched.sessions(), single.sessions());
    assert.deepEqual(batched.agents(), single.agents());
  });

  it('remembers what was decided on a key, a later decision of a person included', async (t) => {
    const log = await openLog(t, temporaryDirectory(t));
    await log.append(draft(1, { action: 'hold', enforced: 'hold', verdict: 'quarantine' }));
    assert.equal(log.decisionOf('key-1')?.action, 'hold');
    const approval = { item: 'h', by: 'client', waitedMs: 1 };
    await log.append(draft(1, { kind: 'approval', action: 'deny', approval: { ...approval, state: 'cancelled' } }));
    assert.equal(log.decisionOf('key-1')?.action, 'hold', 'a caller that went away decided nothing');
    await log.append(draft(1, { kind: 'approval', action: 'allow', approval: { ...approval, state: 'approved' } }));
    assert.deepEqual(
      [log.decisionOf('key-1')?.action, log.decisionOf('key-1')?.approval?.state],
      ['allow', 'approved'],
    );
    assert.equal(log.decisionOf('key-2'), undefined);
  });

  it('held calls are kept with the log', async (t) => {
    const directory = temporaryDirectory(t);
    const log = await openLog(t, directory);
    const item = {
      ...{ id: 'h', call: 'c', client: 'x', agent: 'a', session: 's', tool: { name: 'Bash', kind: 'shell' as const } },
      ...{ summary: 's', detail: 'd', reason: 'r', findings: [], state: 'pending' as const, waiting: true },
      ...{ createdAt: 1, deadline: 2, expiresAt: 3 },
    };
    log.held.save({ item, key: 'k', fingerprint: 'f' });
    log.held.save({ item: { ...item, state: 'approved' }, key: 'k', fingerprint: 'f', grantUntil: 9 });
    await log.close();
    const [kept, ...more] = (await openLog(t, directory)).held.load();
    assert.deepEqual([kept?.item.state, kept?.grantUntil, more.length], ['approved', 9, 0]);
  });
});
