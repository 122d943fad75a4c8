import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks `probe` again and again until it gives something other than undefined, null or false, and returns that.
 * Throws after `limit` milliseconds, naming `what` and the last error that the probe threw.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  limit = 60_000,
): Promise<Exclude<Awaited<T>, undefined | null | false>> {
  const end = performance.now() + limit;
  let cause: unknown;
  do {
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false)
        return value as Exclude<Awaited<T>, undefined | null | false>;
    } catch (error) {
      cause = error;
    }
    await sleep(50);
  } while (performance.now() < end);
  throw new Error(`Waited ${limit / 1000} s in vain until ${what}`, { cause });
}
