import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asset } from '../../engine/config/assets.ts';
import { openAuditLog } from '../../engine/audit/auditLog.ts';
import { configSchema } from '../../engine/config/schema.ts';
import { loadDetector } from '../../engine/rulesets/detection.ts';
import { openSigner } from '../../engine/identity/keys.ts';
import { Pipeline } from '../../engine/pipeline/pipeline.ts';
import type { AuditSink } from '../../engine/pipeline/ports.ts';
import { redactor } from '../../engine/pipeline/redactor.ts';
import { systemClock } from '../../engine/pipeline/systemClock.ts';
import { benchLargeInputs } from './largeInputs.ts';
import { percentile, timeConcurrent, type Figure } from './measure.ts';
import { Pace } from './pace.ts';
import { sampleCall, sampleEvent } from './sampleCalls.ts';
import { claudeCode } from '../../engine/clients/claudeCode.ts';
import type { Role, ToolCall } from '../../engine/protocol/call.ts';

const identity = { method: 'token', trusted: true } as const;
const CALLERS = 32;

/** Time to a verdict, large text, and calls per second with a durable, signed entry for each. Runs bundled, as the engine does. */
export async function benchJudging(): Promise<Figure[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'oktsec-bench-'));
  try {
    return [
      ...(await judgeOneByOne(home)),
      ...scanLargeText(home),
      ...scanResult(home),
      ...benchLargeInputs(home),
      await judgeAndRecord(home),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function pipeline(home: string, audit: AuditSink): Pipeline {
  const config = configSchema.parse({ version: 1, limits: { callsPerMinute: 100_000 } });
  const { detector } = loadDetector(home);
  return new Pipeline({ config: () => config, detector: () => detector, audit, clock: systemClock, redact: redactor });
}

/** Calls until the runtime has compiled most of what judging runs; the time of a call falls slowly over all of them. */
const UNTIL_WARM = 20_000;
const FIRST_CALLS = 1_000;
/** Calls between two looks at the machine's pace. */
const CALLS_A_PIECE = 100;

async function judgeOneByOne(home: string): Promise<Figure[]> {
  const judge = pipeline(home, { append: () => Promise.resolve() });
  const micros: number[] = [];
  const pace = new Pace();
  for (let n = 0; n < UNTIL_WARM + 10_000; n++) {
    if (n > UNTIL_WARM && n % CALLS_A_PIECE === 0) pace.take();
    micros.push((await judge.judge(sampleCall(n), { identity })).micros);
  }
  const warm = micros.slice(UNTIL_WARM);
  const name = 'judge one call of up to 4 KB';
  const middle = percentile(warm, 0.5);
  return [
    ...pace.beside({ name: `${name}, p50`, value: middle, unit: 'us', budget: { atMost: 100 } }, middle),
    { name: `${name}, p99`, value: percentile(warm, 0.99), unit: 'us', budget: { atMost: 1000 } },
    {
      name: `${name}, the first ${FIRST_CALLS}, p50`,
      value: percentile(micros.slice(0, FIRST_CALLS), 0.5),
      unit: 'us',
    },
  ];
}

const MEGABYTE = 1024 * 1024;

/** The scan of a megabyte of text of this role. */
function scanMegabyte(home: string, call: Pick<ToolCall, 'tool' | 'phase'>, role: Role): { ms: number; pace: Pace } {
  const { detector } = loadDetector(home);
  const sentence = 'The discount applies when a customer buys three pieces of the same thing; shipping is extra. ';
  const text = Array.from({ length: Math.ceil(MEGABYTE / sentence.length) }, (_, n) => `${n} ${sentence}`).join('');
  const samples: number[] = [];
  const pace = new Pace();
  for (let n = 0; n < 25; n++) {
    pace.take();
    // As a client's event holds it: in one piece, not as a part of another text.
    const whole = JSON.parse(JSON.stringify(`${n}${text}`.slice(0, MEGABYTE))) as string;
    const fields = [{ role, text: whole, origin: 'text' }];
    const start = performance.now();
    const { overran } = detector.scan({ ...sampleCall(5), ...call, fields }, 'content-aware', 60_000);
    if (overran.length > 0) throw new Error(`The scan was cut: ${overran.join(', ')}`);
    if (n >= 5) samples.push(performance.now() - start);
  }
  return { ms: percentile(samples, 0.5), pace };
}

/** What a tool brings back is also read for what steers its reader. */
function scanResult(home: string): Figure[] {
  const { ms, pace } = scanMegabyte(home, { phase: 'after', tool: { name: 'WebFetch', kind: 'fetch' } }, 'result');
  return pace.beside(
    { name: "scan 1 MB of a tool's result", value: ms, unit: 'ms', budget: { atMost: 50 } },
    ms * 1000,
  );
}

function scanLargeText(home: string): Figure[] {
  const { ms, pace } = scanMegabyte(home, { phase: 'before', tool: { name: 'Write', kind: 'write' } }, 'content');
  return [
    ...pace.beside({ name: 'scan 1 MB of text', value: ms, unit: 'ms', budget: { atMost: 50 } }, ms * 1000),
    { name: 'scan large text', value: 1000 / ms, unit: 'MB/s', budget: { atLeast: 20 } },
  ];
}

async function judgeAndRecord(home: string): Promise<Figure> {
  const log = await openAuditLog({
    file: path.join(home, 'oktsec.db'),
    wasm: asset('sql-wasm.wasm'),
    signer: openSigner(home),
    now: Date.now,
  });
  const judge = pipeline(home, { append: async (draft) => void (await log.append(draft)) });
  const bodies = Array.from({ length: 24_000 }, (_, n) => JSON.stringify(sampleEvent(n)));
  const handle = (n: number) => {
    const body = bodies[n] ?? '';
    const call = claudeCode.parse(JSON.parse(body), body.length);
    if ('problem' in call) throw new Error(call.problem);
    return judge.judge(call, { identity });
  };
  const warmUp = 4_000;
  const count = bodies.length - warmUp;
  await timeConcurrent(warmUp, CALLERS, handle);
  const elapsed = await timeConcurrent(count, CALLERS, (n) => handle(warmUp + n));
  await log.close();
  return {
    name: `judge, sign and store durably, ${CALLERS} callers in the engine`,
    value: (count / elapsed) * 1000,
    unit: 'calls/s',
    budget: { atLeast: 5500 },
  };
}
