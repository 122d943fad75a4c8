import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asset } from '../../engine/config/assets.ts';
import { GENESIS } from '../../engine/audit/chain.ts';
import { EntryTable } from '../../engine/audit/entryTable.ts';
import { EntryWriter } from '../../engine/audit/entryWriter.ts';
import { Projections } from '../../engine/audit/projections.ts';
import { migrate } from '../../engine/audit/schema.ts';
import { Database, type Sql } from '../../engine/audit/sqlite.ts';
import { createSigner } from '../../engine/identity/keys.ts';
import { sampleEntry } from './auditBench.ts';
import type { Figure } from './measure.ts';
import { openNative } from './nativeSqlite.ts';

const BATCH = 1000;
const ROUNDS = 30;
/** Batches before anything is measured: until the optimising compiler has done its work. */
const WARM_UP = 6;

/**
 * What SQLite in WebAssembly costs: the same program stores the same entries, chained and signed, each batch durable, in our
 * SQLite and in one that was compiled for this machine, batch by batch in turn.
 */
export async function benchImporting(): Promise<Figure[]> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'oktsec-bench-'));
  const native = await openNative(path.join(directory, 'native.db'));
  const ours = await Database.open(path.join(directory, 'ours.db'), asset('sql-wasm.wasm'));
  try {
    const writeOurs = writerOf(ours);
    const writeNative = native && writerOf(native);
    const times: { ours: number[]; native: number[] } = { ours: [], native: [] };
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const drafts = Array.from({ length: BATCH }, (_, i) => ({
        draft: sampleEntry(round * BATCH + i + 1),
        spool: undefined,
      }));
      const [first, second] = [timeOf(() => writeOurs(drafts)), writeNative && timeOf(() => writeNative(drafts))];
      if (round < WARM_UP) continue;
      times.ours.push(first);
      if (second !== undefined) times.native.push(second);
    }
    const rate = (samples: readonly number[]) =>
      Math.round((BATCH / ([...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 1)) * 1000);
    const figures: Figure[] = [
      { name: 'audit import: batches of 1,000, chained, durable', value: rate(times.ours), unit: 'entries/s' },
    ];
    if (native) {
      const [mine, theirs] = [rate(times.ours), rate(times.native)];
      figures.push(
        { name: 'audit import: the same in better-sqlite3', value: theirs, unit: 'entries/s' },
        { name: 'audit import: share of better-sqlite3', value: mine / theirs, unit: '', budget: { atLeast: 0.9 } },
      );
    }
    return figures;
  } finally {
    ours.close();
    native?.close();
    rmSync(directory, { recursive: true });
  }
}

function writerOf(db: Sql): (batch: Parameters<EntryWriter['write']>[0]) => void {
  migrate(db, 'benchmark');
  const entries = new EntryTable(db);
  const projections = new Projections(db, entries);
  const signer = createSigner(new Uint8Array(32).fill(1));
  const writer = new EntryWriter(db, entries, projections, { seq: 0, head: GENESIS, chain: '' }, signer);
  return (batch) => {
    writer.write(batch);
    projections.catchUp();
  };
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
