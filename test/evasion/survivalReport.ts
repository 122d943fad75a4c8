import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATEGORIES } from '../../engine/protocol/verdict.ts';
import { sharesBy, trials, type Share, type Trial } from './survival.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** What the figures depend on. */
const SOURCES = ['rules', 'engine/detect', 'engine/clients', 'engine/policy', 'test/evasion'];

/** Tells figures of these sources from those of others. */
export function measuredOn(): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(?:ts|yaml)$/.test(name)) hash.update(name).update(readFileSync(path.join(root, folder, name)));
  return `<!-- Measured on sources ${hash.digest('hex').slice(0, 16)}. -->`;
}

/** `docs/evasion.md`: what is left of each rule's examples when they are written in another way, measured and not typed. */
export function evasionReport(all: readonly Trial[] = trials()): string {
  const [whole] = sharesBy(all, () => 'all');
  const categories = [...sharesBy(all, ({ category }) => category)];
  categories.sort((a, b) => CATEGORIES.indexOf(a.name as never) - CATEGORIES.indexOf(b.name as never));
  const lines = [
    '# Evasion',
    '',
    'Written by `npm run docs -- evasion`. Every hit example of every built-in rule is written in other ways that mean the same, and judged',
    'again: `test/evasion/` holds the transforms, and a test runs those of the shell in a real bash to see that they change nothing.',
    'A variant survives when it is at least flagged and gets the verdict of its example; a block may become a hold, as findings',
    'that rest on likeness are capped there. A test holds every category at 95 %.',
    '',
    `${whole?.survived} of ${whole?.all} variants survive (${percent(whole)}).`,
    '',
    '## By category',
    '',
    ...table('category', categories),
  ];
  const groups = [...new Set(all.map(({ group }) => group))];
  lines.push('', '## By transform');
  for (const group of groups) {
    const own = all.filter((trial) => trial.group === group);
    lines.push(
      '',
      `### ${group}`,
      '',
      ...table(
        'transform',
        sharesBy(own, ({ transform }) => transform),
      ),
    );
  }
  return `${lines.join('\n')}\n\n${measuredOn()}\n`;
}

function table(what: string, shares: readonly Share[]): string[] {
  return [
    `| ${what} | variants | survive |`,
    '| --- | ---: | ---: |',
    ...shares.map((share) => `| ${share.name.replaceAll('|', '\\|')} | ${share.all} | ${percent(share)} |`),
  ];
}

/** Rounded down: 99.96 is not 100. */
function percent(share: Share | undefined): string {
  return share ? `${(Math.floor((1000 * share.survived) / share.all) / 10).toFixed(1)} %` : '';
}
