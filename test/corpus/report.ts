import type { Judged } from './corpus.ts';

/** Rows of a corpus that are looked at together. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Judged[];
}

/** Figures of some rows: how many were flagged or worse, and how many held or worse, in percent. */
export interface Figures {
  readonly name: string;
  readonly rows: number;
  readonly flagged: string;
  readonly held: string;
}

export function figuresBy(judged: readonly Judged[], key: (each: Judged) => string): readonly Figures[] {
  const groups = new Map<string, Judged[]>();
  for (const each of judged) {
    const name = key(each);
    const group = groups.get(name);
    if (group) group.push(each);
    else groups.set(name, [each]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, group]) => {
      const share = (count: number) => `${((100 * count) / group.length).toFixed(1)} %`;
      const flagged = group.filter(({ verdict }) => verdict !== 'clean').length;
      const held = group.filter(({ verdict }) => verdict === 'quarantine' || verdict === 'block').length;
      return { name, rows: group.length, flagged: share(flagged), held: share(held) };
    });
}

export const BY_TOOL = ({ row }: Judged) => row.tool;
export const BY_SOURCE = ({ row }: Judged) => `${row.tool} / ${row.set}`;
export const BY_CLASS = ({ row }: Judged) => `${row.tool} / ${row.set} / ${row.class}`;

/** The figures as a page: names of sources and classes and numbers, nothing of what the rows say. */
export function corpusReport(sections: readonly Section[], notes: readonly string[]): string {
  const lines = [
    '# Detection, measured',
    '',
    'Written by `npm run corpus -- DIR --report FILE` from a corpus of calls that nobody who works on the rules wrote. The corpus is',
    'not part of this repository. A row is one tool call, message or MCP definition, judged by itself with the built-in rules, the',
    'default profile and no history; *flagged* is flagged or worse, *held* is held or blocked.',
    '',
    ...notes.map((note) => `- ${note}`),
  ];
  for (const { title, rows } of sections) {
    lines.push('', `## ${title}`);
    lines.push('', ...table('tool', figuresBy(rows, BY_TOOL)));
    lines.push('', '### By source', '', ...table('tool / source', figuresBy(rows, BY_SOURCE)));
    lines.push('', '### By class', '', ...table('tool / source / class', figuresBy(rows, BY_CLASS)));
  }
  return `${lines.join('\n')}\n`;
}

function table(what: string, figures: readonly Figures[]): string[] {
  return [
    `| ${what} | rows | flagged | held |`,
    '| --- | ---: | ---: | ---: |',
    ...figures.map(
      ({ name, rows, flagged, held }) => `| ${name.replaceAll('|', '\\|')} | ${rows} | ${flagged} | ${held} |`,
    ),
  ];
}
