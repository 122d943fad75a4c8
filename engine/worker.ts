/** Entry of the engine's worker thread: starts the engine of a home, or says that another process owns it. */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { startEngine } from './engine.ts';

const data = z.object({ home: z.string(), owner: z.string() }).parse(workerData);

startEngine(data).then(
  (started) => {
    if (started.kind === 'other') {
      parentPort?.postMessage({ kind: 'other' });
      process.exit(0);
    }
    parentPort?.on('message', (message: unknown) => {
      if (message === 'ping') parentPort?.postMessage({ kind: 'alive' });
      else void started.engine.close().then(() => process.exit(0));
    });
    void started.engine.closed.then(() => process.exit(0));
    parentPort?.postMessage({ kind: 'owner' });
  },
  (error: unknown) => {
    parentPort?.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(0);
  },
);
