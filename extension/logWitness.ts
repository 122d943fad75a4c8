import type { SignedCheckpoint } from '../engine/protocol/audit.ts';
import { isUp, type EngineLink } from './engineLink.ts';
import type { Disposable } from './signal.ts';

/** Of `vscode.SecretStorage`, what is used here. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

export interface WitnessParts {
  readonly link: EngineLink;
  readonly secrets: Secrets;
  /** Which log: the home directory of its engine. */
  readonly home: string;
  /** What did not work, for the log. */
  readonly report: (line: string) => void;
}

/** How often the newest checkpoint is asked for: the engine writes one by itself after every 1,000 entries only. */
const EVERY_MS = 300_000;
const CLOSING_PATIENCE_MS = 500;

/**
 * Keeps the audit log's newest signed checkpoint in the editor's secret storage, and hands it to each engine that starts:
 * whoever rolls back or swaps the log together with its own checkpoints does not get at this one.
 */
export class LogWitness implements Disposable {
  readonly #parts: WitnessParts;
  readonly #key: string;
  readonly #listening: Disposable[];
  readonly #timer: NodeJS.Timeout;
  /** One thing after the other: a checkpoint that is kept must not be overwritten before it was compared. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#key = `oktsec.checkpoint:${parts.home}`;
    const { link } = parts;
    this.#listening = [
      link.onState((state) => isUp(state) && void this.#compare()),
      link.onEvent((event) => event.kind === 'checkpoint' && void this.#then(() => this.#keep(event.signed))),
    ];
    this.#timer = setInterval(() => void this.#compare(), EVERY_MS);
    this.#timer.unref();
    void this.#compare();
  }

  /** Before this window closes: what was added since is kept too, if the engine answers at once. */
  async renew(): Promise<void> {
    let patience: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (patience = setTimeout(resolve, CLOSING_PATIENCE_MS)));
    await Promise.race([this.#compare(), enough]);
    clearTimeout(patience);
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const each of this.#listening) each.dispose();
  }

  /** What the engine finds it tells by its problems; here it is only kept what it replies. */
  #compare(): Promise<void> {
    if (!isUp(this.#parts.link.state)) return Promise.resolve();
    return this.#then(async () => {
      const kept = await this.#kept();
      const { newest } = await this.#parts.link.call('audit.witness', kept ? { kept } : {});
      if (newest) await this.#keep(newest);
    });
  }

  async #kept(): Promise<SignedCheckpoint | undefined> {
    const text = await this.#parts.secrets.get(this.#key);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as SignedCheckpoint; // ours; the engine checks its form
    } catch {
      this.#parts.report('The checkpoint in the secret storage cannot be read; the next one takes its place.');
      return undefined;
    }
  }

  async #keep(signed: SignedCheckpoint): Promise<void> {
    await this.#parts.secrets.store(this.#key, JSON.stringify(signed));
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work).catch((error: unknown) => {
      this.#parts.report(
        `The audit log's checkpoint could not be kept or compared: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    return this.#last;
  }
}
