import type { ToolCall } from '../protocol/call.ts';
import { SessionMemory } from '../detect/session/sessionMemory.ts';
import type { EarlierCalls, Leftovers } from '../detect/shell/leftovers.ts';

/** Sessions that are kept in mind; the one that was idle longest goes first. */
const MAX_SESSIONS = 200;

/** What the calls of each session have left behind: files that were fetched, copied or written, variables, functions. */
export class SessionFacts {
  private readonly sessions = new Map<string, SessionMemory>();

  of(call: ToolCall): EarlierCalls | undefined {
    return this.sessions.get(call.session);
  }

  /** Only for a call that runs: what was denied has left nothing. */
  remember(call: ToolCall, leftovers: readonly Leftovers[]): void {
    if (leftovers.length === 0) return;
    const memory = this.sessions.get(call.session) ?? new SessionMemory();
    for (const each of leftovers) memory.remember(each);
    this.sessions.delete(call.session);
    if (memory.isEmpty) return;
    this.sessions.set(call.session, memory);
    if (this.sessions.size > MAX_SESSIONS) this.sessions.delete(this.sessions.keys().next().value!);
  }

  forget(session: string): void {
    this.sessions.delete(session);
  }
}
