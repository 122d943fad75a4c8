import * as vscode from 'vscode';
import type { HeldItem } from '../engine/protocol/views.ts';
import type { CommandHandlers } from './commandIds.ts';
import type { EngineModel } from './engineModel.ts';
import { decidedText, decideHeld } from './heldDecision.ts';
import type { HeldDocuments } from './heldDocuments.ts';
import type { HeldActions } from './heldNotifier.ts';
import { heldState } from './heldText.ts';
import { HELD_SCHEME, parseHeldPath } from './heldUri.ts';
import type { HeldView } from './heldView.ts';
import { forLabel } from './plainText.ts';
import { tell, type Offer } from './tell.ts';

/** Within this time the editor opens a row that was selected. */
const OPENING_MS = 2000;

/** Commands on held calls. Every decision names one call by id; the engine refuses when it was decided meanwhile. */
export function heldCommands(
  model: EngineModel,
  view: HeldView,
  documents: HeldDocuments,
): HeldActions &
  Pick<
    CommandHandlers,
    'oktsec.approve' | 'oktsec.reject' | 'oktsec.showDetails' | 'oktsec.explainHeld' | 'oktsec.showHeld'
  > {
  /** Calls that are being decided on: selecting a row by keyboard opens it, which must not outlive the decision. */
  const deciding = new Set<string>();

  const decide = async (id: string, approve: boolean): Promise<void> => {
    const workspace = vscode.workspace.name;
    const by = workspace === undefined ? 'window' : `window ${workspace}`;
    const decided = await decideHeld(model, id, approve, by);
    await documents.close(id);
    const text = decidedText(decided, vscode.l10n);
    if (decided.kind === 'decided') vscode.window.setStatusBarMessage(text, 5000);
    else void tell(text, nextStep(decided.item));
  };

  const target = async (argument: unknown, purpose: string): Promise<HeldItem | undefined> => {
    const id = await heldId(argument, view, documents);
    if (id === undefined) return pickHeld(model, purpose);
    const item = model.heldById(id);
    if (!item) {
      void tell(decidedText({ kind: 'settled', item: undefined }, vscode.l10n), nextStep(undefined));
    }
    return item;
  };

  const decideOn = async (argument: unknown, approve: boolean): Promise<void> => {
    const item = await target(argument, approve ? vscode.l10n.t('Approve once') : vscode.l10n.t('Reject'));
    if (!item) return;
    deciding.add(item.id);
    setTimeout(() => deciding.delete(item.id), OPENING_MS);
    await decide(item.id, approve);
  };

  return {
    decide,
    details: (item) => documents.show(item),
    review: () => view.reveal(),
    'oktsec.approve': (argument) => decideOn(argument, true),
    'oktsec.reject': (argument) => decideOn(argument, false),
    'oktsec.showDetails': async (argument) => {
      if (typeof argument === 'string' && deciding.has(argument)) return;
      const item = await target(argument, vscode.l10n.t('Show details'));
      if (item) await documents.show(item);
    },
    'oktsec.explainHeld': async (argument) => {
      const item = await target(argument, vscode.l10n.t('Explain'));
      if (item) await documents.explain(item);
    },
    'oktsec.showHeld': () => view.reveal(),
  };
}

/** Where one sees what became of a call that was settled before. */
const nextStep = (item: HeldItem | undefined): Offer =>
  item
    ? { label: vscode.l10n.t('Show Session'), command: 'oktsec.openTimeline', argument: item.session }
    : { label: vscode.l10n.t('Show Held Calls'), command: 'oktsec.showHeld' };

/** The call that an argument names: an id, a row, a document, or the place that a key binding was pressed in. */
async function heldId(argument: unknown, view: HeldView, documents: HeldDocuments): Promise<string | undefined> {
  if (typeof argument === 'string') return argument;
  if (argument instanceof vscode.Uri) {
    return argument.scheme === HELD_SCHEME ? parseHeldPath(argument.path)?.id : documents.activeId;
  }
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('item' in argument) return (argument.item as HeldItem).id;
  if ('from' in argument) return argument.from === 'view' ? (await view.focused())?.id : documents.activeId;
  return undefined;
}

async function pickHeld(model: EngineModel, purpose: string): Promise<HeldItem | undefined> {
  const { held } = model.snapshot;
  if (held.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No call is held.'));
    return undefined;
  }
  const picks = held.map((item) => ({
    label: forLabel(item.summary),
    description: forLabel(heldState(item, Date.now(), vscode.l10n)),
    detail: forLabel(item.reason, 240),
    item,
  }));
  const pick = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('{0}: which held call?', purpose),
    matchOnDetail: true,
  });
  return pick?.item;
}
