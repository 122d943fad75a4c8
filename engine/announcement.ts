import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './config/privateFile.ts';
import type { HomePaths } from './config/home.ts';
import type { EngineInfo } from './protocol/api.ts';
import type { Mode } from './protocol/verdict.ts';

/** How often the engine makes sure that hooks can find it. */
const REASSERT_MS = 3000;

/** Tells hooks, windows and the command line where this engine is, and hooks that find nobody what to do. */
export class Announcement {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly paths: HomePaths,
    private current: EngineInfo,
  ) {}

  get info(): EngineInfo {
    return this.current;
  }

  /** Before {@link start}: the port that others are told. */
  servedAt(port: number): void {
    this.current = { ...this.current, port, url: `http://127.0.0.1:${port}` };
  }

  /** `onBeat` is called every few seconds. */
  start(onBeat: () => void): void {
    this.write();
    this.timer = setInterval(() => {
      if (!existsSync(this.paths.engineInfo)) this.write();
      onBeat();
    }, REASSERT_MS).unref();
  }

  /** How many windows would take over. */
  successors(successors: number): void {
    if (successors === this.current.successors) return;
    this.current = { ...this.current, successors };
    this.write();
  }

  /** For hooks that cannot even start Node: they know at least what to do when nothing else works. */
  mode(mode: Mode | undefined): void {
    writePrivateFile(path.join(this.paths.bin, 'mode'), `${mode ?? 'observe'}\n`);
  }

  /** Nothing is announced any more; what was, stays until {@link withdraw}. */
  stop(): void {
    clearInterval(this.timer);
  }

  withdraw(): void {
    rmSync(this.paths.engineInfo, { force: true });
  }

  private write(): void {
    writePrivateFile(this.paths.engineInfo, `${JSON.stringify(this.current)}\n`);
  }
}
