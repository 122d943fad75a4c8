/**
 * Runs the suites named on the command line (`unit integration editor clients`) with node's test runner,
 * one after the other. Exits 1 if a suite fails or holds no test.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const suites = process.argv.slice(2);
const root = import.meta.dirname;
/** Suites whose files share a machine-wide resource (a real editor, a real client) run one file at a time. */
const SERIAL = new Set(['editor', 'clients']);

for (const suite of suites) {
  const files = readdirSync(path.join(root, suite), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => path.join(root, suite, file));
  if (files.length === 0) {
    console.error(`No tests in test/${suite}: a suite without tests proves nothing.`);
    process.exit(1);
  }
  console.log(`\n== ${suite}: ${files.length} files`);
  const concurrency = SERIAL.has(suite) ? ['--test-concurrency=1'] : [];
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...concurrency, ...files], { stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
