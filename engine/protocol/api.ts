import type { AttachmentName, SignedCheckpoint, VerifyReport } from './audit.ts';
import type { AuditCounts, CountsQuery, EntryPage, EntryQuery } from './auditQuery.ts';
import type {
  AgentView,
  ClientView,
  ConnectPlan,
  EngineStatus,
  HeldItem,
  Problem,
  SessionDetail,
  SessionSummary,
} from './views.ts';
import type { ConnectScope, HookHandler } from './clients.ts';
import type { McpListing, McpListingReport, McpPin } from './mcp.ts';
import type { Mode } from './verdict.ts';

/**
 * The control API of the engine: `POST /api/<method>` with a JSON body, control token required.
 * One map, so that editor, command line and engine cannot disagree.
 */
export interface Api {
  status: [request: Record<string, never>, reply: EngineStatus];
  'held.list': [request: { all?: boolean }, reply: HeldItem[]];
  'held.decide': [request: { id: string; approve: boolean; by: string }, reply: HeldItem];
  'sessions.list': [request: { limit?: number; before?: number }, reply: SessionSummary[]];
  'sessions.get': [request: { id: string }, reply: SessionDetail];
  'agents.list': [request: Record<string, never>, reply: AgentView[]];
  'agents.suspend': [request: { name: string; suspended: boolean }, reply: AgentView[]];
  'clients.list': [request: Record<string, never>, reply: ClientView[]];
  'clients.plan': [request: ConnectRequest, reply: ConnectPlan];
  /** `expect` is the `before` text the person consented to; the edit is refused if the file changed. */
  'clients.apply': [request: ConnectRequest & { expect?: string }, reply: ConnectPlan];
  /** `real`: through the client itself, where it can be run without a person. */
  'clients.prove': [request: { client: string; real?: boolean }, reply: ClientView];
  /** For whoever carries `tools/list`: judges the answer and pins what is new. */
  'mcp.listed': [request: McpListing, reply: McpListingReport];
  'mcp.list': [request: Record<string, never>, reply: McpPin[]];
  'mcp.approve': [request: { client: string; server: string; tool?: string }, reply: { approved: number }];
  /** What an editor's window says of its folders; the rules of trusted ones count for the calls in them. */
  'folders.trust': [request: { folders: FolderTrust[] }, reply: TrustedFolder[]];
  'mode.set': [request: { mode: Mode }, reply: EngineStatus];
  'audit.verify': [request: Record<string, never>, reply: VerifyReport];
  /** Signs with a new key from now on. Public keys in hex. */
  'keys.rotate': [request: Record<string, never>, reply: { from: string; to: string }];
  /** Deletes texts that are stored apart from their entries: of one session, or before a time, or all. */
  'audit.forget': [
    request: { session?: string; before?: number; names?: AttachmentName[] },
    reply: { deleted: number },
  ];
  /** Moves entries before a time into an archive; `entries` is 0 and `file` empty if there are none. */
  'audit.archive': [request: { before: number }, reply: { entries: number; file: string }];
  /** Compares the log with the checkpoint that an editor kept; replies with the one that it is to keep from now on. */
  'audit.witness': [
    request: { kept?: SignedCheckpoint },
    reply: { readonly newest?: SignedCheckpoint; readonly problem?: Problem },
  ];
  'audit.query': [request: EntryQuery, reply: EntryPage];
  'audit.counts': [request: CountsQuery, reply: AuditCounts];
  /** Ends the engine; used by tests and by `oktsec` when it hands over. */
  shutdown: [request: Record<string, never>, reply: { ok: true }];
}
/** A folder of a window, and whether the person trusts it. */
export interface FolderTrust {
  folder: string;
  trusted: boolean;
}
/** A folder whose `.oktsec/rules` count, and how many rules it brings. */
export interface TrustedFolder {
  readonly folder: string;
  readonly rules: number;
}
export interface ConnectRequest {
  client: string;
  connect: boolean;
  /** Whose settings, the user's if not told. */
  scope?: ConnectScope;
  /** The folder whose own settings are meant. */
  project?: string;
  /** The kind of hook, where a client has several; as it is connected already, else the command, if not told. */
  handler?: HookHandler;
}

export type Method = keyof Api;
export type Request<M extends Method> = Api[M][0];
export type Reply<M extends Method> = Api[M][1];

export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

/** Server-sent events of `GET /api/events`. Each carries what changed, never secrets. */
export type EngineEvent =
  | { readonly kind: 'status'; readonly status: EngineStatus }
  | { readonly kind: 'held'; readonly item: HeldItem }
  | { readonly kind: 'entry'; readonly session: string; readonly seq: number; readonly verdict?: string }
  | { readonly kind: 'clients'; readonly clients: ClientView[] }
  /** A checkpoint of the log was written. */
  | { readonly kind: 'checkpoint'; readonly signed: SignedCheckpoint }
  | { readonly kind: 'closing' };

/** `engine.json` in the home directory, mode 0600: how hooks, windows and the command line find the engine. */
export interface EngineInfo {
  readonly version: string;
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** For `/hooks/event` only. */
  readonly token: string;
  /** For `/api/*`. */
  readonly control: string;
  /** Sent with every answer (`Oktsec-Proof`): whoever only sits on the engine's port cannot know it. */
  readonly proof: string;
  readonly startedAt: number;
  /** Other processes that will take over when this engine ends; hooks wait a moment for them. */
  readonly successors: number;
}
