import type { Api, EngineEvent, Method, Reply, Request } from '../../../engine/protocol/api.ts';
import { EngineCallError, type AuditExport, type EngineLink, type LinkState } from '../../../extension/engineLink.ts';
import { Signal } from '../../../extension/signal.ts';

export type Answers = { readonly [M in Method]?: (request: Api[M][0]) => Api[M][1] | Promise<Api[M][1]> };

/** A link without an engine: tests say what it answers, and drive state and events by hand. */
export class FakeLink implements EngineLink {
  readonly calls: { readonly method: Method; readonly request: unknown }[] = [];
  readonly exports: { readonly file: string; readonly what: AuditExport }[] = [];
  readonly #states = new Signal<LinkState>();
  readonly #events = new Signal<EngineEvent>();
  readonly onState = this.#states.on;
  readonly onEvent = this.#events.on;
  answers: Answers;
  #state: LinkState;

  constructor(answers: Answers, state: LinkState = { kind: 'owner' }) {
    this.answers = answers;
    this.#state = state;
  }

  get state(): LinkState {
    return this.#state;
  }

  become(state: LinkState): void {
    this.#state = state;
    this.#states.fire(state);
  }

  emit(event: EngineEvent): void {
    this.#events.fire(event);
  }

  async call<M extends Method>(method: M, request: Request<M>): Promise<Reply<M>> {
    this.calls.push({ method, request });
    const answer = this.answers[method] as ((request: Request<M>) => Reply<M> | Promise<Reply<M>>) | undefined;
    if (!answer) throw new EngineCallError('unreachable', `The fake engine does not answer ${method}.`);
    return answer(request);
  }

  exportAudit(file: string, what: AuditExport): Promise<void> {
    this.exports.push({ file, what });
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.become({ kind: 'owner' });
    return Promise.resolve();
  }

  dispose(): void {
    this.#states.dispose();
    this.#events.dispose();
  }
}
