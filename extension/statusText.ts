import type { EngineSnapshot } from './engineModel.ts';
import { isUp } from './engineLink.ts';
import { guardProblems } from './guardFixes.ts';
import type { Localizer } from './localizer.ts';

export type Protection = 'protected' | 'degraded' | 'off' | 'starting';

export interface StatusText {
  readonly protection: Protection;
  readonly text: string;
  /** The text without its icon. */
  readonly title: string;
  /** For screen readers, without icons. */
  readonly label: string;
  /** What is wrong or in force, one paragraph each. May quote foreign text: never trusted Markdown. */
  readonly lines: readonly string[];
  /** A call waits for a person, or calls are not judged that should be. */
  readonly attention: boolean;
}

/** Is what agents do really checked now? A running engine that no client talks to protects nothing. */
export function protection(snapshot: EngineSnapshot): Protection {
  const { link, status, clients } = snapshot;
  if (link.kind === 'failed') return 'off';
  if (!status) return 'starting';
  if (status.health === 'off') return 'off';
  const connected = clients.some((client) => client.state === 'connected');
  return status.health === 'degraded' || !connected ? 'degraded' : 'protected';
}

/** The words of the status bar item. */
export function statusText(snapshot: EngineSnapshot, l10n: Localizer): StatusText {
  const state = protection(snapshot);
  const waiting = snapshot.held.filter((item) => item.waiting).length;
  const unguarded = new Set(guardProblems(snapshot.status?.problems ?? []).map(({ client }) => client)).size;
  const mode = snapshot.status?.mode === 'enforce' ? l10n.t('Enforce') : l10n.t('Observe');
  const word =
    state === 'off'
      ? l10n.t('Off')
      : state === 'starting'
        ? l10n.t('Starting')
        : [
            mode,
            ...(waiting > 0 ? [l10n.t('{0} waiting', waiting)] : []),
            ...(unguarded === 1 ? [l10n.t('1 guard off')] : []),
            ...(unguarded > 1 ? [l10n.t('{0} guards off', unguarded)] : []),
          ].join(', ');
  const icon = { protected: '$(shield)', degraded: '$(warning)', off: '$(circle-slash)', starting: '$(shield)' }[state];
  const lines = statusLines(snapshot, state, waiting, l10n);
  const title = l10n.t('Oktsec: {0}', word);
  return {
    protection: state,
    text: `${icon} ${title}`,
    title,
    label: [title, ...lines].join('. '),
    lines,
    attention: waiting > 0 || (unguarded > 0 && state !== 'off'),
  };
}

function statusLines(snapshot: EngineSnapshot, state: Protection, waiting: number, l10n: Localizer): string[] {
  const { link, status, clients } = snapshot;
  if (link.kind === 'failed') return [l10n.t('The engine is not running: {0}', link.message)];
  if (!status || state === 'starting') return [l10n.t('The engine is starting.')];
  const lines = [
    status.mode === 'enforce'
      ? l10n.t('Enforce mode: dangerous calls are denied, suspicious calls wait for you.')
      : l10n.t('Observe mode: everything is recorded, nothing is stopped.'),
  ];
  if (waiting === 1) lines.push(l10n.t('1 call waits for your decision.'));
  if (waiting > 1) lines.push(l10n.t('{0} calls wait for your decision.', waiting));
  const connected = clients.filter((client) => client.state === 'connected').map((client) => client.name);
  lines.push(
    connected.length > 0
      ? l10n.t('Connected: {0}.', connected.join(', '))
      : l10n.t('No client is connected, so no tool call reaches Oktsec.'),
  );
  lines.push(...status.problems.map((problem) => problem.message));
  if (guardProblems(status.problems).length > 0) lines.push(l10n.t('Click for what to do.'));
  if (!isUp(link)) lines.push(l10n.t('Reconnecting to the engine.'));
  return lines;
}
