import type { Problem } from '../engine/protocol/views.ts';
import type { Localizer } from './localizer.ts';

/** What a click does about a guard that is off or silent. */
export interface GuardFix {
  readonly problem: Problem;
  /** What is done, in a few words. */
  readonly label: string;
  /** The same on a button. */
  readonly short: string;
  readonly icon: string;
  readonly command: 'vscode.open' | 'oktsec.connect' | 'oktsec.prove';
}

/** Problems that leave calls of a client unjudged. */
export function guardProblems(problems: readonly Problem[], client?: string): readonly Problem[] {
  return problems.filter((each) => each.client !== undefined && (client === undefined || each.client === client));
}

/** The fix of each, in the order in which the engine names them. */
export function guardFixes(problems: readonly Problem[], nameOf: (id: string) => string, l10n: Localizer): GuardFix[] {
  return guardProblems(problems).map((problem): GuardFix => {
    const client = nameOf(problem.client ?? '');
    switch (problem.fix) {
      case 'open-file':
        return {
          problem,
          label: l10n.t('{0}: open the setting that stops its hooks', client),
          short: l10n.t('Open Setting'),
          icon: 'go-to-file',
          command: 'vscode.open',
        };
      case 'connect':
        return {
          problem,
          label: l10n.t('{0}: connect again', client),
          short: l10n.t('Connect Again'),
          icon: 'plug',
          command: 'oktsec.connect',
        };
      default:
        return {
          problem,
          label: l10n.t('{0}: test the hooks', client),
          short: l10n.t('Test the Hooks'),
          icon: 'beaker',
          command: 'oktsec.prove',
        };
    }
  });
}
