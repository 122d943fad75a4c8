import type { HeldItem } from '../engine/protocol/views.ts';

export type Alert =
  { readonly kind: 'one'; readonly item: HeldItem } | { readonly kind: 'several'; readonly count: number };

/** Nothing to show now; `again` says in how many milliseconds to ask again. */
export interface Quiet {
  readonly kind: 'quiet';
  readonly again?: number;
}

/** As long as the editor shows a warning with buttons before it drops into the notification centre. */
export const TOAST_MS = 12_000;

/**
 * Decides which notification held calls deserve. The editor shows at most three and cannot take one back, so a call
 * that comes alone is named, and calls that come while another is on screen fold into one message, at most one every
 * 12 s. The view, its badge and the status bar carry the truth.
 */
export class HeldAlerts {
  #announced = new Set<string>();
  #last: { readonly at: number; readonly ids: readonly string[]; readonly folded: boolean } | undefined;

  /**
   * @param waiting the calls that wait for a person
   * @param now milliseconds of any clock that does not jump
   */
  next(waiting: readonly HeldItem[], now: number): Alert | Quiet {
    const present = new Set(waiting.map((item) => item.id));
    this.#announced = new Set([...this.#announced].filter((id) => present.has(id)));
    const fresh = waiting.filter((item) => !this.#announced.has(item.id));
    const [first] = fresh;
    if (first === undefined) return { kind: 'quiet' };

    const shown = this.#last && now - this.#last.at < TOAST_MS ? this.#last : undefined;
    const open = shown?.ids.some((id) => present.has(id)) ?? false;
    if (shown && open && shown.folded) return { kind: 'quiet', again: shown.at + TOAST_MS - now };

    const alert: Alert =
      fresh.length === 1 && !open ? { kind: 'one', item: first } : { kind: 'several', count: waiting.length };
    for (const item of fresh) this.#announced.add(item.id);
    this.#last = { at: now, ids: waiting.map((item) => item.id), folded: alert.kind === 'several' };
    return alert;
  }
}
