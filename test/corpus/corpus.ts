/**
 * Measures detection against cases that nobody here wrote: `npm run corpus -- [directory] [--rules DIR]
 * [--show missed:TOOL|alarms:TOOL|TEXT] [--report FILE] [--second-parser]`.
 * Rows are JSON lines {tool, input, label, class, scope, set}. Prints recall and false alarms per source and class;
 * `--report` writes them as a page without any text of the corpus, `--second-parser` compares the shell facts with it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { exampleInput } from '../../engine/clients/exampleCall.ts';
import { compileRules } from '../../engine/detect/compileRules.ts';
import { createDetector } from '../../engine/detect/detector.ts';
import type { ScanResult } from '../../engine/detect/types.ts';
import { findingVerdict, worse } from '../../engine/policy/verdict.ts';
import type { Verdict } from '../../engine/protocol/verdict.ts';
import { hiddenCommands } from '../parsers/compare.ts';
import { loadSecondParser } from '../parsers/secondParser.ts';
import { BY_CLASS, BY_SOURCE, BY_TOOL, figuresBy } from './figures.ts';
import { goalTable } from './goals.ts';
import { corpusReport, type Section } from './report.ts';

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

export interface Judged {
  readonly row: Row;
  readonly verdict: Verdict;
  readonly rules: readonly string[];
  readonly micros: number;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    show: { type: 'string' },
    report: { type: 'string' },
    'second-parser': { type: 'boolean' },
    rules: { type: 'string', default: path.join(root, 'rules') },
  },
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

const attacks = section('Recall: malicious, clear', (row) => row.label === 'malicious' && row.scope === 'clear');
const honest = section('False alarms: benign', (row) => row.label === 'benign' && row.scope === 'benign');
const sections: readonly Section[] = [
  attacks,
  honest,
  section('On the side', (row) => ['policy', 'weak', 'out', 'benign-weak'].includes(row.scope)),
];
const goals = goalTable(attacks.rows, honest.rows);
sections.forEach(print);
const notes = [
  `${detector.rules.length} rules (pack ${detector.packHash.slice(0, 12)}), ${judged.length} calls`,
  `all calls: ${latency(judged)}`,
  `calls up to 4 KB: ${latency(judged.filter(({ row }) => JSON.stringify(row.input).length <= 4096))}`,
];
console.log(`\n${[...goals, '', ...notes].join('\n')}`);
if (options.report !== undefined) {
  writeFileSync(options.report, corpusReport(sections, goals, notes));
  console.log(`Wrote ${options.report}.`);
}
if (options.show !== undefined) listRows(options.show);
if (options['second-parser']) {
  compareParsers().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

function judge(row: Row): Judged {
  const input = exampleInput(row);
  const start = process.hrtime.bigint();
  let result: ScanResult = detector.scan(input, 'content-aware');
  const micros = Number(process.hrtime.bigint() - start) / 1000;
  // A machine that is busy with something else cuts a scan that it would not cut the next time.
  for (let again = 0; again < 3 && result.overran.length > 0; again++) result = detector.scan(input, 'content-aware');
  return { row, verdict: verdictOf(result), rules: result.findings.map((finding) => finding.rule), micros };
}

/** The scan stage's own verdict, without history or a user's overrides. */
function verdictOf({ findings, overran }: ScanResult): Verdict {
  return findings.map(findingVerdict).reduce(worse, overran.length > 0 ? 'quarantine' : 'clean');
}

function section(title: string, includes: (row: Row) => boolean): Section {
  return { title, rows: judged.filter(({ row }) => includes(row)) };
}

function print({ title, rows }: Section): void {
  const heading = `${'tool / source / class'.padEnd(64)}${'rows'.padStart(6)}${'flagged'.padStart(10)}${'held'.padStart(10)}`;
  console.log(`\n== ${title}\n${heading}`);
  for (const key of [BY_TOOL, BY_SOURCE, BY_CLASS]) {
    if (key !== BY_TOOL) console.log('  --');
    for (const { name, rows: count, flagged, held } of figuresBy(rows, key))
      console.log(`  ${name.padEnd(62)}${String(count).padStart(6)}${flagged.padStart(10)}${held.padStart(10)}`);
  }
}

/** Commands that the other parser sees and the shell facts do not have. */
async function compareParsers(): Promise<void> {
  const second = await loadSecondParser();
  const counts = { scripts: 0, unsure: 0, commands: 0, hidden: 0 };
  for (const { row } of judged) {
    const { command } = row.input as { command?: unknown };
    if (row.tool !== 'Bash' || typeof command !== 'string') continue;
    const opinion = second(command);
    counts.scripts++;
    if (opinion.unsure) counts.unsure++;
    else counts.commands += opinion.commands.length;
    for (const { name, args } of hiddenCommands(command, opinion)) {
      counts.hidden++;
      console.log(`${row.id}: ${JSON.stringify([name, ...args]).slice(0, 200)}`);
    }
  }
  console.log(counts);
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

function latency(of: readonly Judged[]): string {
  const micros = of.map((each) => each.micros).sort((a, b) => a - b);
  return `p50 ${percentile(micros, 50)} us, p99 ${percentile(micros, 99)} us`;
}

function percentile(sorted: readonly number[], p: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0).toFixed(0);
}
