/** Set in the shells that agents run commands in. */
const AGENT_MARKERS = [
  'CLAUDECODE',
  'GEMINI_CLI',
  'CODEX_SANDBOX',
  'CURSOR_AGENT',
  'QWEN_CODE',
  'OPENCODE',
  'CLINE_ACTIVE',
];

/** An agent must not approve its own calls and tools. This stops the honest mistake; rules stop the rest. */
export function refuseAgents(): void {
  const marker = AGENT_MARKERS.find((name) => process.env[name]);
  if (marker === undefined) return;
  throw new Error(
    `this shell belongs to an AI agent (${marker} is set), and only a person approves. Use the editor or a terminal of your own.`,
  );
}
