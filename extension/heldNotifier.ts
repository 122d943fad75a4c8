import * as vscode from 'vscode';
import type { HeldItem } from '../engine/protocol/views.ts';
import type { EngineModel } from './engineModel.ts';
import { HeldAlerts } from './heldAlerts.ts';
import { heldNotice } from './heldText.ts';

/** What the buttons of a notification do. */
export interface HeldActions {
  decide(id: string, approve: boolean): Promise<void>;
  details(item: HeldItem): Promise<void>;
  review(): Promise<void>;
}

/** Calls that are held in one breath are told in one notification. */
const GATHER_MS = 150;

/** Tells that a call is held, one notification at a time. */
export class HeldNotifier implements vscode.Disposable {
  readonly #model: EngineModel;
  readonly #actions: HeldActions;
  readonly #fail: (error: unknown) => void;
  readonly #alerts = new HeldAlerts();
  readonly #listening: { dispose(): void };
  #timer: NodeJS.Timeout | undefined;

  /** @param fail shows a person that an action did not work */
  constructor(model: EngineModel, actions: HeldActions, fail: (error: unknown) => void) {
    this.#model = model;
    this.#actions = actions;
    this.#fail = fail;
    this.#listening = model.onChange(() => {
      if (model.waiting.length > 0) this.#schedule(GATHER_MS);
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
  }

  #schedule(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, milliseconds);
  }

  #tell(): void {
    const alert = this.#alerts.next(this.#model.waiting, performance.now());
    if (alert.kind === 'quiet') {
      if (alert.again !== undefined) this.#schedule(alert.again);
      return;
    }
    const answered = alert.kind === 'one' ? this.#tellOne(alert.item) : this.#tellSeveral(alert.count);
    answered.catch(this.#fail);
  }

  async #tellOne(item: HeldItem): Promise<void> {
    const approve = vscode.l10n.t('Approve once');
    const reject = vscode.l10n.t('Reject');
    const details = vscode.l10n.t('Details');
    const answer = await vscode.window.showWarningMessage(heldNotice(item, vscode.l10n), approve, reject, details);
    if (answer === approve) await this.#actions.decide(item.id, true);
    else if (answer === reject) await this.#actions.decide(item.id, false);
    else if (answer === details) await this.#actions.details(item);
  }

  async #tellSeveral(count: number): Promise<void> {
    const review = vscode.l10n.t('Review');
    const answer = await vscode.window.showWarningMessage(
      count === 1
        ? vscode.l10n.t('Another call is waiting for your decision.')
        : vscode.l10n.t('{0} calls are waiting for your decision.', count),
      review,
    );
    if (answer === review) await this.#actions.review();
  }
}
