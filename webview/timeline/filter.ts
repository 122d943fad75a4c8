import type { SessionStep } from '../../engine/protocol/views.ts';
import type { Verdict } from '../../engine/protocol/verdict.ts';

/** Verdicts, and `unjudged` for prompts and notices. */
export const GROUPS = ['clean', 'flag', 'quarantine', 'block', 'unjudged'] as const;
export type Group = (typeof GROUPS)[number];

export interface Filter {
  readonly search: string;
  /** Name of the one tool to show; empty for all. */
  readonly tool: string;
  readonly hidden: ReadonlySet<Group>;
}

export const NO_FILTER: Filter = { search: '', tool: '', hidden: new Set() };

export const groupOf = (step: { readonly verdict?: Verdict }): Group => step.verdict ?? 'unjudged';

/** The steps that pass; every word of the search must occur somewhere in the step. */
export function applyFilter(steps: readonly SessionStep[], { search, tool, hidden }: Filter): readonly SessionStep[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && tool === '' && hidden.size === 0) return steps;
  return steps.filter((step) => {
    if (hidden.has(groupOf(step)) || (tool !== '' && step.tool.name !== tool)) return false;
    if (words.length === 0) return true;
    const text = searchText(step);
    return words.every((word) => text.includes(word));
  });
}

const searchText = (step: SessionStep): string =>
  [
    ...[step.tool.name, step.event, step.agent, step.summary, step.detail, step.reason, step.reasoning, step.path],
    ...step.findings.map((finding) => finding.rule),
  ]
    .join('\n')
    .toLowerCase();

/** Names of the tools that occur, sorted. */
export const toolNames = (steps: readonly SessionStep[]): readonly string[] =>
  [...new Set(steps.map((step) => step.tool.name).filter((name) => name !== ''))].sort();
