import { randomUUID } from 'node:crypto';

/** Names a program that does not exist, so even an open door does no harm. A built-in rule blocks it. */
export const CANARY = 'oktsec-canary';

/** A call of the canary, as the client sends it to its hook. */
export function canaryEvent(client: string, cwd: string): object {
  const session = `oktsec-proof-${randomUUID()}`;
  const id = randomUUID();
  const command = CANARY;
  const timestamp = new Date().toISOString();
  const common = { session_id: session, cwd };
  const preToolUse = (tool_name: string) => ({
    ...common,
    hook_event_name: 'PreToolUse',
    tool_name,
    tool_input: { command },
    tool_use_id: id,
    timestamp,
  });
  switch (client) {
    case 'amp':
      return { event: 'tool.call', session, cwd, tool: 'Bash', id, input: { cmd: command } };
    case 'augment':
      return preToolUse('launch-process');
    case 'cline':
      return {
        hookName: 'tool_call',
        taskId: session,
        timestamp,
        workspaceRoots: [cwd],
        tool_call: { id, name: 'run_commands', input: { commands: [command] } },
      };
    case 'copilot-cli':
      return {
        sessionId: session,
        cwd,
        timestamp: Date.now(),
        toolName: 'bash',
        toolArgs: JSON.stringify({ command }),
      };
    case 'cursor':
      return {
        hook_event_name: 'beforeShellExecution',
        conversation_id: session,
        generation_id: id,
        workspace_roots: [cwd],
        command,
        cwd,
      };
    case 'droid':
      return preToolUse('Execute');
    case 'gemini-cli':
      return {
        ...common,
        hook_event_name: 'BeforeTool',
        timestamp,
        tool_name: 'run_shell_command',
        tool_input: { command },
      };
    case 'kiro':
      return preToolUse('execute_bash');
    case 'opencode':
      return {
        event: 'tool.execute.before',
        session,
        directory: cwd,
        tool: 'bash',
        callID: id,
        args: { command },
      };
    case 'qwen-code':
      return preToolUse('run_shell_command');
    case 'vscode':
      return preToolUse('run_in_terminal');
    case 'windsurf':
      return {
        agent_action_name: 'pre_run_command',
        trajectory_id: session,
        execution_id: id,
        timestamp,
        tool_info: { command_line: command, cwd },
      };
    default:
      return preToolUse('Bash');
  }
}
