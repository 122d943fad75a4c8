import type { Judged } from './corpus.ts';

/** Figures of some rows: how many were flagged or worse, and how many held or worse, in percent. */
export interface Figures {
  readonly name: string;
  readonly rows: number;
  readonly flagged: string;
  readonly held: string;
}

export const BY_TOOL = ({ row }: Judged) => row.tool;
export const BY_SOURCE = ({ row }: Judged) => `${row.tool} / ${row.set}`;
export const BY_CLASS = ({ row }: Judged) => `${row.tool} / ${row.set} / ${row.class}`;

export const isRaised = ({ verdict }: Judged) => verdict !== 'clean';
export const isHeld = ({ verdict }: Judged) => verdict === 'quarantine' || verdict === 'block';

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
    .map(([name, group]) => ({
      name,
      rows: group.length,
      flagged: percent(group.filter(isRaised).length, group.length),
      held: percent(group.filter(isHeld).length, group.length),
    }));
}

/** Below one percent two digits: goals for false alarms are tenths. */
export function percent(count: number, of: number): string {
  const share = (100 * count) / of;
  return `${share.toFixed(share > 0 && share < 1 ? 2 : 1)} %`;
}
