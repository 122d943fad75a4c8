import type { TimelineStrings, TimelineToEditor } from '../../engine/protocol/pages.ts';
import type { SessionStep, StepFinding } from '../../engine/protocol/views.ts';
import { element } from '../element.ts';
import { createButton } from '../toolkit.ts';
import { fill } from './format.ts';
import { stepWords } from './wording.ts';

/** Everything that is known of one step: the call itself, why it was judged so, and what came of it. */
export function stepDetails(
  step: SessionStep,
  strings: TimelineStrings,
  locale: string,
  send: (message: TimelineToEditor) => void,
): HTMLElement {
  const words = stepWords(step, strings, locale);
  const { seq } = step;
  const actions: HTMLElement[] = [];
  if (step.approval ? step.approval.state === 'pending' : step.action === 'hold') {
    actions.push(createButton(strings.review, () => send({ kind: 'review', seq }), 'primary'));
  }
  if (step.path !== undefined) actions.push(createButton(strings.openFile, () => send({ kind: 'openFile', seq })));
  if (step.detail !== '') actions.push(createButton(strings.copy, () => send({ kind: 'copy', seq })));
  return element('div', { class: 'details' }, [
    ...section(strings.reasoning, paragraph(step.reasoning)),
    ...section(strings.input, step.detail === '' ? undefined : element('pre', { text: step.detail })),
    ...section(strings.why, paragraph(step.reason)),
    ...section(
      strings.findings,
      step.findings.length === 0
        ? undefined
        : element(
            'ul',
            {},
            step.findings.map((finding) => findingItem(finding, strings)),
          ),
    ),
    ...section(strings.decision, paragraph([words.verdict, words.decision].filter(Boolean).join(', '))),
    ...section(strings.outcome, paragraph([words.outcome, step.outcome?.error].filter(Boolean).join(': '))),
    element('div', { class: 'footer' }, [
      ...actions,
      element('span', {
        class: 'dim',
        text: [fill(strings.entry, seq), step.agent, step.spooled ? strings.spooled : ''].filter(Boolean).join(' · '),
      }),
    ]),
  ]);
}

function findingItem(finding: StepFinding, strings: TimelineStrings): HTMLElement {
  return element('li', {}, [
    element('div', {}, [
      element('span', { class: 'rule', text: finding.rule }),
      document.createTextNode(` ${finding.name ?? finding.category} `),
      element('span', { class: 'dim', text: `(${finding.severity}, ${finding.certainty})` }),
    ]),
    paragraph(finding.explanation),
    finding.excerpt === ''
      ? undefined
      : element('div', { class: 'dim' }, [
          document.createTextNode(`${strings.seen}: `),
          element('code', { text: finding.excerpt }),
        ]),
    finding.remediation ? paragraph(`${strings.whatToDo}: ${finding.remediation}`) : undefined,
  ]);
}

function section(title: string, body: HTMLElement | undefined): HTMLElement[] {
  return body ? [element('h3', { text: title }), body] : [];
}

const paragraph = (text: string | undefined): HTMLElement | undefined => (text ? element('p', { text }) : undefined);
