import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import type { HookAnswer } from './types.ts';

/** No opinion. The client's own permission rules go on to decide; we only ever tighten them. */
const NOTHING: HookAnswer = { exit: 0, stdout: '', stderr: '' };

/** Events on which a deny stops something, or at least tells the model. On the others exit 2 would do harm: it keeps a stopping agent running. */
const DENIABLE: ReadonlySet<string> = new Set(['PreToolUse', 'UserPromptSubmit', 'PostToolUse', 'PostToolUseFailure']);

/** Deny as exit 2 with the reason on stderr: the form that Claude Code obeys in every mode and version. */
export function refuse(reason: string): HookAnswer {
  return { exit: 2, stdout: '', stderr: `${reason || 'Oktsec denied this call.'}\n` };
}

/** Lets the call pass and shows the reason to the person. */
export function warn(reason: string): HookAnswer {
  return { ...NOTHING, stdout: JSON.stringify({ systemMessage: reason }) };
}

/** The hook command's answer. Exit 2 is ignored on PermissionRequest, so that event is answered in JSON. */
export function hookAnswer(call: ToolCall, decision: Decision): HookAnswer {
  const denied = decision.action === 'deny' || decision.action === 'hold';
  if (denied && DENIABLE.has(call.event)) return refuse(decision.agentReason);
  const body = httpAnswer(call, decision);
  return Object.keys(body).length === 0 ? NOTHING : { ...NOTHING, stdout: JSON.stringify(body) };
}

/** The same decision as the JSON body of a 200. `{}` is no opinion. */
export function httpAnswer(call: ToolCall, decision: Decision): Record<string, unknown> {
  switch (call.event) {
    case 'PreToolUse':
      return beforeTool(decision);
    case 'PermissionRequest':
      return permission(decision);
    case 'UserPromptSubmit':
    case 'PostToolUse':
    case 'PostToolUseFailure':
      return feedback(call.event, decision);
    default:
      return {};
  }
}

function beforeTool(decision: Decision): Record<string, unknown> {
  switch (decision.action) {
    case 'allow':
      return {};
    case 'warn':
      return specific('PreToolUse', { additionalContext: decision.agentReason }, decision.humanReason);
    case 'ask':
      return specific('PreToolUse', {
        permissionDecision: 'ask',
        permissionDecisionReason: decision.humanReason || decision.agentReason,
      });
    case 'deny':
    case 'hold':
      return specific('PreToolUse', {
        permissionDecision: 'deny',
        permissionDecisionReason: decision.agentReason || 'Oktsec denied this call.',
      });
  }
}

/** Here the client is about to ask. Only a person's own yes in Oktsec answers in the user's place. */
function permission(decision: Decision): Record<string, unknown> {
  switch (decision.action) {
    case 'allow':
    case 'warn': {
      const state = decision.approval?.state;
      const approved = state === 'approved' || state === 'consumed';
      return approved ? specific('PermissionRequest', { decision: { behavior: 'allow' } }) : {};
    }
    case 'ask':
      return {};
    case 'deny':
    case 'hold':
      return specific('PermissionRequest', {
        decision: { behavior: 'deny', message: decision.agentReason || 'Oktsec denied this call.' },
      });
  }
}

/** A prompt is stopped by a block; on a result a block only tells the model why not to use it. */
function feedback(event: string, decision: Decision): Record<string, unknown> {
  switch (decision.action) {
    case 'allow':
      return {};
    case 'warn':
      return specific(event, { additionalContext: decision.agentReason }, decision.humanReason);
    case 'ask': // Neither prompts nor results open a dialog of the client's.
    case 'deny':
    case 'hold':
      return { decision: 'block', reason: decision.agentReason || 'Oktsec denied this.' };
  }
}

/** `hookEventName` is mandatory: without it Claude Code ignores the decision. */
function specific(event: string, output: Record<string, unknown>, systemMessage = ''): Record<string, unknown> {
  return {
    ...(systemMessage !== '' && { systemMessage }),
    hookSpecificOutput: { hookEventName: event, ...output },
  };
}
