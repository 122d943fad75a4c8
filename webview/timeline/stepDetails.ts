import type { TimelineRequest, TimelineStrings } from '../../engine/protocol/pages.ts';
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
  send: (request: TimelineRequest) => void,
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

/** What was seen, why it matters, what to do instead; the rule and its weight for those who look it up. */
function findingItem(finding: StepFinding, strings: TimelineStrings): HTMLElement {
  const { rule, name, category, severity, certainty, excerpt, explanation, remediation } = finding;
  return element('li', { class: 'finding', attributes: { 'data-severity': severity } }, [
    element('div', {}, [
      element('strong', { text: name ?? category }),
      element('span', { class: 'dim', text: ` ${[rule, severity, certainty].join(' · ')}` }),
    ]),
    paragraph(explanation),
    labelled(strings.seen, excerpt && element('code', { text: excerpt })),
    labelled(strings.whatToDo, remediation && document.createTextNode(remediation)),
  ]);
}

function labelled(label: string, value: Node | '' | undefined): HTMLElement | undefined {
  return value ? element('p', {}, [element('span', { class: 'dim', text: `${label}: ` }), value]) : undefined;
}

function section(title: string, body: HTMLElement | undefined): HTMLElement[] {
  return body ? [element('h3', { text: title }), body] : [];
}

const paragraph = (text: string | undefined): HTMLElement | undefined => (text ? element('p', { text }) : undefined);
