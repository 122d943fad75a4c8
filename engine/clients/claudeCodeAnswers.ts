import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import { claudeStyleAnswer, claudeStyleBody, type AnswerStyle } from './answers.ts';
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
  return answer(call, decision);
}

/** The same decision as the JSON body of a 200. `{}` is no opinion. */
export function httpAnswer(call: ToolCall, decision: Decision): Record<string, unknown> {
  return claudeStyleBody(STYLE, call, decision);
}
