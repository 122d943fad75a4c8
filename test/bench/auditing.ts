import { asset } from '../../engine/config/assets.ts';
import { auditBench } from './auditBench.ts';
import type { Figure } from './measure.ts';

/** The audit log by itself. */
export async function benchAuditing(): Promise<Figure[]> {
  const figures = await auditBench(asset('sql-wasm.wasm'));
  return [
    { name: 'audit log: entries, 32 callers waiting', value: figures.callers32, unit: 'entries/s' },
    { name: 'audit log: entries, one caller', value: figures.caller1, unit: 'entries/s' },
    { name: 'audit log: entries, batches of 1,000', value: figures.batches1000, unit: 'entries/s' },
    { name: 'audit log: verify', value: figures.verified, unit: 'entries/s' },
    { name: 'audit log: list 100 sessions', value: figures.sessionsMs, unit: 'ms', budget: { atMost: 6 } },
    { name: 'audit log: a session of 200 steps', value: figures.sessionMs, unit: 'ms', budget: { atMost: 6 } },
    { name: 'audit log: a session of 5,000 steps', value: figures.longSessionMs, unit: 'ms', budget: { atMost: 100 } },
    { name: 'audit log: on disk', value: figures.bytesPerEntry, unit: 'B/entry' },
  ];
}
