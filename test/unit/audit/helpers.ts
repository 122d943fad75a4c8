import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { openAuditLog, type AuditLog, type AuditLogOptions } from '../../../engine/audit/auditLog.ts';
import { createSigner } from '../../../engine/identity/keys.ts';
import { GENESIS, link, type Link } from '../../../engine/audit/chain.ts';
import { toJson } from '../../../engine/audit/canonical.ts';
import { Seal, seal } from '../../../engine/audit/seal.ts';
import type { Entry, EntryDraft, EntryRecord, Signer } from '../../../engine/protocol/audit.ts';

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

/** The files of a log as a process that is killed now leaves them, in a directory of their own. */
export function killedCopy(t: Test, directory: string): string {
  const copy = temporaryDirectory(t);
  for (const name of ['oktsec.db', 'oktsec.db-wal']) copyFileSync(path.join(directory, name), path.join(copy, name));
  return copy;
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

/** Entries that follow one another from `after` on, chained and under one signature. */
export function sealed(
  drafts: readonly EntryDraft[],
  signer: Signer = SIGNER,
  after: Pick<Entry, 'hash'> & { readonly seq: number } = { seq: 0, hash: Buffer.from(GENESIS).toString('hex') },
): Entry[] {
  let prev: Uint8Array = Buffer.from(after.hash, 'hex');
  const links = drafts.map((each, i): Link => {
    const chained = link(toJson({ ...each, v: 2, seq: after.seq + i + 1 }) as unknown as EntryRecord, prev);
    prev = chained.hash;
    return chained;
  });
  const { first, hashes, signature } = seal(links, signer);
  const under = new Seal(first, hashes, signer.keyId, signature);
  return links.map(({ record }) => ({ record, ...under.of(record.seq) }));
}
