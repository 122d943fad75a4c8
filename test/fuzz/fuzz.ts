/**
 * `npm run test:fuzz [-- --count N] [-- --seed S] [-- --only TEXT] [-- --slow MS] [-- --long SHARE] [-- --seconds S] [-- --part I/N]`:
 * N texts that nobody would write for each parser, or as many as it reads in S seconds. Prints the slowest text of each
 * parser, and with `--slow` all that took longer. Exits 1 if something broke. `--part 1/2` takes every second parser, for
 * processes side by side.
 */
import { parseArgs } from 'node:util';
import { hostileText, random } from './hostileText.ts';
import { PARSERS } from './parsers.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '70000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    only: { type: 'string', default: '' },
    slow: { type: 'string', default: 'Infinity' },
    /** How many pieces of a text are repeated many times. */
    long: { type: 'string', default: '0.2' },
    seconds: { type: 'string', default: 'Infinity' },
    part: { type: 'string', default: '1/1' },
  },
});
const count = Number(values.count);
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const show = (text: string) => `${text.length} characters: ${JSON.stringify(text.slice(0, 200))}`;

/**
 * Milliseconds of processor time, the least of three: it counts what else the process does beside, such as collecting garbage.
 * Asking for it takes longer than most texts, so it is asked only where the clock says that it matters.
 */
function cpuMs(work: () => void): number {
  const samples = [0, 1, 2].map(() => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...samples);
}
const CLOCK_MS = 10;

let inputs = 0;
for (const [index, [name, check]] of Object.entries(PARSERS).entries()) {
  if (!name.includes(values.only) || index % parts !== part - 1) continue;
  const next = random(Number(values.seed));
  let slowest = { ms: 0, text: '' };
  let broken = 0;
  let done = 0;
  const until = performance.now() + Number(values.seconds) * 1000;
  for (; done < count && performance.now() < until; done++) {
    const text = hostileText(next, Number(values.long));
    const start = performance.now();
    try {
      check(text);
    } catch (error) {
      broken++;
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}\n  ${show(text)}`);
      continue;
    }
    let ms = performance.now() - start;
    if (ms > Math.max(CLOCK_MS, slowest.ms)) ms = cpuMs(() => check(text));
    if (ms > slowest.ms) slowest = { ms, text };
    if (ms > Number(values.slow)) console.log(`${name}: ${Math.round(ms)} ms, ${show(text)}`);
  }
  inputs += done;
  console.log(
    `${name}: ${done} texts, ${broken} broken, slowest ${Math.round(slowest.ms)} ms of ${show(slowest.text)}`,
  );
  if (broken > 0) process.exitCode = 1;
}
console.log(`${inputs} inputs, seed ${values.seed}`);
