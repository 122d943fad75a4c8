import { sourceLabels, type CodeLabels } from './codeLabels.ts';
import type { Range } from './tokenRanges.ts';

export const MAX_ALIAS = 120;

/** What the names of a program stand for: members of modules, and data of which kind. */
export class ProgramNames {
  /** The full name of what was imported or assigned under a short one. */
  readonly aliases = new Map<string, string>();
  private readonly labels = new Map<string, CodeLabels>();
  /** What a parameter is given somewhere; it holds within its function alone. */
  private readonly given = new Map<string, (Range & { labels: CodeLabels })[]>();
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
    this.labels.set(name, this.labelsOf(name) | labels);
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

  /** Takes a member out of a module or an object under a name of its own. */
  bind(name: string, module: string, member: string): void {
    const full = `${module}.${member}`.slice(0, MAX_ALIAS);
    this.aliases.set(name, full);
    const labels = sourceLabels(full);
    if (labels !== 0) this.mark(name, labels);
  }
}
