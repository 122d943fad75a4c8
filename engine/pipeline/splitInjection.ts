import type { Field, ToolCall } from '../protocol/call.ts';

/** Roles through which foreign or spoken text reaches a model. */
const SPOKEN: ReadonlySet<Field['role']> = new Set(['prompt', 'message', 'result', 'query', 'description']);
/** An instruction cut in pieces comes in short ones; longer text is judged on its own. */
const PIECE = 240;
const KEPT_PIECES = 4;
const KEPT_SESSIONS = 500;

/**
 * The last short texts of each session. Joined without a separator they show an instruction that was cut
 * over several calls. Calls that were blocked are never kept, so they cannot poison the ones that follow.
 */
export class SplitInjectionWindow {
  private readonly sessions = new Map<string, string[]>();

  /** The session's recent pieces followed by this call's, or undefined if there is nothing to join. */
  joined(call: ToolCall): string | undefined {
    const before = this.sessions.get(call.session);
    const pieces = spokenPieces(call);
    if (before === undefined || pieces.length === 0) return undefined;
    return [...before, ...pieces].join('');
  }

  keep(call: ToolCall): void {
    const pieces = spokenPieces(call);
    if (pieces.length === 0) return;
    const kept = [...(this.sessions.get(call.session) ?? []), ...pieces].slice(-KEPT_PIECES);
    this.sessions.delete(call.session);
    this.sessions.set(call.session, kept);
    if (this.sessions.size > KEPT_SESSIONS) this.sessions.delete(this.sessions.keys().next().value!);
  }
}

function spokenPieces(call: ToolCall): string[] {
  return call.fields
    .filter((f) => SPOKEN.has(f.role) && f.text.length > 0 && f.text.length <= PIECE)
    .map((f) => f.text);
}
