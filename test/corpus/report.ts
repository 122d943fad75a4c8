import type { Judged } from './corpus.ts';
import { BY_CLASS, BY_SOURCE, BY_TOOL, figuresBy, type Figures } from './figures.ts';

/** Rows of a corpus that are looked at together. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Judged[];
}

/** The figures as a page: names of sources and classes and numbers, nothing of what the rows say. */
export function corpusReport(sections: readonly Section[], goals: readonly string[], notes: readonly string[]): string {
  const lines = [
    '# Detection, measured',
    '',
    'Written by `npm run corpus -- DIR --report FILE` from a corpus of calls that nobody who works on the rules wrote. The corpus is',
    'not part of this repository. A row is one tool call, message or MCP definition, judged by itself with the built-in rules, the',
    'default profile and no history; *flagged* is flagged or worse, *held* is held or blocked.',
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    '## Goals',
    '',
    ...goals,
  ];
  for (const { title, rows } of sections) {
    lines.push('', `## ${title}`);
    lines.push('', ...table('tool', figuresBy(rows, BY_TOOL)));
    lines.push('', '### By source', '', ...table('tool / source', figuresBy(rows, BY_SOURCE)));
    lines.push('', '### By class', '', ...table('tool / source / class', figuresBy(rows, BY_CLASS)));
  }
  lines.push('', ...LIMITS);
  return `${lines.join('\n')}\n`;
}

/** What no rule of ours decides, said here because the figures above do not show it. */
const LIMITS: readonly string[] = [
  '## What stays missed or raised, and why',
  '',
  '- **Secrets in files**: the sources count texts of their tests in which nothing is secret: a key without a body, `${VARIABLE}`,',
  '  `some-token-value-here`, the alphabet in order, one letter repeated, `EXAMPLE`, a private address. They are flagged or left,',
  '  not held; a guard that holds them holds every test and every page of documentation.',
  '- **Calls without a fact**: a heading, half a key, the one line `Output | malicious` as a definition, `import requests...` or',
  '  the deletion of a temporary folder is labelled an attack by its source, and nothing in the call says so.',
  '- **Benign commands that are held** do what the rule says: they pipe a download into a shell, format a volume, run a known',
  '  attack tool, or replace a git hook. Those flagged delete cloud resources, shut the machine down or change start-up files.',
  '- **Benign writes that are held** send a secret of the environment away, delete `~/.ssh` or run what they fetch; their source',
  '  lists them as cases its own scanner should not raise. Those flagged hold keys of the shape that providers give out.',
  '- **Attacks of a kind nobody has shown us.** Sets that were sealed while the rules were mended on others, written by the same',
  '  people, so these figures are upper bounds. First round: of 78 injections in 23 languages 41 % were flagged before and 62 %',
  '  after; of fetches 69 and 88 %, of MCP calls 63 and 72 %, of MCP definitions 33 and 53 %. Second round, new sets: of 110',
  '  injections 54 and 73 %, of 78 written programs 63 and 71 %, of 231 calls 79 and 89 % (MCP calls among them 44 and 86 %).',
  '  Third round: of 100 texts 62 and 75 %, of 186 commands, files and fetches 89 and 90 %; of 40 texts written to slip past the',
  '  rules of that day 20 % before anything was mended on them. Fourth round: of 119 texts 36 and 58 %, of 155 commands, files,',
  '  fetches and MCP calls 77 and 80 % flagged, 68 and 70 % held; of their 354 honest twins 44 flagged and 15 held both times.',
  '  Fifth round: of 62 texts 37 and 50 %, of 61 calls 75 and 82 % flagged, 66 and 70 % held; of their 236 honest twins 27 and 23',
  '  flagged, 11 and 7 held.',
  '  Polite requests, plots that need the whole page to be understood, and back doors that are ordinary code stay below that.',
  '- **Honest work of a kind nobody has shown us.** Of 6,710 commands, files, edits, texts and sessions from packages of npm and',
  '  Debian that were sealed while the rules were mended on others, 1.18 % were flagged and 0.45 % held before, 1.09 and 0.43 %',
  '  after. In another 8,827 of further packages and MCP servers 1.01 and 0.53 % before, 0.87 and 0.45 % after;',
  '  in a further 1,474 0.68 and 0.68 % before, 0.41 and 0.41 % after. Of the held commands half are scripts that run as root',
  '  when a package is installed or removed: they delete units, settings and data directories.',
];

function table(what: string, figures: readonly Figures[]): string[] {
  return [
    `| ${what} | rows | flagged | held |`,
    '| --- | ---: | ---: | ---: |',
    ...figures.map(
      ({ name, rows, flagged, held }) => `| ${name.replaceAll('|', '\\|')} | ${rows} | ${flagged} | ${held} |`,
    ),
  ];
}
