import { EngineClient, readEngineInfo } from './client.ts';
import { startEngine } from './engine.ts';

const ATTEMPTS = 20;
const BETWEEN_MS = 100;

/**
 * Does something with the user's engine: the one that runs, or one started for just this. The log has one owner at a
 * time, so the command line never opens it beside a running engine.
 */
export async function withEngine<T>(home: string, work: (engine: EngineClient) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const running = await attach(home);
    if (running) return work(running);
    const started = await startEngine({ home, passing: true });
    if (started.kind === 'owner') {
      try {
        return await work(new EngineClient(started.engine.info));
      } finally {
        await started.engine.close();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS)); // An engine is just starting or ending.
  }
  throw new Error(`an engine owns ${home} but does not answer. Look at it with: oktsec status`);
}

async function attach(home: string): Promise<EngineClient | undefined> {
  const info = await readEngineInfo(home);
  if (!info) return undefined;
  const client = new EngineClient(info);
  try {
    await client.call('status', {});
    return client;
  } catch (error) {
    if (['ECONNREFUSED', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
