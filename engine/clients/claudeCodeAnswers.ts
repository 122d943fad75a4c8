import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import { claudeStyleAnswer, claudeStyleBody, inJson, type AnswerStyle } from './answers.ts';
import { canDefer } from './claudeCodeSession.ts';
import type { HookAnswer } from './types.ts';

const STYLE: AnswerStyle = {
  beforeTool: 'PreToolUse',
  prompt: 'UserPromptSubmit',
  after: ['PostToolUse', 'PostToolUseFailure'],
  // Exit 2 is ignored there, so it is always answered in JSON.
  permission: 'PermissionRequest',
  refuses: {
    ConfigChange: (reason) => ({ decision: 'block', reason }),
    Elicitation: () => ({ hookSpecificOutput: { hookEventName: 'Elicitation', action: 'decline' } }),
  },
  ask: true,
  contextBefore: true,
  // It must have the shape of the tool's own result, or it is ignored.
  rewrite: (call, output) => (call.event === 'PostToolUse' ? { updatedToolOutput: output } : {}),
};

const answer = claudeStyleAnswer(STYLE);

/** The hook command's answer. */
export function hookAnswer(call: ToolCall, decision: Decision): HookAnswer {
  const deferred = defer(call, decision);
  return deferred ? inJson(deferred) : answer(call, decision);
}

/** The same decision as the JSON body of a 200. `{}` is no opinion. */
export function httpAnswer(call: ToolCall, decision: Decision): Record<string, unknown> {
  return defer(call, decision) ?? claudeStyleBody(STYLE, call, decision);
}

/**
 * Where there is nobody whom Claude Code could ask, an ask is a deny. There the call is put off instead: the run ends
 * with `tool_deferred`, and once a person approved, resuming the session asks about the same call again.
 */
function defer(call: ToolCall, { action, humanReason, approval }: Decision): Record<string, unknown> | undefined {
  if (action !== 'ask' || call.event !== 'PreToolUse' || !canDefer(call.transcript)) return undefined;
  const how = `To let it run: oktsec approvals approve ${approval?.item ?? 'ID'}, then claude -p --resume ${call.session}`;
  const reason = `Oktsec: nobody has decided on this call yet, so it did not run. ${humanReason} ${how}`;
  return {
    systemMessage: reason,
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: 'defer',
      permissionDecisionReason: reason,
    },
  };
}
