/**
 * Runs the suites named on the command line (`unit integration editor clients`) with node's test runner, one after the
 * other; `clients/codex` is only that file of a suite. Exits 1 if a suite fails or holds no test. Suites with real programs in them get those programs first, then
 * run without any network but 127.0.0.1, where the machine permits that.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { oldClaudeCode, provisionClaudeCode } from './clients/drivers/claudeCode.ts';
import { DRIVERS } from './clients/drivers/drivers.ts';
import { provisionEditor } from './editor/provision.ts';
import { provideProgram } from './support/debian.ts';
import { isolated } from './support/isolation.ts';

/** What a suite needs besides this repository; these suites share the machine and run one file at a time. */
const PROVISIONS: Readonly<Record<string, (only?: string) => readonly (() => Promise<unknown>)[]>> = {
  editor: () => [provisionEditor, provisionClaudeCode],
  clients: (only) =>
    [...Object.entries(DRIVERS), ['claudeCode', oldClaudeCode] as const]
      .filter(([name]) => only === undefined || name === only)
      .map(
        ([, driver]) =>
          () =>
            driver.provision(),
      ),
};
/** Milliseconds for one test file, so that nothing hangs for ever. */
const LIMIT = 900_000;

async function runSuite(named: string): Promise<boolean> {
  const [suite = '', only] = named.split('/');
  const folder = path.join(import.meta.dirname, suite);
  const files = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((file) => (only === undefined ? file.endsWith('.test.ts') : file === `${only}.test.ts`))
    .sort()
    .map((file) => path.join(folder, file));
  if (files.length === 0) throw new Error(`No tests in test/${named}: a suite without tests proves nothing.`);

  const provisions = PROVISIONS[suite]?.(only);
  const serial = provisions ? ['--test-concurrency=1'] : [];
  // This reporter repeats what failed at its very end, which is the part of a log that is kept.
  const reporter = '--test-reporter=spec';
  const test = [
    process.execPath,
    '--import',
    'tsx',
    '--test',
    reporter,
    `--test-timeout=${LIMIT}`,
    ...serial,
    ...files,
  ];
  if (!provisions) {
    console.log(`\n== ${named}: ${files.length} files`);
    return succeeds(test);
  }
  console.log(`\n== ${named}: ${files.length} files; looking for the programs they drive`);
  for (const provision of [() => provideProgram(['ip'], ['iproute2']), ...provisions]) await provision();
  const inside = isolated(test);
  console.log(inside.isolated ? 'Only 127.0.0.1 is reachable.' : 'This machine permits no namespaces: not isolated.');
  return succeeds(inside.command);
}

function succeeds([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
}

async function main(): Promise<void> {
  for (const suite of process.argv.slice(2)) if (!(await runSuite(suite))) process.exit(1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? [error.message, error.cause].filter(Boolean).join('\n') : error);
  process.exit(1);
});
