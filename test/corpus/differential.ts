/**
 * `npm run test:differential [-- DIR]`: judges every row of an evaluation corpus twice, with the rules' indexes and by plain
 * evaluation of every rule, and prints the rows on which they differ. Exits 1 if there are any.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { exampleInput } from '../../engine/clients/exampleCall.ts';
import { compileRules } from '../../engine/detect/compileRules.ts';
import { createDetector } from '../../engine/detect/detector.ts';

const root = path.resolve(import.meta.dirname, '../..');
const directory = path.resolve(process.argv[2] ?? process.env.OKTSEC_CORPUS ?? path.join(root, '../shared/corpus/dev'));
if (!existsSync(directory)) {
  console.error(
    `No corpus at ${directory}. Name its directory: npm run test:differential -- DIR, or set OKTSEC_CORPUS.`,
  );
  process.exit(2);
}

const row = z.object({ id: z.string(), tool: z.string(), input: z.unknown() });
const pack = compileRules(path.join(root, 'rules'));
const fast = createDetector([pack], { budgetMs: 1e9 });
const plain = createDetector([pack], { budgetMs: 1e9, prefilter: false });

let rows = 0;
let different = 0;
for (const name of readdirSync(directory).filter((each) => each.endsWith('.jsonl'))) {
  for (const line of readFileSync(path.join(directory, name), 'utf8').split('\n').filter(Boolean)) {
    const { id, ...example } = row.parse(JSON.parse(line));
    const input = exampleInput(example);
    rows++;
    const [a, b] = [fast, plain].map((detector) => JSON.stringify(detector.scan(input, 'strict').findings));
    if (a === b) continue;
    different++;
    console.log(`${id}\n  indexed: ${a}\n  plain:   ${b}`);
  }
}
console.log(`${rows} rows, ${different} judged differently`);
if (different > 0) process.exitCode = 1;
