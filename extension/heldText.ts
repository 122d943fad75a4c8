import type { Finding } from '../engine/protocol/verdict.ts';
import type { HeldItem } from '../engine/protocol/views.ts';
import { timeLeft } from './durations.ts';
import type { Localizer } from './localizer.ts';
import { forNotification, oneLine } from './plainText.ts';

/** Width of the explanation above a held call: fits beside a side bar without scrolling. */
const COLUMNS = 84;

/** Who wants to do what, and why it is held: the words of the notification. */
export function heldNotice(item: HeldItem, l10n: Localizer): string {
  return l10n.t(
    '{0} wants to use {1}: {2}. Held: {3}',
    forNotification(item.agent, 40),
    forNotification(item.tool.name, 40),
    forNotification(item.summary).replace(/\.$/, ''),
    forNotification(item.reason, 240),
  );
}

/** How the call stands: waiting, waiting no more, or how it ended. */
export function heldState(item: HeldItem, now: number, l10n: Localizer): string {
  switch (item.state) {
    case 'pending':
      return item.waiting
        ? timeLeft(item.deadline - now, l10n)
        : l10n.t('no longer waiting; approving lets the same call pass once');
    case 'approved':
      return l10n.t('approved');
    case 'rejected':
      return l10n.t('rejected');
    case 'expired':
      return l10n.t('expired without a decision');
    case 'cancelled':
      return l10n.t('withdrawn by the client');
    case 'consumed':
      return l10n.t('approved and used');
  }
}

/** Language and extension of the document that shows the exact call. */
export function heldLanguage(item: HeldItem): 'shellscript' | 'jsonc' {
  return item.tool.kind === 'shell' ? 'shellscript' : 'jsonc';
}

/**
 * The document of a held call: how it stands and why, as comments, then the exact command or input.
 * Comment lines come from foreign text and are each kept to one visible line.
 */
export function heldDocument(item: HeldItem, now: number, l10n: Localizer): string {
  const mark = heldLanguage(item) === 'shellscript' ? '#' : '//';
  const clock = (time: number) => new Date(time).toLocaleTimeString();
  const lines = [
    item.state === 'pending' && item.waiting
      ? l10n.t('Held by Oktsec until {0}. The call has not run.', clock(item.deadline))
      : l10n.t('Held by Oktsec: {0}.', heldState(item, now, l10n)),
    '',
    l10n.t('Agent: {0}', item.agent),
    l10n.t('Tool: {0}', item.tool.name),
    ...(item.cwd === undefined ? [] : [l10n.t('Folder: {0}', item.cwd)]),
    ...(item.change === undefined ? [] : [l10n.t('File: {0}', item.change.path)]),
    l10n.t('Why: {0}', item.reason),
  ];
  for (const finding of item.findings) {
    lines.push('', `${finding.rule} ${finding.name} (${finding.severity})`);
    lines.push(`  ${finding.explanation}`);
    if (finding.excerpt) lines.push(l10n.t('  Seen: {0}', finding.excerpt));
    if (finding.remediation) lines.push(l10n.t('  What to do: {0}', finding.remediation));
  }
  const header = lines.flatMap((line) =>
    wrapped(oneLine(line, 400), indent(line)).map((part) => `${mark} ${part}`.trimEnd()),
  );
  return `${header.join('\n')}\n\n${item.detail}\n`;
}

/**
 * Where in a document to underline a finding: the excerpt where it stands, else its span in a command or URL that is
 * the document's body, else the body's first line.
 * @param body where the exact text begins, after any header
 */
export function findingSpan(finding: Finding, text: string, body: number): readonly [start: number, end: number] {
  const found = finding.excerpt === '' ? -1 : text.indexOf(finding.excerpt, body);
  if (found >= 0) return [found, found + finding.excerpt.length];
  const { span } = finding;
  const whole = finding.role === 'command' || finding.role === 'url';
  if (whole && span && body > 0 && body + span[1] <= text.length) return [body + span[0], body + span[1]];
  const lineEnd = text.indexOf('\n', body);
  return [body, lineEnd < 0 ? text.length : lineEnd];
}

const indent = (line: string): string => /^ */.exec(line)?.[0] ?? '';

/** One line of text in lines of at most about `COLUMNS` characters, each indented. */
function wrapped(text: string, indentation: string): string[] {
  const parts = [''];
  for (const word of text.split(' ')) {
    const line = parts[parts.length - 1] ?? '';
    if (line !== '' && line.length + word.length >= COLUMNS) parts.push(word);
    else parts[parts.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return parts.map((part) => indentation + part);
}
