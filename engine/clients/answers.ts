import type { ToolCall } from '../protocol/call.ts';
import type { Decision } from '../protocol/verdict.ts';
import type { HookAnswer } from './types.ts';

/** No opinion. The client's own permission rules go on to decide; we only ever tighten them. */
export const NOTHING: HookAnswer = { exit: 0, stdout: '', stderr: '' };

/** Deny as exit 2 with the reason on stderr, which must not be empty: some clients then let the call pass. */
export function refuse(reason: string): HookAnswer {
  return { exit: 2, stdout: '', stderr: `${reason.trim() === '' ? 'Oktsec denied this call.' : reason}\n` };
}

/** An answer in JSON; an empty object is no opinion. */
export function inJson(body: Record<string, unknown>): HookAnswer {
  return Object.keys(body).length === 0 ? NOTHING : { exit: 0, stdout: JSON.stringify(body), stderr: '' };
}

/** Lets the call pass and shows the reason to the person, in clients that know Claude Code's `systemMessage`. */
export function warn(reason: string): HookAnswer {
  return inJson({ systemMessage: reason });
}

/** What a client that answers as Claude Code does takes of it. */
export interface AnswerStyle {
  /** Its names of the events. On those that are not here nothing can be said. */
  readonly beforeTool: string;
  readonly prompt?: string;
  readonly after: readonly string[];
  /** Asks again before its own prompt, and takes `decision: {behavior}`. */
  readonly permission?: string;
  /** Other events that exit 2 refuses, and the same refusal as JSON. */
  readonly refuses?: Readonly<Record<string, (reason: string) => Record<string, unknown>>>;
  /** Has it a prompt that `permissionDecision: "ask"` opens? Where not, what nobody decided is denied. */
  readonly ask: boolean;
  /** Does the model get `additionalContext` of an event before a tool? */
  readonly contextBefore: boolean;
  /** The member that replaces a tool's result. */
  readonly rewrite?: (call: ToolCall, output: unknown) => Record<string, unknown>;
}

/** Answers of a client that takes exit 2 as a deny and else Claude Code's JSON. */
export function claudeStyleAnswer(style: AnswerStyle): (call: ToolCall, decision: Decision) => HookAnswer {
  return (call, decision) => {
    const { action, agentReason } = decision;
    const refuses = style.refuses !== undefined && Object.hasOwn(style.refuses, call.event);
    if (refuses && action !== 'allow' && action !== 'warn') return refuse(agentReason);
    const stops = call.event === style.beforeTool || call.event === style.prompt || style.after.includes(call.event);
    const denied = action === 'deny' || action === 'hold' || (action === 'ask' && !style.ask);
    if (stops && denied) return refuse(agentReason);
    return inJson(claudeStyleBody(style, call, decision));
  };
}

/** The same decision as JSON only, for clients that post to the endpoint. */
export function claudeStyleBody(style: AnswerStyle, call: ToolCall, decision: Decision): Record<string, unknown> {
  if (call.event === style.beforeTool) return beforeTool(style, decision);
  if (call.event === style.permission) return permission(style.permission, decision);
  if (call.event === style.prompt) return feedback(call, decision, {});
  const refusal = style.refuses?.[call.event];
  if (refusal) return refused(refusal, decision);
  if (!style.after.includes(call.event)) return {};
  const rewritten = decision.output === undefined ? {} : (style.rewrite?.(call, decision.output) ?? {});
  return feedback(call, decision, rewritten);
}

function beforeTool(style: AnswerStyle, decision: Decision): Record<string, unknown> {
  const event = style.beforeTool;
  switch (decision.action) {
    case 'allow':
      return {};
    case 'warn':
      return style.contextBefore
        ? specific(event, { additionalContext: decision.agentReason }, decision.humanReason)
        : { systemMessage: decision.humanReason || decision.agentReason };
    case 'ask':
      return style.ask
        ? specific(event, {
            permissionDecision: 'ask',
            permissionDecisionReason: decision.humanReason || decision.agentReason,
          })
        : deny(event, decision);
    case 'deny':
    case 'hold':
      return deny(event, decision);
  }
}

function deny(event: string, { agentReason }: Decision): Record<string, unknown> {
  return specific(event, {
    permissionDecision: 'deny',
    permissionDecisionReason: agentReason || 'Oktsec denied this call.',
  });
}

/** Here the client is about to ask. Only a person's own yes in Oktsec answers in the user's place. */
function permission(event: string, decision: Decision): Record<string, unknown> {
  switch (decision.action) {
    case 'allow':
    case 'warn': {
      const state = decision.approval?.state;
      const approved = state === 'approved' || state === 'consumed';
      return approved ? specific(event, { decision: { behavior: 'allow' } }) : {};
    }
    case 'ask':
      return {};
    case 'deny':
    case 'hold':
      return specific(event, {
        decision: { behavior: 'deny', message: decision.agentReason || 'Oktsec denied this call.' },
      });
  }
}

/** Nobody is asked on these: what nobody decided is refused. */
function refused(
  refusal: (reason: string) => Record<string, unknown>,
  { action, agentReason, humanReason }: Decision,
): Record<string, unknown> {
  switch (action) {
    case 'allow':
      return {};
    case 'warn':
      return { systemMessage: humanReason || agentReason };
    case 'ask':
    case 'deny':
    case 'hold':
      return refusal(agentReason || 'Oktsec refused this.');
  }
}

/** A prompt is stopped by a block; on a result a block only tells the model why not to use it. */
function feedback(call: ToolCall, decision: Decision, more: Record<string, unknown>): Record<string, unknown> {
  switch (decision.action) {
    case 'allow':
      return {};
    case 'warn':
      return specific(call.event, { additionalContext: decision.agentReason, ...more }, decision.humanReason);
    case 'ask': // Neither prompts nor results open a dialog of the client's.
    case 'deny':
    case 'hold':
      return { decision: 'block', reason: decision.agentReason || 'Oktsec denied this.' };
  }
}

/** `hookEventName` is mandatory: without it the decision is ignored. */
function specific(event: string, output: Record<string, unknown>, systemMessage = ''): Record<string, unknown> {
  return {
    ...(systemMessage !== '' && { systemMessage }),
    hookSpecificOutput: { hookEventName: event, ...output },
  };
}
