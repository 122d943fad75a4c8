import type { ToolCall } from '../protocol/call.ts';
import type { Finding } from '../protocol/verdict.ts';
import { SeenSecrets } from '../detect/secrets/seenSecrets.ts';
import type { Effect } from '../detect/types.ts';

/** Sessions whose secrets are kept in mind; the one that was idle longest goes first. */
const MAX_SESSIONS = 200;

/** Which secrets each session has seen, in fingerprints only. */
export class SessionSecrets {
  private readonly sessions = new Map<string, SeenSecrets>();

  /** Takes in what came back from a tool or from the person: that is what an agent can repeat. */
  note(call: ToolCall): void {
    const prompt = call.tool.kind === 'prompt';
    if (call.phase === 'before' && !prompt) return;
    const known = this.sessions.get(call.session);
    const seen = known ?? new SeenSecrets();
    for (const field of call.fields) if (field.role === 'result' || field.role === 'prompt') seen.note(field.text);
    if (known === undefined && seen.size === 0) return;
    this.sessions.delete(call.session);
    this.sessions.set(call.session, seen);
    if (this.sessions.size > MAX_SESSIONS) this.sessions.delete(this.sessions.keys().next().value!);
  }

  leaving(call: ToolCall, effects: ReadonlySet<Effect>): readonly Finding[] {
    return this.sessions.get(call.session)?.leaving(call, effects) ?? [];
  }
}
