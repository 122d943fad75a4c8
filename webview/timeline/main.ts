import type { PageSignal, TimelineRequest, TimelineState, TimelineToPage } from '../../engine/protocol/pages.ts';
import type { SessionStep, SessionSummary } from '../../engine/protocol/views.ts';
import { editorApi } from '../editorApi.ts';
import { element } from '../element.ts';
import { reportErrors } from '../reportErrors.ts';
import { createButton } from '../toolkit.ts';
import { applyFilter, groupOf, GROUPS, NO_FILTER, toolNames, type Filter, type Group } from './filter.ts';
import { fill } from './format.ts';
import { stepDetails } from './stepDetails.ts';
import { stepRow } from './stepRow.ts';
import { createToolbar } from './toolbar.ts';
import { WindowedList } from './windowedList.ts';
import './timeline.css';

/** A session that had an entry this lately is still going on: its newest steps are what one looks for. */
const LIVE_MS = 120_000;

const editor = editorApi<TimelineState, PageSignal | TimelineRequest>();
const send = (message: PageSignal | TimelineRequest): void => editor.postMessage(message);
reportErrors(send);
let update: ((summary: SessionSummary, steps: readonly SessionStep[]) => void) | undefined;

window.addEventListener('message', ({ data }: MessageEvent<TimelineToPage>) => {
  switch (data.kind) {
    case 'show':
      update = showTimeline(data);
      return;
    case 'update':
      return update?.(data.summary, data.steps);
    case 'unavailable':
      document.body.replaceChildren(
        element('p', { class: 'empty', text: data.message, attributes: { role: 'alert' } }),
      );
      return;
  }
});
send({ kind: 'ready' });

/** Builds the page from one snapshot; returns how later changes come in. */
function showTimeline({ strings, locale, summary, steps: shown }: TimelineToPage & { kind: 'show' }) {
  const kept = keptState(summary.id);
  const steps = new Map(shown.map((step) => [step.seq, step]));
  let ordered: readonly SessionStep[] = [];
  let filter: Filter = kept
    ? { search: kept.search, tool: kept.tool, hidden: new Set(GROUPS.filter((group) => kept.hidden.includes(group))) }
    : NO_FILTER;

  const list = new WindowedList<SessionStep>({
    label: strings.stepsList,
    key: (step) => step.seq,
    row: (step) => stepRow(step, strings, locale),
    details: (step) => stepDetails(step, strings, locale, send),
    onMove: keep,
  });
  const toolbar = createToolbar(strings, (change) => {
    filter = { ...filter, ...change };
    render();
    keep();
  });
  const title = element('h1');
  const place = element('p', { class: 'dim' });
  const exporting = createButton(strings.export, () => send({ kind: 'export' }));
  const emptyText = element('p');
  const clear = createButton(strings.clearFilters, () => {
    filter = NO_FILTER;
    render();
    keep();
    list.focus();
  });
  const empty = element('div', { class: 'empty' }, [emptyText, clear]);

  function keep(): void {
    editor.setState({
      version: 1,
      session: summary.id,
      search: filter.search,
      tool: filter.tool,
      hidden: [...filter.hidden],
      ...(list.current !== undefined && { current: list.current }),
      ...(list.expanded !== undefined && { expanded: list.expanded }),
    });
  }

  function render(): void {
    const visible = applyFilter(ordered, filter);
    list.setItems(visible);
    toolbar.setFilter(filter);
    toolbar.setStatus(
      visible.length === ordered.length
        ? fill(strings.steps, ordered.length)
        : fill(strings.stepsShown, visible.length, ordered.length),
    );
    list.node.hidden = visible.length === 0;
    empty.hidden = visible.length > 0;
    emptyText.textContent = ordered.length === 0 ? strings.noSteps : strings.noMatch;
    clear.hidden = ordered.length === 0;
  }

  function load(of: SessionSummary): void {
    ordered = [...steps.values()].sort((a, b) => a.seq - b.seq);
    title.textContent = of.title;
    place.textContent = [of.agent, of.cwd, new Date(of.startedAt).toLocaleString(locale)].filter(Boolean).join(' · ');
    const counts = new Map<Group, number>();
    for (const step of ordered) counts.set(groupOf(step), (counts.get(groupOf(step)) ?? 0) + 1);
    toolbar.setTools(toolNames(ordered));
    toolbar.setCounts(counts);
    render();
  }

  document.body.replaceChildren(
    element('header', {}, [element('div', { class: 'heading' }, [title, exporting]), place, toolbar.node]),
    element('main', { attributes: { 'aria-description': strings.keys } }, [list.node, empty]),
  );
  document.onkeydown = (event) => {
    if (event.key === '/' && !toolbar.isTyping()) {
      event.preventDefault();
      toolbar.focusSearch();
    } else if (toolbar.isTyping() && (event.key === 'ArrowDown' || event.key === 'Escape')) {
      event.preventDefault();
      list.focus();
    }
  };
  load(summary);
  keep();
  // The list knows its height only once it is laid out.
  requestAnimationFrame(() => {
    if (kept?.current !== undefined) list.restore(kept.current, kept.expanded);
    else if (Date.now() - summary.lastAt < LIVE_MS) list.scrollToEnd();
  });

  return (of: SessionSummary, changed: readonly SessionStep[]): void => {
    for (const step of changed) steps.set(step.seq, step);
    load(of);
  };
}

/** What the page looked like before it was hidden or reloaded, if it showed this session. */
function keptState(session: string): TimelineState | undefined {
  const state = editor.getState();
  return state?.session === session && state.version === 1 && Array.isArray(state.hidden) ? state : undefined;
}
