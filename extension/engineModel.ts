import type { EngineEvent, Method, Reply, Request } from '../engine/protocol/api.ts';
import type { AgentView, ClientView, EngineStatus, HeldItem, SessionSummary } from '../engine/protocol/views.ts';
import { EngineCallError, isUp, type AuditExport, type EngineLink, type LinkState } from './engineLink.ts';
import { Signal, type Disposable } from './signal.ts';

/** What this window knows of the engine. Kept while the engine changes hands, so that nothing blinks. */
export interface EngineSnapshot {
  readonly link: LinkState;
  readonly status?: EngineStatus;
  /** Undecided, oldest first. */
  readonly held: readonly HeldItem[];
  readonly sessions: readonly SessionSummary[];
  readonly agents: readonly AgentView[];
  readonly clients: readonly ClientView[];
}

const SETTLED_KEPT = 200;
const SESSIONS_SHOWN = 100;
const ENTRY_DELAY_MS = 300;
const START_PATIENCE_MS = 8000;

/** Follows the engine: loads what the views show when the link comes up, then keeps it current from events. */
export class EngineModel implements Disposable {
  readonly #link: EngineLink;
  readonly #report: (problem: string) => void;
  readonly #changes = new Signal<EngineSnapshot>();
  readonly #entries = new Signal<string>();
  readonly #owned: Disposable[];
  /** Calls decided lately: their open documents still say how they ended, and a late list cannot revive them. */
  readonly #settled = new Map<string, HeldItem>();
  /** Calls that were held while a load was under way, which its list may lack. */
  readonly #arrived = new Map<string, HeldItem>();
  #snapshot: EngineSnapshot;
  #entryTimer: NodeJS.Timeout | undefined;
  #loading = 0;

  readonly onChange = this.#changes.on;
  /** The session that a new audit entry belongs to. */
  readonly onEntry = this.#entries.on;

  /** @param report receives what could not be loaded, for the log */
  constructor(link: EngineLink, report: (problem: string) => void) {
    this.#link = link;
    this.#report = report;
    this.#snapshot = { link: link.state, held: [], sessions: [], agents: [], clients: [] };
    this.#owned = [link.onState((state) => this.#linkChanged(state)), link.onEvent((event) => this.#event(event))];
    if (isUp(link.state)) void this.refresh();
  }

  get snapshot(): EngineSnapshot {
    return this.#snapshot;
  }

  /** Held calls that still wait on an open request. */
  get waiting(): readonly HeldItem[] {
    return this.#snapshot.held.filter((item) => item.waiting);
  }

  /** A held call, also one that was decided lately. */
  heldById(id: string): HeldItem | undefined {
    return this.#snapshot.held.find((item) => item.id === id) ?? this.#settled.get(id);
  }

  /**
   * Asks the engine; while it starts, waits for it a few seconds.
   * @throws {EngineCallError}
   */
  async call<M extends Method>(method: M, request: Request<M>): Promise<Reply<M>> {
    await this.#started();
    return this.#link.call(method, request);
  }

  /** @throws {EngineCallError} */
  async exportAudit(file: string, what: AuditExport): Promise<void> {
    await this.#started();
    await this.#link.exportAudit(file, what);
  }

  restart(): Promise<void> {
    return this.#link.restart();
  }

  /** Loads everything that the views show. Failures are reported, what is known stays. */
  async refresh(): Promise<void> {
    const load = ++this.#loading;
    this.#arrived.clear();
    const [status, held, clients, agents, sessions] = await Promise.all([
      this.#try('status', {}),
      this.#try('held.list', {}),
      this.#try('clients.list', {}),
      this.#try('agents.list', {}),
      this.#try('sessions.list', { limit: SESSIONS_SHOWN }),
    ]);
    if (load !== this.#loading) return;
    this.#set({
      ...(status && { status }),
      ...(held && { held: this.#undecided([...held, ...this.#arrived.values()]) }),
      ...(clients && { clients }),
      ...(agents && { agents }),
      ...(sessions && { sessions }),
    });
  }

  /** Takes over what a reply already told, without waiting for its event. */
  accept(known: { status?: EngineStatus; held?: HeldItem; agents?: readonly AgentView[] }): void {
    if (known.held) this.#event({ kind: 'held', item: known.held });
    if (known.status) this.#set({ status: known.status });
    if (known.agents) this.#set({ agents: known.agents });
  }

  dispose(): void {
    clearTimeout(this.#entryTimer);
    for (const owned of this.#owned) owned.dispose();
    this.#changes.dispose();
    this.#entries.dispose();
  }

  #set(part: Partial<EngineSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    this.#changes.fire(this.#snapshot);
  }

  #linkChanged(link: LinkState): void {
    this.#set({ link });
    if (isUp(link)) void this.refresh();
  }

  #event(event: EngineEvent): void {
    switch (event.kind) {
      case 'status':
        return this.#set({ status: event.status });
      case 'held':
        return this.#heldChanged(event.item);
      case 'clients':
        return this.#set({ clients: event.clients });
      case 'entry':
        this.#entries.fire(event.session);
        this.#entryTimer ??= setTimeout(() => void this.#reloadActivity(), ENTRY_DELAY_MS);
        return;
      case 'checkpoint':
      case 'closing':
        // Of closing the link says what follows: another owner, or none. Checkpoints are for the log's witness.
        return;
    }
  }

  #heldChanged(item: HeldItem): void {
    const others = this.#snapshot.held.filter((known) => known.id !== item.id);
    if (item.state === 'pending') {
      this.#arrived.set(item.id, item);
      return this.#set({ held: this.#undecided([...others, item]) });
    }
    this.#settled.delete(item.id);
    this.#settled.set(item.id, item);
    for (const id of this.#settled.keys()) {
      if (this.#settled.size <= SETTLED_KEPT) break;
      this.#settled.delete(id);
    }
    this.#set({ held: others });
  }

  /** Undecided calls, the later word on each, oldest first. */
  #undecided(items: readonly HeldItem[]): HeldItem[] {
    const byId = new Map(items.map((item) => [item.id, item]));
    return [...byId.values()]
      .filter((item) => item.state === 'pending' && !this.#settled.has(item.id))
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  async #reloadActivity(): Promise<void> {
    this.#entryTimer = undefined;
    const [agents, sessions] = await Promise.all([
      this.#try('agents.list', {}),
      this.#try('sessions.list', { limit: SESSIONS_SHOWN }),
    ]);
    this.#set({ ...(agents && { agents }), ...(sessions && { sessions }) });
  }

  async #try<M extends Method>(method: M, request: Request<M>): Promise<Reply<M> | undefined> {
    try {
      return await this.#link.call(method, request);
    } catch (error) {
      this.#report(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  #started(): Promise<void> {
    if (this.#link.state.kind !== 'starting') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        listening.dispose();
      };
      const timer = setTimeout(() => {
        done();
        reject(new EngineCallError('unreachable', 'The engine has not started yet. Try again in a moment.'));
      }, START_PATIENCE_MS);
      const listening = this.#link.onState((state) => {
        if (state.kind === 'starting') return;
        done();
        resolve();
      });
    });
  }
}
