import type { EngineEvent, Method, Reply, Request } from '../engine/protocol/api.ts';
import type { Disposable, Listen } from './signal.ts';

/** How this window stands to the user's one engine. */
export type LinkState =
  | { readonly kind: 'starting' }
  /** Another window or the command line owns the engine. */
  | { readonly kind: 'attached' }
  /** This window owns the engine. */
  | { readonly kind: 'owner' }
  | { readonly kind: 'failed'; readonly message: string };

export type ExportFormat = 'jsonl' | 'csv' | 'json' | 'sarif';
export interface AuditExport {
  readonly format: ExportFormat;
  readonly session?: string;
}

/** All that the editor side knows of the engine; the real one speaks HTTP on loopback, tests give a fake. */
export interface EngineLink extends Disposable {
  readonly state: LinkState;
  readonly onState: Listen<LinkState>;
  readonly onEvent: Listen<EngineEvent>;
  /** @throws {EngineCallError} the engine refused, or cannot be reached (`unreachable`) */
  call<M extends Method>(method: M, request: Request<M>): Promise<Reply<M>>;
  /**
   * Writes the audit trail, or one session of it, to a file that is made private to the user.
   * @throws {EngineCallError}
   */
  exportAudit(file: string, what: AuditExport): Promise<void>;
  /** Attaches again, or starts the engine when there is none. */
  restart(): Promise<void>;
}

/** `code` is the engine's own (`ApiError`) or `unreachable`; `message` is meant for people. */
export class EngineCallError extends Error {
  override readonly name = 'EngineCallError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const isUp = (state: LinkState): boolean => state.kind === 'attached' || state.kind === 'owner';
