import type { Tool } from '../protocol/call.ts';

/** Tool names an agent may or may not use; `*` stands for any run of characters. */
export interface ToolPolicy {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/**
 * Why this tool is out of bounds for the agent, or undefined if it is not. A deny wins over an allow;
 * an empty allow list allows everything.
 */
export function toolDenial(policy: ToolPolicy, tool: Tool): string | undefined {
  const denied = policy.deny.find((pattern) => matches(pattern, tool.name));
  if (denied !== undefined) return `the tool ${tool.name} is on its deny list (${denied})`;
  if (policy.allow.length === 0 || policy.allow.some((pattern) => matches(pattern, tool.name))) return undefined;
  return `the tool ${tool.name} is not on its allow list`;
}

/** Linear-time glob: every literal piece must follow the one before. */
function matches(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return pattern === name;
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}
