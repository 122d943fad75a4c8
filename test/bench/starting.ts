import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { percentile, type Figure } from './measure.ts';

const ROUNDS = 15;

/** What it takes until the rules can judge, in fresh processes. */
export function benchStarting(): Promise<Figure[]> {
  const bundle = path.resolve(import.meta.dirname, '../../.cache/rulesReady.js');
  const runs = Array.from({ length: ROUNDS }, () => {
    const out = execFileSync(process.execPath, [bundle, '/nonexistent'], { encoding: 'utf8' });
    return JSON.parse(out) as { ready: number; first: number };
  });
  return Promise.resolve([
    {
      name: 'compiled rules ready',
      value: percentile(
        runs.map(({ ready }) => ready),
        0.5,
      ),
      unit: 'ms',
      budget: { atMost: 60 },
    },
    {
      name: 'the first call after that',
      value: percentile(
        runs.map(({ first }) => first),
        0.5,
      ),
      unit: 'ms',
    },
  ]);
}
