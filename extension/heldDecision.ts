import type { HeldItem } from '../engine/protocol/views.ts';
import { EngineCallError } from './engineLink.ts';
import type { EngineModel } from './engineModel.ts';
import { heldState } from './heldText.ts';
import type { Localizer } from './localizer.ts';
import { forNotification } from './plainText.ts';

/** `late`: the agent was no longer waiting, so an approval lets the same call pass once. */
export type Decided =
  | { readonly kind: 'decided'; readonly item: HeldItem; readonly late: boolean }
  /** It was settled before, and this decision changed nothing. No item: the engine no longer knows the call. */
  | { readonly kind: 'settled'; readonly item: HeldItem | undefined };

/**
 * Decides on one held call. The engine is asked even where this window believes to know the answer.
 * @throws {EngineCallError} the engine cannot be reached, or refused for another reason than a call settled before
 */
export async function decideHeld(model: EngineModel, id: string, approve: boolean, by: string): Promise<Decided> {
  const late = !(model.heldById(id)?.waiting ?? false);
  try {
    const item = await model.call('held.decide', { id, approve, by });
    model.accept({ held: item });
    return { kind: 'decided', item, late };
  } catch (error) {
    if (!(error instanceof EngineCallError) || error.code === 'unreachable') throw error;
    const item = (await model.call('held.list', { all: true })).find((held) => held.id === id);
    if (item?.state === 'pending') throw error;
    if (item) model.accept({ held: item });
    else await model.refresh();
    return { kind: 'settled', item: item ?? model.heldById(id) };
  }
}

/** What a person is told after a decision. */
export function decidedText(decided: Decided, l10n: Localizer): string {
  if (decided.kind === 'settled') {
    const { item } = decided;
    if (!item || item.state === 'pending') {
      return l10n.t(
        'That call is no longer held: it was decided elsewhere or has expired. Your answer changed nothing.',
      );
    }
    return l10n.t(
      'That call was settled before you answered: {0}. Your answer changed nothing. The call: {1}',
      heldState(item, 0, l10n),
      forNotification(item.summary, 80),
    );
  }
  const { item, late } = decided;
  const summary = forNotification(item.summary, 80);
  if (item.state === 'rejected') return l10n.t('Rejected: {0}', summary);
  return late ? l10n.t('Approved: the same call may pass once: {0}', summary) : l10n.t('Approved once: {0}', summary);
}
