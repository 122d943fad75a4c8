import type { TimelineStrings } from '../../engine/protocol/pages.ts';
import type { SessionStep } from '../../engine/protocol/views.ts';
import { element } from '../element.ts';
import { clock, duration, fill } from './format.ts';
import { groupOf } from './filter.ts';
import { icon } from './icons.ts';
import { stepWords } from './wording.ts';

/** From this pause on, the gap to the step before is worth showing. */
const GAP_MS = 1000;

/** One step in two lines: when, how it was judged, what it did; then why, and how it ended. */
export function stepRow(step: SessionStep, strings: TimelineStrings, locale: string): HTMLButtonElement {
  const group = groupOf(step);
  const isPrompt = step.tool.kind === 'prompt';
  const words = stepWords(step, strings, locale);
  const time = clock(step.time, locale);
  const gap = step.gapMs >= GAP_MS ? fill(strings.gap, duration(step.gapMs, locale)) : '';
  const second = step.reason ?? step.reasoning ?? '';
  const ended = [words.decision, words.outcome].filter(Boolean).join(', ');
  const name = isPrompt ? '' : step.tool.name || step.event;

  const row = element('button', { class: 'row', attributes: { type: 'button', 'data-group': group } }, [
    element('span', { class: 'time' }, [element('span', { text: time }), element('span', { class: 'dim', text: gap })]),
    element('span', { class: 'mark' }, [icon(isPrompt ? 'prompt' : group)]),
    element('span', { class: 'what' }, [
      element('span', { class: 'line' }, [
        step.depth > 0 ? element('span', { class: 'agent', text: step.agent }) : undefined,
        name === '' ? undefined : element('span', { class: 'tool', text: name }),
        element('span', { class: isPrompt ? 'summary prompt' : 'summary', text: step.summary }),
      ]),
      element('span', { class: 'line dim', text: second }),
    ]),
    element('span', { class: 'result' }, [
      element('span', { class: 'verdict', text: words.verdict }),
      element('span', { class: 'dim', text: ended }),
    ]),
  ]);
  row.setAttribute(
    'aria-label',
    [time, gap, name, step.summary, words.verdict, ended, second].filter(Boolean).join('. '),
  );
  return row;
}
