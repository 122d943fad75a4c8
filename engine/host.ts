import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';
import type { EngineEvent, Method, Reply, Request } from './protocol/api.ts';
import { EngineClient, readEngineInfo } from './client.ts';

/** `owner`: the engine runs in this process; `attached`: another window or the command line owns it. */
export type HostState = 'starting' | 'owner' | 'attached' | 'failed' | 'closed';

export interface HostOptions {
  readonly home: string;
  /** Compiled worker script. */
  readonly workerFile: string;
  readonly log: (line: string) => void;
}

/** What the worker thread says of itself. */
const workerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('other') }),
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

/** Room for new objects. By default it grows to 48 MB, which stays taken while nothing happens; what a call makes is small. */
const YOUNG_MB = 6;
const RETRY_MS = [50, 100, 250, 500, 1000, 2000, 5000];
const CLOSE_GRACE_MS = 1500;
const HEARTBEAT_MS = 1000;
/** A thread that leaves so many heartbeats unanswered hangs. Counted, not timed: a machine may sleep in between. */
const UNANSWERED = 5;
/** Failures within a minute from which people are told. */
const TELL_AFTER = 2;

/**
 * Keeps this process connected to its user's one engine: attaches to the one that runs, else starts it in a worker
 * thread, and takes over when the owner goes away.
 */
export class EngineHost {
  /** Tells this window from others. */
  private readonly id = randomUUID();
  private current: HostState = 'starting';
  private client: EngineClient | undefined;
  private worker: Worker | undefined;
  private following: { close(): void } | undefined;
  private failures: number[] = [];
  private retries = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly stateListeners = new Set<(state: HostState, detail: string) => void>();
  private readonly eventListeners = new Set<(event: EngineEvent) => void>();

  constructor(private readonly options: HostOptions) {}

  get state(): HostState {
    return this.current;
  }

  start(): void {
    void this.connect();
  }

  onState(listener: (state: HostState, detail: string) => void): { dispose(): void } {
    this.stateListeners.add(listener);
    return { dispose: () => this.stateListeners.delete(listener) };
  }

  onEvent(listener: (event: EngineEvent) => void): { dispose(): void } {
    this.eventListeners.add(listener);
    return { dispose: () => this.eventListeners.delete(listener) };
  }

  call<M extends Method>(method: M, request: Request<M>): Promise<Reply<M>> {
    if (!this.client)
      return Promise.reject(new Error('The Oktsec engine is not running. Run "Oktsec: Show Log" to see why.'));
    return this.client.call(method, request);
  }

  /** The running engine, for streamed replies. */
  engine(): EngineClient | undefined {
    return this.client;
  }

  /** Ends this process's part; an owner hands over so that held calls go on waiting elsewhere. */
  async dispose(): Promise<void> {
    this.become('closed', '');
    clearTimeout(this.timer);
    this.following?.close();
    this.stateListeners.clear();
    this.eventListeners.clear();
    await this.stopWorker();
  }

  /** Stops an engine owned here and starts it anew; an attached window only reconnects. */
  async restart(): Promise<void> {
    this.following?.close();
    await this.stopWorker();
    this.become('starting', '');
    await this.connect();
  }

  private async connect(): Promise<void> {
    try {
      if (await this.attach('attached')) return;
      if (!this.closed()) this.startWorker();
    } catch (error) {
      this.failed(error instanceof Error ? error.message : String(error));
    }
  }

  private async attach(as: 'owner' | 'attached'): Promise<boolean> {
    const info = await readEngineInfo(this.options.home);
    if (!info || this.closed()) return false;
    const client = new EngineClient(info, this.id);
    try {
      await client.call('status', {});
    } catch (error) {
      this.options.log(`No engine answers at ${info.url}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
    if (this.closed()) return false;
    this.client = client;
    this.retries = 0;
    this.following = client.events(
      'editor',
      (event) => this.eventListeners.forEach((listener) => listener(event)),
      () => this.lost(),
    );
    this.become(as, info.url);
    return true;
  }

  private startWorker(): void {
    this.become('starting', '');
    const worker = new Worker(this.options.workerFile, {
      workerData: { home: this.options.home, owner: this.id },
      name: 'oktsec-engine',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.worker = worker;
    let unanswered = 0;
    const heartbeat = setInterval(() => {
      if (++unanswered > UNANSWERED) {
        this.options.log(`The engine's thread does not answer; it is ended and started anew.`);
        void worker.terminate();
      } else worker.postMessage('ping');
    }, HEARTBEAT_MS).unref();
    worker.on('message', (raw: unknown) => {
      const message = workerMessage.parse(raw);
      if (message.kind === 'owner')
        void this.attach('owner').then((ok) => ok || this.failed('The engine started but does not answer.'));
      else if (message.kind === 'other') this.retry();
      else if (message.kind === 'alive') unanswered = 0;
      else this.failed(message.message);
    });
    worker.on('error', (error) => {
      this.options.log(`The engine's thread failed: ${error.stack ?? error.message}`);
    });
    worker.on('exit', (code) => {
      clearInterval(heartbeat);
      if (this.worker !== worker) return;
      this.worker = undefined;
      if (this.closed()) return;
      if (code !== 0) this.failed(`The engine's thread ended with code ${code}.`);
      else this.retry(); // It was asked to end, by someone who did not ask this window.
    });
  }

  private async stopWorker(): Promise<void> {
    const worker = this.worker;
    if (!worker) return;
    this.worker = undefined;
    this.client = undefined;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('close');
    let grace: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (grace = setTimeout(resolve, CLOSE_GRACE_MS)));
    await Promise.race([ended, patience]);
    clearTimeout(grace);
    await worker.terminate();
  }

  /** The engine is gone: at once look for the next owner, or become it. */
  private lost(): void {
    this.client = undefined;
    this.following = undefined;
    if (this.closed()) return;
    this.become('starting', 'The engine went away.');
    if (!this.worker) void this.connect();
  }

  private failed(message: string): void {
    if (this.closed()) return;
    const now = performance.now();
    this.failures = [...this.failures.filter((at) => at > now - 60_000), now];
    this.options.log(message);
    this.become(this.failures.length >= TELL_AFTER ? 'failed' : 'starting', message);
    this.retry();
  }

  private retry(): void {
    const wait = RETRY_MS[Math.min(this.retries++, RETRY_MS.length - 1)]!;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private closed(): boolean {
    return this.current === 'closed';
  }

  private become(state: HostState, detail: string): void {
    if (this.current === state && detail === '') return;
    if (this.current !== 'closed') this.current = state;
    this.stateListeners.forEach((listener) => listener(state, detail));
  }
}
