/**
 * Child of audit.test.ts. `append`: appends without end, four callers at a time, and writes the sequence number of each
 * entry to stdout once it is acknowledged; `append-160`: so many, and then waits for its end. `drain`: drains the spool. `open`: opens and closes. An error goes to stdout too.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { openAuditLog } from '../../engine/audit/auditLog.ts';
import { drainSpool } from '../../engine/audit/spool.ts';
import { draft, SIGNER } from '../unit/audit/helpers.ts';

async function main([task, directory = '', wasm = '']: readonly string[]): Promise<void> {
  const file = path.join(directory, 'oktsec.db');
  const log = await openAuditLog({ file, wasm, signer: SIGNER, now: Date.now, checkpointEvery: 50 });
  say('ready');
  if (task === 'drain') await drainSpool(path.join(directory, 'spool'), log);
  const [, most] = /^append(?:-(\d+))?$/.exec(task ?? '') ?? [];
  if (task?.startsWith('append')) {
    let n = log.count();
    const caller = async () => {
      while (n < Number(most ?? Infinity)) {
        n++;
        const entry = await log.append(draft(n, { key: `${process.pid}-${n}`, session: `s-${n % 7}` }));
        say(String(entry.record.seq));
      }
    };
    await Promise.all([caller(), caller(), caller(), caller()]);
    await new Promise((resolve) => setTimeout(resolve, 1e6)); // without closing
  }
  await log.close();
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => say(String(error)));
