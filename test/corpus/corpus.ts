/**
 * Measures detection against cases that nobody here wrote: `npm run corpus -- [directory] [--rules DIR]
 * [--show missed:TOOL|alarms:TOOL|TEXT]`.
 * Rows are JSON lines {tool, input, label, class, scope, set}. Prints recall and false alarms per source and class.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { exampleInput } from '../../engine/clients/exampleCall.ts';
import { compileRules } from '../../engine/detect/compileRules.ts';
import { createDetector } from '../../engine/detect/detector.ts';
import type { ScanResult } from '../../engine/detect/types.ts';
import { findingVerdict, worse } from '../../engine/policy/verdict.ts';
import type { Verdict } from '../../engine/protocol/verdict.ts';

const root = path.resolve(import.meta.dirname, '../..');
const rowSchema = z.object({
  id: z.string(),
  tool: z.string(),
  input: z.unknown(),
  label: z.string(),
  class: z.string(),
  scope: z.string(),
  set: z.string(),
});
type Row = z.infer<typeof rowSchema>;

interface Judged {
  readonly row: Row;
  readonly verdict: Verdict;
  readonly rules: readonly string[];
  readonly micros: number;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string' }, rules: { type: 'string', default: path.join(root, 'rules') } },
});
const directory = path.resolve(positionals[0] ?? process.env.OKTSEC_CORPUS ?? path.join(root, '../shared/corpus/dev'));
if (!existsSync(directory)) {
  console.error(`No corpus at ${directory}. Name its directory: npm run corpus -- DIR, or set OKTSEC_CORPUS.`);
  process.exit(2);
}

const rows = readdirSync(directory)
  .filter((name) => name.endsWith('.jsonl'))
  .sort()
  .flatMap((name) => readFileSync(path.join(directory, name), 'utf8').split('\n').filter(Boolean))
  .map((line) => rowSchema.parse(JSON.parse(line)));
if (rows.length === 0) {
  console.error(`${directory} holds no .jsonl rows.`);
  process.exit(2);
}

const detector = createDetector([compileRules(options.rules)]);
// Lets the machine code settle, so that timings are of the engine and not of its first steps.
for (const row of rows.slice(0, 2000)) detector.scan(exampleInput(row), 'content-aware');
const judged = rows.map(judge);

const heading = `${'tool / source / class'.padEnd(64)}${'rows'.padStart(6)}${'flagged'.padStart(10)}${'held'.padStart(10)}`;
section('Recall: malicious, clear', (row) => row.label === 'malicious' && row.scope === 'clear');
section('False alarms: benign', (row) => row.label === 'benign' && row.scope === 'benign');
section('On the side', (row) => ['policy', 'weak', 'out', 'benign-weak'].includes(row.scope));

const micros = judged.map((each) => each.micros).sort((a, b) => a - b);
const small = judged.filter(({ row }) => JSON.stringify(row.input).length <= 4096).map((each) => each.micros);
small.sort((a, b) => a - b);
console.log(`\n${detector.rules.length} rules, ${judged.length} calls`);
console.log(`all calls:     p50 ${percentile(micros, 50)} us, p99 ${percentile(micros, 99)} us`);
console.log(`up to 4 KB:    p50 ${percentile(small, 50)} us, p99 ${percentile(small, 99)} us`);
if (options.show !== undefined) listRows(options.show);

function judge(row: Row): Judged {
  const input = exampleInput(row);
  const start = process.hrtime.bigint();
  const result: ScanResult = detector.scan(input, 'content-aware');
  const micros = Number(process.hrtime.bigint() - start) / 1000;
  return { row, verdict: verdictOf(result), rules: result.findings.map((finding) => finding.rule), micros };
}

/** The scan stage's own verdict, without history or a user's overrides. */
function verdictOf({ findings, overran }: ScanResult): Verdict {
  return findings.map(findingVerdict).reduce(worse, overran.length > 0 ? 'quarantine' : 'clean');
}

function section(title: string, includes: (row: Row) => boolean): void {
  const chosen = judged.filter(({ row }) => includes(row));
  console.log(`\n== ${title}\n${heading}`);
  table(chosen, (row) => row.tool);
  console.log('  --');
  table(chosen, (row) => `${row.tool} / ${row.set}`);
  console.log('  --');
  table(chosen, (row) => `${row.tool} / ${row.set} / ${row.class}`);
}

function table(chosen: readonly Judged[], key: (row: Row) => string): void {
  const groups = new Map<string, Judged[]>();
  for (const each of chosen) groups.set(key(each.row), [...(groups.get(key(each.row)) ?? []), each]);
  for (const [name, group] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    const flagged = group.filter(({ verdict }) => verdict !== 'clean').length;
    const held = group.filter(({ verdict }) => verdict === 'quarantine' || verdict === 'block').length;
    const share = (n: number) => `${((100 * n) / group.length).toFixed(1)} %`.padStart(10);
    console.log(`  ${name.padEnd(62)}${String(group.length).padStart(6)}${share(flagged)}${share(held)}`);
  }
}

/** `--show missed:TOOL` or `--show alarms:TOOL`, or any text to look for in ids, sets and classes. */
function listRows(what: string): void {
  const [kind, tool] = what.split(':');
  const wanted = judged.filter(({ row, verdict }) => {
    if (kind === 'missed') return row.tool === tool && row.scope === 'clear' && verdict === 'clean';
    if (kind === 'alarms') return row.tool === tool && row.scope === 'benign' && verdict !== 'clean';
    return `${row.id} ${row.set} ${row.class}`.includes(what);
  });
  for (const { row, verdict, rules } of wanted) {
    console.log(
      `${row.id} ${row.class} ${verdict} [${[...new Set(rules)].join(' ')}] ${JSON.stringify(row.input).slice(0, 700)}`,
    );
  }
}

function percentile(sorted: readonly number[], p: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0).toFixed(0);
}
