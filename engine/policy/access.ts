import type { Tool } from '../protocol/call.ts';
import { nameMatches } from './namePattern.ts';

/** Tool names an agent may or may not use, as patterns. */
export interface ToolPolicy {
  readonly allow?: readonly string[] | undefined;
  readonly deny: readonly string[];
}

/** Why this tool is out of bounds for the agent, or undefined if it is not. A deny wins over an allow. */
export function toolDenial(policy: ToolPolicy, tool: Tool): string | undefined {
  const denied = policy.deny.find((pattern) => nameMatches(pattern, tool.name));
  if (denied !== undefined) return `the tool ${tool.name} is on its deny list (${denied})`;
  if (policy.allow === undefined || policy.allow.some((pattern) => nameMatches(pattern, tool.name))) return undefined;
  return `the tool ${tool.name} is not on its allow list`;
}

/** Why this agent may not send to that one, or undefined if it may. Without a list it may send to all. */
export function messageDenial(
  mayMessage: readonly string[] | undefined,
  recipient: string | undefined,
): string | undefined {
  if (mayMessage === undefined || recipient === undefined) return undefined;
  if (mayMessage.some((pattern) => nameMatches(pattern, recipient))) return undefined;
  return `${recipient} is not among the agents that it may address`;
}
