import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { openAuditLog, type AuditLog, type AuditLogOptions } from '../../../engine/audit/auditLog.ts';
import { createSigner } from '../../../engine/identity/keys.ts';
import type { EntryDraft } from '../../../engine/protocol/audit.ts';

export const WASM = path.join(import.meta.dirname, '../../../node_modules/sql.js/dist/sql-wasm.wasm');

/** A signer that is the same in every run. */
export const SIGNER = createSigner(new Uint8Array(32).fill(7));

type Test = Pick<TestContext, 'after'>;

const cleanUps = new WeakMap<Test, (() => unknown)[]>();

/** Runs `action` when the test ends, the latest first: what was set up last is taken down first. */
export function cleanUp(t: Test, action: () => unknown): void {
  const actions = cleanUps.get(t) ?? [];
  if (actions.length === 0) {
    cleanUps.set(t, actions);
    t.after(async () => {
      for (const each of actions.reverse()) await each();
    });
  }
  actions.push(action);
}

export function temporaryDirectory(t: Test): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'oktsec-audit-'));
  cleanUp(t, () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Opens the log of a directory; closed when the test ends. */
export async function openLog(t: Test, directory: string, options: Partial<AuditLogOptions> = {}): Promise<AuditLog> {
  const file = path.join(directory, 'oktsec.db');
  const log = await openAuditLog({ file, wasm: WASM, signer: SIGNER, now: () => 1_790_000_000_000, ...options });
  cleanUp(t, () => log.close());
  return log;
}

/** A judged shell call; `n` makes it a different one. */
export function draft(n: number, change: Partial<EntryDraft> = {}): EntryDraft {
  return {
    kind: 'call',
    time: 1_790_000_000_000 + n,
    call: `call-${n}`,
    key: `key-${n}`,
    client: 'claude-code',
    surface: 'hook',
    session: 'session-1',
    agent: { name: 'claude-code', kind: 'claude-code', instance: 'i-1', root: 'claude-code', depth: 0 },
    event: 'PreToolUse',
    phase: 'before',
    tool: { name: 'Bash', kind: 'shell' },
    summary: `echo ${n}`,
    args: { command: `echo ${n}` },
    cwd: '/home/dev/project',
    identity: 'token',
    verdict: 'clean',
    stage: 'scan',
    mode: 'enforce',
    action: 'allow',
    enforced: 'allow',
    micros: 80,
    ...change,
  };
}
