import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { asset } from '../../engine/config/assets.ts';
import { openAuditLog, type AuditLog } from '../../engine/audit/auditLog.ts';
import { createSigner } from '../../engine/identity/keys.ts';
import type { EntryQuery } from '../../engine/protocol/auditQuery.ts';
import { cached } from '../support/cache.ts';
import { freshEnvironment } from '../support/environment.ts';
import { cli, RunningEngine, stateOf } from '../support/oktsec.ts';
import { percentile, type Figure } from './measure.ts';
import { appendMany } from './millionEntries.ts';

/** `OKTSEC_BENCH_ENTRIES` makes it smaller, to try things out. */
const COUNT = Number(process.env.OKTSEC_BENCH_ENTRIES ?? 1_000_000);
const HOUR = 3_600_000;
const ROUNDS = 15;
const SEED = new Uint8Array(32).fill(1);
const signer = createSigner(SEED);

const open = (file: string): Promise<AuditLog> =>
  openAuditLog({ file, wasm: asset('sql-wasm.wasm'), signer, now: Date.now, checkpointEvery: 100_000 });

/**
 * A log of a million entries over 30 days: questions that panels ask, first and later times; memory of an engine that has
 * it on file, while it is asked and while it exports; verification. The log is built once, in minutes, and kept in the
 * cache of test tools.
 */
