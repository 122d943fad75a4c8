import type { TimelineStrings } from '../../engine/protocol/pages.ts';
import { element } from '../element.ts';
import { createDropdown, createSearchField } from '../toolkit.ts';
import { GROUPS, type Filter, type Group } from './filter.ts';
import { icon } from './icons.ts';

export interface Toolbar {
  readonly node: HTMLElement;
  setFilter(filter: Filter): void;
  setTools(names: readonly string[]): void;
  setCounts(counts: ReadonlyMap<Group, number>): void;
  /** Text of the status line, which screen readers announce. */
  setStatus(text: string): void;
  focusSearch(): void;
  /** Is the search field in use? */
  isTyping(): boolean;
}

/** Search, one toggle per verdict, tool. */
export function createToolbar(strings: TimelineStrings, onFilter: (change: Partial<Filter>) => void): Toolbar {
  let hidden: ReadonlySet<Group> = new Set();
  const search = createSearchField(strings.search, (text) => onFilter({ search: text }));
  const toggles = new Map(
    GROUPS.map((group) => {
      const count = element('span', { class: 'count' });
      const button = element('button', { class: 'toggle', attributes: { type: 'button', 'data-group': group } }, [
        icon(group),
        element('span', { text: strings[group] }),
        count,
      ]);
      button.addEventListener('click', () => {
        const next = new Set(hidden);
        if (!next.delete(group)) next.add(group);
        onFilter({ hidden: next });
      });
      return [group, { button, count }];
    }),
  );
  const tools = createDropdown(strings.tool, (tool) => onFilter({ tool }));
  const status = element('span', { class: 'status dim', attributes: { role: 'status' } });

  const node = element('div', { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.filters } }, [
    search.node,
    element(
      'div',
      { class: 'toggles' },
      [...toggles.values()].map(({ button }) => button),
    ),
    tools.node,
    status,
  ]);
  return {
    node,
    setFilter: (filter) => {
      hidden = filter.hidden;
      search.setValue(filter.search);
      tools.setValue(filter.tool);
      for (const [group, { button }] of toggles) button.setAttribute('aria-pressed', String(!hidden.has(group)));
    },
    setTools: (names) => {
      tools.setChoices([{ value: '', text: strings.allTools }, ...names.map((name) => ({ value: name, text: name }))]);
    },
    setCounts: (counts) => {
      for (const [group, { button, count }] of toggles) {
        const number = counts.get(group) ?? 0;
        count.textContent = String(number);
        button.hidden = number === 0;
        button.title = `${strings[group]}: ${number}`;
      }
    },
    setStatus: (text) => {
      if (status.textContent !== text) status.textContent = text;
    },
    focusSearch: () => search.focus(),
    isTyping: () => document.activeElement === search.node,
  };
}
