import type { Localizer } from './localizer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time left, coarse on purpose: in steps of 5 s below two minutes, so that a list does not flicker. */
export function timeLeft(milliseconds: number, l10n: Localizer): string {
  if (milliseconds <= 0) return l10n.t('no time left');
  if (milliseconds < 2 * MINUTE) return l10n.t('{0} s left', Math.max(5, Math.round(milliseconds / SECOND / 5) * 5));
  if (milliseconds < 2 * HOUR) return l10n.t('{0} min left', Math.floor(milliseconds / MINUTE));
  return l10n.t('{0} h left', Math.floor(milliseconds / HOUR));
}

/** How long ago, in the largest unit that is not zero. */
export function timeAgo(milliseconds: number, l10n: Localizer): string {
  if (milliseconds < MINUTE) return l10n.t('just now');
  if (milliseconds < HOUR) return l10n.t('{0} min ago', Math.floor(milliseconds / MINUTE));
  if (milliseconds < DAY) return l10n.t('{0} h ago', Math.floor(milliseconds / HOUR));
  return l10n.t('{0} d ago', Math.floor(milliseconds / DAY));
}
