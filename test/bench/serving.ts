import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launcherPath } from '../../engine/clients/launcherCommand.ts';
import { freshEnvironment } from '../support/environment.ts';
import { bashEvent, configure, RunningEngine, stateOf } from '../support/oktsec.ts';
import { timeCommands } from './commandTimes.ts';
import { percentile, timeConcurrent, timeEach, type Figure } from './measure.ts';
import { postRequest, RawClient } from './rawClient.ts';
import { sampleEvent } from './sampleCalls.ts';

const CALLERS = 32;

/** The engine as a process of its own: start, memory, hook endpoint, hook command. */
export async function benchServing(): Promise<Figure[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'oktsec-bench-'));
  configure(home, 'version: 1\nmode: observe\nlimits:\n  callsPerMinute: 100000\n');
  const bare = percentile(await timeEach(21, () => execFileSync(process.execPath, ['-e', '0'])), 0.5);
  const begin = performance.now();
  const engine = await RunningEngine.start(home);
  const startUp = performance.now() - begin;
  try {
    return [
      { name: 'start a bare Node process', value: bare, unit: 'ms' },
      { name: 'engine ready, less a bare Node start', value: startUp - bare, unit: 'ms', budget: { atMost: 500 } },
      ...(await memory(engine)),
      ...hookCommand(engine),
      ...(await endpoint(engine)),
    ];
  } finally {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Resident memory after some use, when nothing happens; a bare Node process beside it. */
async function memory(engine: RunningEngine): Promise<Figure[]> {
  for (let n = 0; n < 50; n++) await (await engine.post(sampleEvent(n))).text();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const node = Number(execFileSync(process.execPath, ['-p', 'process.memoryUsage().rss']));
  return [
    {
      name: 'memory of the engine, idle',
      value: residentBytes(engine.info.pid) / 1e6,
      unit: 'MB',
      budget: { atMost: 80 },
    },
    { name: 'memory of a bare Node process', value: node / 1e6, unit: 'MB' },
  ];
}

function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}

/** The command that clients run, in turn with a bare Node start, so that both see the same machine. */
function hookCommand({ home }: RunningEngine): Figure[] {
  const count = 60;
  const folder = mkdtempSync(path.join(tmpdir(), 'oktsec-bench-events-'));
  for (let n = 0; n < count; n++) writeFileSync(path.join(folder, String(n)), JSON.stringify(bashEvent(`echo ${n}`)));
  const { first: hook, second: node } = timeCommands({
    first: [launcherPath(stateOf(home), process.platform), 'claude-code'],
    folder,
    second: [process.execPath, '-e', '0'],
    count,
    env: freshEnvironment(home),
  });
  rmSync(folder, { recursive: true });
  const command = percentile(hook, 0.5);
  return [
    { name: 'hook command, engine up', value: command, unit: 'ms' },
    {
      name: 'hook command, as a share of a bare Node start',
      value: command / percentile(node, 0.5),
      unit: 'x',
      budget: { atMost: 1 / 6 },
    },
  ];
}

/** Posts as a client does that keeps its connection: one at a time, then many side by side. */
async function endpoint({ info }: RunningEngine): Promise<Figure[]> {
  const requests = Array.from({ length: 14_000 }, (_, n) =>
    postRequest(info.port, '/hooks/event', info.token, JSON.stringify(sampleEvent(100_000 + n))),
  );
  const clients = await Promise.all(Array.from({ length: CALLERS }, () => RawClient.connect(info.port)));
  const post = (n: number, by = 0) => clients[by]?.post(requests[n] ?? Buffer.alloc(0));
  await timeEach(1_000, post);
  const single = await timeEach(2_000, (n) => post(1_000 + n));
  const count = 10_000;
  const cpu = processorMs(info.pid);
  const elapsed = await timeConcurrent(count, CALLERS, async (n, by) => post(3_000 + n, by));
  const used = processorMs(info.pid) - cpu;
  for (const client of clients) client.close();
  return [
    {
      name: 'hook round trip, warm and durable, p50',
      value: percentile(single, 0.5),
      unit: 'ms',
      budget: { atMost: 1.5 },
    },
    {
      name: 'hook round trip, warm and durable, p99',
      value: percentile(single, 0.99),
      unit: 'ms',
      budget: { atMost: 6 },
    },
    { name: `the same over HTTP, ${CALLERS} callers`, value: (count / elapsed) * 1000, unit: 'calls/s' },
    { name: "the same, the engine's own processor time for a call", value: (used / count) * 1000, unit: 'us' },
  ];
}

/** What all threads of a process have used so far. Linux counts it in hundredths of a second. */
function processorMs(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) * 10;
}
