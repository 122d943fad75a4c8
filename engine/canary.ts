import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { launcherPath } from './clients/launcherCommand.ts';

const PATIENCE_MS = 15_000;

export interface Proof {
  readonly at: number;
  readonly denied: boolean;
  readonly detail: string;
}

/**
 * Sends a harmless call that a built-in rule always blocks through the very hook command that the client runs. The
 * command names a program that does not exist, so even an open door does no harm.
 */
export async function proveClient(home: string, client: string): Promise<Proof> {
  const launcher = launcherPath(home, process.platform);
  const event = {
    session_id: `oktsec-proof-${randomUUID()}`,
    cwd: home,
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command: 'oktsec-canary', description: 'Prove that Oktsec stops calls' },
    tool_use_id: randomUUID(),
  };
  const { code, stdout, stderr } = await run(launcher, [client], JSON.stringify(event));
  const denied = code === 2 || stdout.includes('"deny"');
  const detail = denied
    ? 'A harmless canary call went through the hook and was denied.'
    : `The canary call was not denied (exit code ${code ?? 'none'}). ${stderr.trim() || 'In observe mode nothing is; in enforce mode look at the log with "Oktsec: Show Log".'}`;
  return { at: Date.now(), denied, detail };
}

function run(
  file: string,
  args: readonly string[],
  input: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { timeout: PATIENCE_MS, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined); // The hook may end without reading; its exit code tells.
    child.stdin.end(input);
  });
}
