import type { HookFacts } from '../engine/protocol/clients.ts';
import type { ClientView, Problem } from '../engine/protocol/views.ts';
import { guardFixes, guardProblems, type GuardFix } from './guardFixes.ts';
import type { Localizer } from './localizer.ts';
import { oneLine } from './plainText.ts';

/** One line below a client in the *Agents* view. */
export interface ClientDetail {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string;
  /** What a click opens. */
  readonly file?: string;
  /** What a click does about it. */
  readonly fix?: GuardFix;
}

/** Can a person choose how the calls of this client reach the engine? */
export function canChoose({ facts, connectable }: ClientView): boolean {
  return connectable && facts?.canPost === true;
}

/** What is configured in a client, and what can be done about its calls. */
export function clientDetails(client: ClientView, problems: readonly Problem[], l10n: Localizer): ClientDetail[] {
  const { facts, files, servers } = client;
  const details: ClientDetail[] = [];
  const state: ClientDetail = {
    id: 'state',
    label: l10n.t('State'),
    description: client.detail,
    tooltip: client.detail,
    icon: 'info',
  };
  for (const fix of guardFixes(guardProblems(problems, client.id), () => client.name, l10n)) {
    const { code, message, file, line } = fix.problem;
    const id = `guard:${code}:${file ?? ''}:${line ?? ''}:${details.length}`;
    details.push({ id, label: l10n.t('Guard off'), description: message, tooltip: message, icon: 'warning', fix });
  }
  details.push(state);
  if (facts) details.push(abilities(facts, l10n));
  if (facts?.trust !== undefined) {
    const trust = { label: l10n.t('Before hooks run'), description: facts.trust, tooltip: facts.trust };
    details.push({ id: 'trust', ...trust, icon: 'workspace-trusted' });
  }
  for (const { file, scope, holds, problem } of files) {
    const what = holds === 'hooks' ? l10n.t('Hooks') : l10n.t('MCP servers');
    details.push({
      id: `${holds}:${file}`,
      label: what,
      description: problem ?? file,
      tooltip: [l10n.t('{0} of the {1}', what, scopeWord(scope, l10n)), file, problem ?? ''].join('\n').trim(),
      icon: problem === undefined ? 'settings-gear' : 'warning',
      file,
    });
  }
  for (const { name, file, transport, target, enabled } of servers) {
    details.push({
      id: `server:${file}:${name}`,
      label: oneLine(name, 60),
      description: enabled ? transport : l10n.t('{0}, switched off', transport),
      tooltip: [l10n.t('MCP server'), oneLine(target, 300), file].join('\n'),
      icon: 'server',
      file,
    });
  }
  return details;
}

function abilities({ timeout, answers, failure }: HookFacts, l10n: Localizer): ClientDetail {
  const closed = failure.crash === 'blocked' || failure.closedBy !== undefined;
  const lines = [
    l10n.t('Calls can be denied, and held for up to {0}.', span(timeout.ours, l10n)),
    answers.ask === undefined
      ? l10n.t('It has no prompt of its own: what nobody decides in time is denied.')
      : l10n.t('What nobody decides in time is asked in its own prompt.'),
    closed ? l10n.t('A call does not run if the hook fails.') : l10n.t('A call runs if the hook fails.'),
    answers.rewriteOutput === undefined
      ? l10n.t('Secrets in results are reported, not hidden.')
      : l10n.t('Secrets in results are hidden from the model.'),
  ];
  const short = [
    l10n.t('holds up to {0}', span(timeout.ours, l10n)),
    closed ? l10n.t('fails closed') : l10n.t('fails open'),
  ];
  return {
    id: 'abilities',
    label: l10n.t('Protection'),
    description: short.join(' · '),
    tooltip: lines.join('\n'),
    icon: closed ? 'shield' : 'unverified',
  };
}

function span(seconds: number, l10n: Localizer): string {
  return seconds < 120 ? l10n.t('{0} s', seconds) : l10n.t('{0} min', Math.round(seconds / 60));
}

function scopeWord(scope: 'user' | 'project' | 'managed', l10n: Localizer): string {
  switch (scope) {
    case 'user':
      return l10n.t('user');
    case 'project':
      return l10n.t('project');
    case 'managed':
      return l10n.t('machine');
  }
}

/** Clients that are not there are of interest only while there is no other. */
export function shownClients(clients: readonly ClientView[]): readonly ClientView[] {
  const there = clients.filter(({ state }) => state !== 'absent');
  return there.length > 0 ? there : clients.filter(({ connectable }) => connectable).slice(0, 1);
}
