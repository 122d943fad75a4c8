/**
 * `npm run bench [-- --json] [-- --strict] [-- --only NAME]`: measures what the design budgets and prints each figure
 * next to its budget. `--strict` exits 1 if one is missed: for a quiet machine.
 */
import { parseArgs } from 'node:util';
import { benchAuditing } from './auditing.ts';
import { benchEditing } from './editing.ts';
import { benchJudging } from './judging.ts';
import { isWithin, usedShare, type Figure } from './measure.ts';
import { benchServing } from './serving.ts';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  judging: benchJudging,
  auditing: benchAuditing,
  serving: benchServing,
  editing: benchEditing,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, strict: { type: 'boolean' }, only: { type: 'string', multiple: true } },
  });
  const names = values.only ?? Object.keys(BENCHES);
  const figures: Figure[] = [];
  for (const name of names) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`There is no benchmark ${name}. There are: ${Object.keys(BENCHES).join(', ')}`);
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
