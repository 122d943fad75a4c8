import type { Decision } from '../../../engine/protocol/verdict.ts';
import type { ToolCall } from '../../../engine/protocol/call.ts';
import { parseClaudeCode } from '../../../engine/clients/claudeCodeEvents.ts';

/** A payload as Claude Code sends it, with what a test wants to differ. */
export function payload(event: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    session_id: '5f1c2d3e-0000-4000-8000-000000000001',
    transcript_path: '/home/dev/.claude/projects/-home-dev-app/5f1c2d3e.jsonl',
    cwd: '/home/dev/app',
    permission_mode: 'default',
    effort: { level: 'medium' },
    hook_event_name: event,
    ...more,
  };
}

/** The same, parsed; throws if that fails. */
export function event(name: string, more: Record<string, unknown> = {}): ToolCall {
  const call = parseClaudeCode(payload(name, more), 100);
  if ('problem' in call) throw new Error(call.problem);
  return call;
}

export const bash = { tool_name: 'Bash', tool_input: { command: 'ls', description: 'List files' } };

export function decision(action: Decision['action'], more: Partial<Decision> = {}): Decision {
  return {
    verdict: 'clean',
    stage: 'scan',
    mode: 'enforce',
    action,
    enforced: action,
    findings: [],
    agentReason: 'for the agent',
    humanReason: 'for the person',
    micros: 1,
    stageMicros: {},
    ...more,
  };
}
