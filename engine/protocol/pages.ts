import type { SessionStep, SessionSummary } from './views.ts';

/** Every text of the timeline page; the editor sends them in the user's language. `{0}` is filled by the page. */
export interface TimelineStrings {
  readonly filters: string;
  readonly search: string;
  readonly allTools: string;
  readonly tool: string;
  readonly clean: string;
  readonly flag: string;
  readonly quarantine: string;
  readonly block: string;
  readonly unjudged: string;
  readonly export: string;
  readonly openFile: string;
  readonly review: string;
  readonly copy: string;
  readonly steps: string;
  readonly stepsShown: string;
  readonly stepsList: string;
  readonly noSteps: string;
  readonly noMatch: string;
  readonly clearFilters: string;
  readonly gap: string;
  readonly asked: string;
  readonly denied: string;
  readonly wouldHold: string;
  readonly wouldBlock: string;
  readonly pending: string;
  readonly approved: string;
  readonly rejected: string;
  readonly expired: string;
  readonly cancelled: string;
  readonly consumed: string;
  readonly decidedBy: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly exitCode: string;
  readonly spooled: string;
  readonly reasoning: string;
  readonly input: string;
  readonly why: string;
  readonly findings: string;
  readonly whatToDo: string;
  readonly seen: string;
  readonly decision: string;
  readonly outcome: string;
  readonly entry: string;
  readonly keys: string;
}

/** What the editor tells the timeline page. */
export type TimelineToPage =
  | {
      readonly kind: 'show';
      readonly locale: string;
      readonly strings: TimelineStrings;
      readonly summary: SessionSummary;
      readonly steps: readonly SessionStep[];
    }
  /** Steps that are new or have changed since. */
  | { readonly kind: 'update'; readonly summary: SessionSummary; readonly steps: readonly SessionStep[] }
  | { readonly kind: 'unavailable'; readonly message: string };

/** What every page says: it was built and knows nothing yet, or something went wrong in it. */
export type PageSignal = { readonly kind: 'ready' } | { readonly kind: 'error'; readonly message: string };
/** Longest text of a page's error, in UTF-16 units. */
export const PAGE_ERROR_LENGTH = 2000;

/** What the timeline page may ask of the editor. Steps are named by sequence number and looked up by the editor. */
export type TimelineRequest =
  | { readonly kind: 'openFile'; readonly seq: number }
  | { readonly kind: 'copy'; readonly seq: number }
  | { readonly kind: 'review'; readonly seq: number }
  | { readonly kind: 'export' };

/** Kept by the editor while the page is hidden and over a reload of the window. */
export interface TimelineState {
  readonly version: 1;
  readonly session: string;
  readonly search: string;
  readonly tool: string;
  readonly hidden: readonly string[];
  readonly current?: number;
  readonly expanded?: number;
}
