import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openAuditLog, type AuditLog } from '../../engine/audit/auditLog.ts';
import { verifyEntries } from '../../engine/audit/verify.ts';
import type { EntryDraft } from '../../engine/protocol/audit.ts';
import { createSigner } from '../../engine/identity/keys.ts';

export interface AuditFigures {
  /** Chained, signed, durable entries a second with 32 callers that each wait for their own. */
  readonly callers32: number;
  /** The same with one caller: one sync per entry. */
  readonly caller1: number;
  /** Appended 1,000 at a time. */
  readonly batches1000: number;
  /** Entries verified a second. */
  readonly verified: number;
  /** A list of 100 sessions, and one session of 200 steps: milliseconds, median. */
  readonly sessionsMs: number;
  readonly sessionMs: number;
  /** A session of 5,000 steps, a tenth of them with what the agent thought, and what came of each: milliseconds, median. */
  readonly longSessionMs: number;
  /** Bytes on disk per entry. */
  readonly bytesPerEntry: number;
}

const SECOND = 1000;
const STEPS = 200;
const LONG_STEPS = 5000;

/** Measures the audit log in a temporary directory, with entries as the pipeline writes them (about 700 bytes). */
export async function auditBench(wasm: string, seconds = 3): Promise<AuditFigures> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'oktsec-bench-'));
  const signer = createSigner(new Uint8Array(32).fill(1));
  const file = path.join(directory, 'oktsec.db');
  const log = await openAuditLog({ file, wasm, signer, now: Date.now });
  try {
    let n = 0;
    const rate = async (callers: number, batch: number): Promise<number> => {
      const start = performance.now();
      const before = n;
      const caller = async () => {
        while (performance.now() - start < seconds * SECOND) {
          await Promise.all(Array.from({ length: batch }, () => log.append(sampleEntry(++n))));
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return Math.round(((n - before) / (performance.now() - start)) * SECOND);
    };
    await rate(32, 1); // until the optimising compiler has done its work
    const callers32 = await rate(32, 1);
    const caller1 = await rate(1, 1);
    const batches1000 = await rate(1, 1000);
    const sessionsMs = median(() => log.sessions(100));
    const sessionMs = median(() => log.session('session-1'));
    const bytesPerEntry = Math.round(log.fileBytes() / log.count());
    await appendLongSession(log);
    const longSessionMs = median(() => log.session(LONG));
    const start = performance.now();
    const report = await verifyEntries(log.entries({ limit: 5000 }), log.publicKeys());
    if (!report.valid) throw new Error('the log that was measured is not valid');
    const verified = Math.round((report.entries / (performance.now() - start)) * SECOND);
    return { callers32, caller1, batches1000, verified, sessionsMs, sessionMs, longSessionMs, bytesPerEntry };
  } finally {
    await log.close();
    rmSync(directory, { recursive: true });
  }
}

/** A call as the pipeline puts it on record, with a key in no order, as clients make them. */
export function sampleEntry(n: number): EntryDraft {
  return {
    kind: 'call',
    time: 1_790_000_000_000 + n,
    call: `3f1c9f0e-0000-4000-8000-${String(n).padStart(12, '0')}`,
    key: `toolu_${String((n * 2_654_435_761) % 1e12).padStart(24, '0')}`,
    client: 'claude-code',
    surface: 'hook',
    session: `session-${Math.floor(n / STEPS)}`,
    agent: { name: 'claude-code', kind: 'claude-code', instance: 'session', root: 'claude-code', depth: 0 },
    event: 'PreToolUse',
    phase: 'before',
    tool: { name: 'Bash', kind: 'shell' },
    summary: `npm run build -- --target ${n}`,
    args: { command: `npm run build -- --target ${n}`, description: 'Build the project for one target' },
    cwd: '/home/dev/project',
    identity: 'token',
    verdict: 'clean',
    stage: 'scan',
    mode: 'enforce',
    action: 'allow',
    enforced: 'allow',
    findings: [],
    micros: 80,
  };
}

const LONG = 'a long session';

async function appendLongSession(log: AuditLog): Promise<void> {
  for (let n = 0; n < LONG_STEPS; n++) {
    const call = { ...sampleEntry(1e9 + n), session: LONG };
    void log.append(
      n % 10 === 0 ? { ...call, reasoning: `Step ${n} follows from what was found before. `.repeat(10) } : call,
    );
    void log.append({
      ...call,
      kind: 'outcome',
      time: call.time + 20,
      outcome: { ok: true, exitCode: 0, durationMs: 20 },
    });
  }
  await log.append({ ...sampleEntry(2e9), session: LONG });
  if (log.session(LONG)?.steps.length !== LONG_STEPS + 1) throw new Error('the long session is not whole');
}

function median(work: () => unknown): number {
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return Math.round((times[10] ?? 0) * 1000) / 1000;
}
