/**
 * `npm run test:fuzz [-- --count N] [-- --seed S] [-- --only TEXT] [-- --slow MS] [-- --long SHARE] [-- --seconds S]`:
 * N texts that nobody would write for each parser, or as many as it reads in S seconds. Prints the slowest text of each parser, and with `--slow` all that took longer. Exits 1 if something broke.
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
  },
});
const count = Number(values.count);
const show = (text: string) => `${text.length} characters: ${JSON.stringify(text.slice(0, 200))}`;

let inputs = 0;
for (const [name, check] of Object.entries(PARSERS)) {
  if (!name.includes(values.only)) continue;
  const next = random(Number(values.seed));
  let slowest = { ms: 0, text: '' };
  let broken = 0;
  let done = 0;
  const until = performance.now() + Number(values.seconds) * 1000;
  for (; done < count && performance.now() < until; done++) {
    const text = hostileText(next, Number(values.long));
    const start = process.cpuUsage();
    try {
      check(text);
    } catch (error) {
      broken++;
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}\n  ${show(text)}`);
    }
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
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
