import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { asset } from '../../engine/assets.ts';
import { openAuditLog, type AuditLog } from '../../engine/audit/auditLog.ts';
import { exportEntries } from '../../engine/audit/export.ts';
import { createSigner } from '../../engine/identity/keys.ts';
import { cached } from '../support/cache.ts';
import { percentile, type Figure } from './measure.ts';
import { appendMany } from './millionEntries.ts';

/** `OKTSEC_BENCH_ENTRIES` makes it smaller, to try things out. */
const COUNT = Number(process.env.OKTSEC_BENCH_ENTRIES ?? 1_000_000);
const HOUR = 3_600_000;
const ROUNDS = 15;
const signer = createSigner(new Uint8Array(32).fill(1));

const open = (file: string): Promise<AuditLog> =>
  openAuditLog({ file, wasm: asset('sql-wasm.wasm'), signer, now: Date.now, checkpointEvery: 100_000 });

/**
 * A log of a million entries over 30 days: questions that panels ask, first and later times, memory, verification and export.
 * The log is built once, in minutes, and kept in the cache of test tools.
 */
export async function benchMillion(): Promise<Figure[]> {
  const folder = await cached(`audit-log-v2-${COUNT}`, async (partial) => {
    const log = await open(path.join(partial, 'oktsec.db'));
    const start = performance.now();
    await appendMany(log, COUNT);
    console.log(`Built ${COUNT} entries, ${Math.round((COUNT / (performance.now() - start)) * 1000)} a second.`);
    await log.query({ text: 'nothing' }); // indexes all words
    await log.close();
  });
  const work = mkdtempSync(path.join(os.tmpdir(), 'oktsec-bench-'));
  try {
    const file = path.join(folder, 'oktsec.db'); // is only read
    const exported = path.join(work, 'export.jsonl');
    return [...(await asking(file)), ...(await exporting(file, exported)), ...(await verifying(work, exported))];
  } finally {
    rmSync(work, { recursive: true });
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
    'a word': () => log.query({ text: 'billing' }),
    'three words': () => log.query({ text: 'tenant invoice 77*' }),
    'a word and a tool': () => log.query({ text: 'cache', tool: 'Bash' }),
    'a range of time': () => log.query({ since: end - 240 * HOUR, until: end - 239 * HOUR }),
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
  figures.push({
    name: 'a million: memory of this process',
    value: process.memoryUsage().rss / 1e6,
    unit: 'MB',
    budget: { atMost: 150 },
  });
  await log.close();
  return figures;
}

async function exporting(file: string, to: string): Promise<Figure[]> {
  const log = await open(file);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 200);
  const start = performance.now();
  const pieces = function* () {
    yield* exportEntries(log.whole(), 'jsonl', '0');
  };
  await pipeline(pieces, createWriteStream(to));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  await log.close();
  return [
    { name: 'a million: export, entries', value: COUNT / seconds, unit: '/s' },
    { name: 'a million: export, memory beyond', value: (most - before) / 1e6, unit: 'MB', budget: { atMost: 64 } },
  ];
}

/** In a process of its own, as people do it. */
async function verifying(work: string, exported: string): Promise<Figure[]> {
  const key = path.join(work, 'key.pub');
  writeFileSync(key, Buffer.from(signer.publicKey).toString('hex'));
  const probe = path.join(work, 'probe.cjs');
  const report = path.join(work, 'peak');
  writeFileSync(
    probe,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  );
  const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
  const run = async (...args: string[]) => {
    const start = performance.now();
    await promisify(execFile)(process.execPath, ['--require', probe, ...args], { cwd: work });
    return { seconds: (performance.now() - start) / 1000, peak: Number(readFileSync(report, 'utf8')) / 1000 };
  };
  const bare = await run('-e', '0');
  const { seconds, peak } = await run(cli, 'verify', exported, '--key', key, '--json');
  return [
    { name: 'a million: verify, entries', value: COUNT / seconds, unit: '/s' },
    { name: 'a million: verify, all', value: seconds, unit: 's' },
    {
      name: 'a million: verify, memory beyond a bare Node',
      value: peak - bare.peak,
      unit: 'MB',
      budget: { atMost: 64 },
    },
  ];
}
