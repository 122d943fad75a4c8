/**
 * `npm run bench [-- --json] [-- --strict] [-- --only NAME]`: measures what the design budgets and prints each figure
 * next to its budget. `--strict` exits 1 if one is missed: for a quiet machine.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchAuditing } from './auditing.ts';
import { benchClients } from './clients.ts';
import type * as judging from './judging.ts';
import { benchEditing } from './editing.ts';
import { benchImporting } from './importing.ts';
import { benchMillion } from './million.ts';
import { isWithin, usedShare, type Figure } from './measure.ts';
import { benchServing } from './serving.ts';
import { benchStarting } from './starting.ts';

/** Take minutes, or download much the first time: only if named. */
const LONG: Readonly<Record<string, () => Promise<Figure[]>>> = { million: benchMillion, clients: benchClients };

/** Serving comes before what makes this process large: a large process takes long to start others, and commands are timed. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  starting: benchStarting,
  serving: benchServing,
  judging: () => bundled<typeof judging>('judging').benchJudging(),
  auditing: benchAuditing,
  importing: benchImporting,
  editing: benchEditing,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, strict: { type: 'boolean' }, only: { type: 'string', multiple: true } },
  });
  const names = values.only ?? Object.keys(BENCHES);
  const figures: Figure[] = [];
  for (const name of names) {
    const bench = BENCHES[name] ?? LONG[name];
    if (!bench)
      throw new Error(`There is no benchmark ${name}. There are: ${Object.keys({ ...BENCHES, ...LONG }).join(', ')}`);
    const measured = await bench();
    figures.push(...measured);
    if (!values.json) for (const figure of measured) console.log(line(figure));
  }
  if (values.json) {
    const report = figures.map((figure) => ({ ...figure, within: isWithin(figure) }));
    console.log(JSON.stringify(report, null, 2));
  }
  if (values.strict && !figures.every(isWithin)) process.exitCode = 1;
}

/** A benchmark that the build has bundled with the settings of the shipped engine. */
function bundled<T>(name: string): T {
  const file = path.resolve(import.meta.dirname, `../../.cache/${name}.js`);
  if (!process.argv.includes('--json')) console.log(`(${name}: measured on the bundle, as shipped)`);
  return createRequire(import.meta.url)(file) as T;
}

function line(figure: Figure): string {
  const { name, value, unit, budget } = figure;
  const shown = `${name.padEnd(58)} ${round(value).padStart(9)} ${unit.padEnd(8)}`;
  if (!budget) return shown.trimEnd();
  const limit = 'atMost' in budget ? `<= ${round(budget.atMost)}` : `>= ${round(budget.atLeast)}`;
  const share = `${Math.round((usedShare(figure) ?? 0) * 100)} %`;
  return `${shown} ${limit.padEnd(9)} ${share.padStart(6)} of the budget${isWithin(figure) ? '' : '  MISSED'}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