export async function benchMillion(): Promise<Figure[]> {
  const folder = await cached(`audit-log-v4-${COUNT}`, async (partial) => {
    const log = await open(path.join(partial, 'oktsec.db'));
    const start = performance.now();
    await appendMany(log, COUNT);
    console.log(`Built ${COUNT} entries, ${Math.round((COUNT / (performance.now() - start)) * 1000)} a second.`);
    const indexing = performance.now();
    await log.query({ text: 'nothing' }); // indexes all texts
    console.log(
      `Indexed their texts, ${Math.round((COUNT / (performance.now() - indexing)) * 1000)} entries a second.`,
    );
    await log.close();
  });
  const home = mkdtempSync(path.join(os.tmpdir(), 'oktsec-bench-'));
  try {
    return [...(await asking(path.join(folder, 'oktsec.db'))), ...(await running(folder, home))];
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function asking(file: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const start = performance.now();
  const log = await open(file);
  figures.push({ name: 'a million: open', value: performance.now() - start, unit: 'ms' });
  const [newest] = log.latest(1);
  const end = newest?.record.time ?? 0;
  const session = newest?.record.session ?? '';
  const questions: Readonly<Record<string, () => unknown>> = {
    'newest 100': () => log.query({}),
    'page 5,000 entries back': () => log.query({ before: COUNT - 5000 }),
    'by agent': () => log.query({ agent: 'codex' }),
    'by tool and agent': () => log.query({ tool: 'WebFetch', agent: 'cursor' }),
    blocked: () => log.query({ atLeast: 'block' }),
    'by rule': () => log.query({ rule: 'RULE-007' }),
    'by rule, last day': () => log.query({ rule: 'RULE-007', since: end - 24 * HOUR }),
    'flagged, by agent': () => log.query({ verdict: 'flag', agent: 'gemini' }),
    'by host': () => log.query({ place: 'host-77.example' }),
    'by part of a path': () => log.query({ place: 'cart/' }),
    'by name of a file': () => log.query({ place: 'login-777.ts' }),
    'by part of a path that is nowhere': () => log.query({ place: 'src/nowhere' }),
    'by host, tool and agent': () => log.query({ place: 'host-77.', tool: 'WebFetch', agent: 'codex' }),
    'by part of a path, flagged': () => log.query({ place: 'cart/', atLeast: 'flag' }),
    'a word': () => log.query({ text: 'billing' }),
    'three words': () => log.query({ text: 'tenant invoice 77*' }),
    'a word and a tool': () => log.query({ text: 'cache', tool: 'Bash' }),
    'a range of time': () => log.query({ since: end - 240 * HOUR, until: end - 239 * HOUR }),
    'two words of one day': () => log.query({ text: 'build cache', since: end - 24 * HOUR }),
    'what people decided': () => log.query({ kind: 'approval' }),
    'a session': () => log.session(session),
    'list 100 sessions': () => log.sessions(100),
    agents: () => log.agents(),
    'counts of a day': () => log.counts({ since: end - 24 * HOUR }),
    'counts of 30 days': () => log.counts({}),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
    const [first = 0, ...later] = times;
    figures.push(
      { name: `a million: ${name}, first`, value: first, unit: 'ms', budget: { atMost: 50 } },
      { name: `a million: ${name}`, value: percentile(later, 0.5), unit: 'ms', budget: { atMost: 6 } },
    );
  }
  await log.close();
  return figures;
}

/** Questions whose answers an engine is asked for, page after page, to see how its memory grows. */
const QUESTIONS: readonly EntryQuery[] = [
  {},
  ...[{ agent: 'codex' }, { tool: 'WebFetch', agent: 'cursor' }, { atLeast: 'block' as const }, { rule: 'RULE-007' }],
  ...[
    { place: 'host-77.example' },
    { place: 'cart/' },
    { text: 'tenant invoice 77*' },
    { text: 'cache', tool: 'Bash' },
  ],
];

/** The engine as people have it, with the log on file. */
async function running(folder: string, home: string): Promise<Figure[]> {
  const state = stateOf(home);
  mkdirSync(path.join(state, 'keys'), { recursive: true, mode: 0o700 });
  copyFileSync(path.join(folder, 'oktsec.db'), path.join(state, 'oktsec.db'));
  writeFileSync(path.join(state, 'keys', 'audit.key'), Buffer.from(SEED).toString('hex'), { mode: 0o600 });
  const exported = path.join(home, 'export.jsonl');
  const engine = await RunningEngine.start(home);
  try {
    for (let round = 0; round < 10; round++) {
      for (const question of QUESTIONS) await engine.call('audit.query', question);
      await engine.call('audit.counts', {});
      await engine.call('sessions.list', { limit: 100 });
    }
    const asked = memoryOf(engine.info.pid).most;
    const start = performance.now();
    await oktsecPeak(home, ['export', '-o', exported]);
    const seconds = (performance.now() - start) / 1000;
    const exporting = memoryOf(engine.info.pid).most;
    return [
      { name: 'a million: memory of the engine, asked all that', value: asked, unit: 'MB', budget: { atMost: 150 } },
      { name: 'a million: export, entries', value: COUNT / seconds, unit: '/s' },
      {
        name: 'a million: export, memory of the engine beyond that',
        value: exporting - asked,
        unit: 'MB',
        budget: { atMost: 64 },
      },
      ...(await verifying(home, exported)),
    ];
  } finally {
    await engine.close();
  }
}

/** In a process of its own, as people do it on another machine. */
async function verifying(home: string, exported: string): Promise<Figure[]> {
  const key = path.join(home, 'key.pub');
  writeFileSync(key, Buffer.from(signer.publicKey).toString('hex'));
  const start = performance.now();
  const most = await oktsecPeak(home, ['verify', exported, '--key', key, '--json']);
  const seconds = (performance.now() - start) / 1000;
  const idle = await oktsecPeak(home, ['--version']);
  return [
    { name: 'a million: verify, entries', value: COUNT / seconds, unit: '/s' },
    { name: 'a million: verify, all', value: seconds, unit: 's' },
    { name: 'a million: verify, memory in all', value: most, unit: 'MB' },
    {
      name: 'a million: verify, memory beyond `oktsec --version`',
      value: most - idle,
      unit: 'MB',
      budget: { atMost: 64 },
    },
  ];
}

/** Resident megabytes of a process, and the most that it ever had. */
function memoryOf(pid: number | 'self'): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024) / 1e6;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** Runs `oktsec` and tells how much memory it had at most: what the system says of a child counts its parent's too. */
async function oktsecPeak(home: string, args: readonly string[]): Promise<number> {
  const probe = path.join(home, 'probe.cjs');
  const report = path.join(home, 'peak');
  writeFileSync(
    probe,
    `const fs = require('node:fs');
     process.on('exit', () => fs.writeFileSync(${JSON.stringify(report)}, /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]));`,
  );
  await promisify(execFile)(process.execPath, ['--require', probe, cli, ...args], {
    cwd: home,
    env: freshEnvironment(home),
  });
  return (Number(readFileSync(report, 'utf8')) * 1024) / 1e6;
}
