import { sourceLabels, type CodeLabels } from './codeLabels.ts';
import type { Range } from './tokenRanges.ts';

export const MAX_ALIAS = 120;

/** In a bundle every function has its own `n`: what one puts there is no other's. Tokens before and after it is put. */
const NEARBY = 400;
const SHORT = 2;

/** What the names of a program stand for: members of modules, and data of which kind. */
export class ProgramNames {
  /** The full name of what was imported or assigned under a short one. */
  readonly aliases = new Map<string, string>();
  private readonly labels = new Map<string, CodeLabels>();
  /** What a parameter is given somewhere; it holds within its function alone. */
  private readonly given = new Map<string, (Range & { labels: CodeLabels })[]>();
  /** The token that is read, while short names of a bundle hold nearby alone. */
  reading: number | undefined;
  /** Was something new given to a parameter since this was last set to false? */
  gave = false;

  /** Is there data to follow? */
  get holdLabels(): boolean {
    return this.labels.size + this.given.size > 0;
  }

  resolved(name: string): string {
    return this.aliases.get(name) ?? name;
  }

  labelsOf(name: string): CodeLabels {
    return this.labels.get(name) ?? 0;
  }

  /** Labels of a name where it stands: of the variable, and of the parameter of that name around it. */
  labelsAt(name: string, at: number): CodeLabels {
    let labels = this.labelsOf(name);
    for (const each of this.given.get(name) ?? []) if (at >= each.from && at < each.to) labels |= each.labels;
    return labels;
  }

  mark(name: string, labels: CodeLabels): void {
    if (this.reading === undefined || name.length > SHORT) this.labels.set(name, this.labelsOf(name) | labels);
    else this.markNearby(name, labels, this.reading);
  }

  private markNearby(name: string, labels: CodeLabels, at: number): void {
    const range = { from: at - NEARBY, to: at + NEARBY, labels };
    const known = this.given.get(name);
    if (!known) this.given.set(name, [range]);
    else if (!known.some((each) => each.from === range.from && each.labels === labels)) known.push(range);
  }

  /** Marks a parameter within the body of its function. */
  give(name: string, { from, to }: Range, labels: CodeLabels): void {
    const known = this.given.get(name);
    const same = known?.find((each) => each.from === from);
    if (labels === (labels & (same?.labels ?? 0))) return;
    this.gave = true;
    if (same) same.labels |= labels;
    else if (known) known.push({ from, to, labels });
    else this.given.set(name, [{ from, to, labels }]);
  }

  /** A name stands for another; a short one of a bundle, as far as that holds data, nearby alone. */
  alias(name: string, full: string): void {
    const labels = this.reading === undefined || name.length > SHORT ? 0 : sourceLabels(full);
    if (labels === 0) this.aliases.set(name, full);
    else this.mark(name, labels);
  }

  /** Takes a member out of a module or an object under a name of its own. */
  bind(name: string, module: string, member: string): void {
    const full = `${module}.${member}`.slice(0, MAX_ALIAS);
    this.aliases.set(name, full);
    const labels = sourceLabels(full);
    if (labels !== 0) this.mark(name, labels);
  }
}
