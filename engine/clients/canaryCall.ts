/** Names a program that does not exist, so even an open door does no harm. A built-in rule blocks it. */
export const CANARY = 'oktsec-canary';

/** What a client would tell of a call of the canary. */
export interface CanaryCall {
  readonly session: string;
  readonly id: string;
  readonly cwd: string;
  readonly command: string;
  readonly at: Date;
}

/** The event of a client that tells it as Claude Code does, with its name of the shell and of the event. */
export function canaryOf(tool: string, event = 'PreToolUse'): (call: CanaryCall) => Readonly<Record<string, unknown>> {
  return ({ session, id, cwd, command, at }) => ({
    session_id: session,
    cwd,
    hook_event_name: event,
    tool_name: tool,
    tool_input: { command },
    tool_use_id: id,
    timestamp: at.toISOString(),
  });
}
