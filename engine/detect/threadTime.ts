import { onFirstUse } from './remembered.ts';
import { openSync, readSync } from 'node:fs';

type Clock = () => number;

/**
 * Milliseconds of processor time so far; only differences mean something. Of this thread alone where that can be told, so that
 * compilers and an editor's other threads use no scan's budget up: by the runtime (Node 23.9 on) or by Linux. Elsewhere of the
 * process.
 */
export function threadTime(): number {
  return clock()();
}

const clock = onFirstUse((): Clock => ofRuntime() ?? ofKernel() ?? ofProcess);

function ofRuntime(): Clock | undefined {
  const { threadCpuUsage } = process as { threadCpuUsage?: (this: void) => NodeJS.CpuUsage };
  return threadCpuUsage && (() => milliseconds(threadCpuUsage()));
}

function ofProcess(): number {
  return milliseconds(process.cpuUsage());
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** The file tells of the thread that opened it, and stays open as long as that lives: to open it takes longer than to read it. */
function ofKernel(): Clock | undefined {
  if (process.platform !== 'linux') return undefined;
  const line = Buffer.alloc(64);
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    const read: Clock = () => {
      const length = readSync(file, line, 0, line.length, 0);
      // First stand the nanoseconds on a processor.
      return Number.parseInt(line.toString('latin1', 0, length), 10) / 1e6;
    };
    // A kernel that does not count has no such file, or zeros in it.
    return read() > 0 ? read : undefined;
  } catch {
    return undefined;
  }
}
