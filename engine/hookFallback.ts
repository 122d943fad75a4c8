import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import type { EngineInfo } from './protocol/api.ts';
import type { Mode } from './protocol/verdict.ts';
import { writeSpool } from './audit/spool.ts';
import { BlockRecord } from './blockRecord.ts';
import { adapterFor } from './clients/clients.ts';
import { launcherPath } from './clients/launcherCommand.ts';
import type { HookAnswer } from './clients/types.ts';
import { clientContext } from './guard/connections.ts';
import { homePaths } from './config/home.ts';
import { readConfig } from './config/readConfig.ts';
import { loadWholeDetector } from './rulesets/detection.ts';
import { readEngineInfo } from './client.ts';
import { judgeEvent, refusedEvent } from './intake/hookEvent.ts';
import { BadBody } from './intake/requestBody.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { redactor } from './pipeline/redactor.ts';
import { systemClock } from './pipeline/systemClock.ts';

/** How long a successor gets to take over before the hook judges by itself. */
const SUCCESSION_MS = 5000;
const BETWEEN_MS = 50;
/** How often a caller is looked for while the engine holds its call. */
const LOOK_MS = 2000;

/** How long an engine that took the call may be silent. It gives a sign of life every `SIGN_OF_LIFE_MS`. */
const PATIENCE_MS = 15_000;

export interface HookRun {
  readonly home: string;
  readonly client: string;
  /** The engine was asked already and hangs: it is not asked again. */
  readonly alone?: boolean;
  /** The process that waits for the answer. Once it is gone the engine is not kept waiting for a person. */
  readonly caller?: number;
  readonly input: AsyncIterable<Buffer | string>;
}

/**
 * The hook command in Node: asks the engine; if none answers it judges by itself with the same pipeline, without history
 * and with nobody to ask, and spools the entry. In enforce mode what the engine would have held or stopped is denied,
 * and so is every way in which this can fail.
 */
export async function runHook({ home, client, input, alone, caller }: HookRun): Promise<HookAnswer> {
  const gone = new AbortController();
  const looking = setInterval(() => {
    if (caller !== undefined && !isRunning(caller)) gone.abort();
  }, LOOK_MS).unref();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const answer = alone ? undefined : await askEngine(home, client, body, gone.signal);
    if (gone.signal.aborted) throw new Error('The client that asked is gone');
    return answer ?? (await judgeAlone(home, client, body));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refusedEvent(
      adapterFor(client),
      modeOf(home),
      `${why}. Start the engine: open the editor, or run "oktsec run".`,
    );
  } finally {
    clearInterval(looking);
  }
}

/** A process that has ended but was not taken note of yet does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // Another user's, or a system without /proc.
  }
}

/** The engine's answer, or undefined if there is no engine and none is about to take over. */
async function askEngine(
  home: string,
  client: string,
  body: Buffer,
  signal: AbortSignal,
): Promise<HookAnswer | undefined> {
  const until = performance.now() + SUCCESSION_MS;
  for (;;) {
    const info = await readEngineInfo(home);
    if (!info) return undefined;
    const answer = await post(info, client, body, signal);
    if (signal.aborted) return undefined;
    if (answer === 'silent') return undefined;
    if (answer) return answer;
    if (info.successors === 0) return undefined;
    if (performance.now() > until) {
      await forget(home, info);
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

/** Nobody took over: the next hook need not wait as well. An engine that does run writes its file anew. */
async function forget(home: string, stale: EngineInfo): Promise<void> {
  const now = await readEngineInfo(home);
  if (now?.token === stale.token) rmSync(homePaths(home).engineInfo, { force: true });
}

/** `silent` is an engine that hangs: it may run on later. */
function post(
  info: EngineInfo,
  client: string,
  body: Buffer,
  signal: AbortSignal,
): Promise<HookAnswer | 'silent' | undefined> {
  return new Promise((resolve) => {
    const headers = {
      authorization: `Bearer ${info.token}`,
      'content-type': 'application/json',
      'content-length': body.length,
      'x-oktsec-client': client,
      'x-oktsec-hook': '1',
    };
    const sent = request(
      {
        host: '127.0.0.1',
        port: info.port,
        path: '/hooks/event',
        method: 'POST',
        headers,
        agent: false,
        timeout: PATIENCE_MS,
        signal,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve(undefined));
        response.on('close', () => {
          const exit = response.headers['oktsec-exit'];
          const proven = response.headers['oktsec-proof'] === info.proof;
          if (!proven || !response.complete || response.statusCode !== 200 || (exit !== '0' && exit !== '2'))
            return resolve(undefined);
          const text = Buffer.concat(chunks).toString('utf8');
          resolve(exit === '0' ? { exit: 0, stdout: text, stderr: '' } : { exit: 2, stdout: '', stderr: text });
        });
      },
    );
    sent.on('timeout', () => {
      resolve('silent');
      sent.destroy();
    });
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

async function judgeAlone(home: string, client: string, body: Buffer): Promise<HookAnswer> {
  const paths = homePaths(home);
  const { config: stored } = readConfig(paths.config);
  const config = { ...stored, mode: modeInForce(home, stored.mode) };
  const { detector } = loadWholeDetector(home);
  const pipeline = new Pipeline({
    config: () => config,
    detector: () => detector,
    // An entry that cannot be spooled must not change the verdict; the engine reports the trouble when it runs.
    audit: {
      append: (draft) => {
        try {
          writeSpool(paths.spool, { ...draft, spooled: true });
        } catch (error) {
          process.stderr.write(
            `oktsec: the entry of this call could not be kept: ${error instanceof Error ? error.message : String(error)}\n`,
          );
        }
        return Promise.resolve();
      },
    },
    clock: systemClock,
    redact: redactor,
  });
  const blocks = new BlockRecord(home);
  pipeline.replay(blocks.recent(Date.now()));
  const judged = await judgeEvent({ pipeline, adapterFor, context: () => clientContext(home) }, client, body, {
    method: 'local',
    trusted: true,
  });
  if (judged instanceof BadBody) return refusedEvent(adapterFor(client), config.mode, judged.problem);
  const { adapter, call, decision } = judged;
  if (decision.verdict === 'block') blocks.add(call.agent.name, call.time);
  return adapter.hookAnswer(call, decision);
}

/**
 * The mode that the last engine worked in, which may have been told otherwise than config.yaml says. What a person wrote
 * there since then counts more.
 */
function modeInForce(home: string, configured: Mode | undefined): Mode {
  const { bin, config } = homePaths(home);
  const written = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (configured !== undefined && written(config) > written(path.join(bin, 'mode'))) return configured;
  return modeOf(home);
}

/** The mode as the engine wrote it for hooks that can do no more than look; what cannot be read counts as enforce. */
function modeOf(home: string): Mode {
  try {
    return readFileSync(path.join(homePaths(home).bin, 'mode'), 'utf8').trim() === 'observe' ? 'observe' : 'enforce';
  } catch (error) {
    // It is written together with the hook command: gone from beside it, it was taken away.
    const connected = existsSync(launcherPath(home, process.platform));
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && !connected ? 'observe' : 'enforce';
  }
}
