import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { ClientProof } from '../protocol/views.ts';
import { CANARY } from '../clients/canaryCall.ts';
import { adapterFor } from '../clients/clients.ts';
import { runClientCanary } from './clientCanary.ts';
import { launcherPath } from '../clients/launcherCommand.ts';
import type { ClientContext } from '../clients/types.ts';

const PATIENCE_MS = 15_000;

/**
 * Sends a harmless call that a built-in rule always blocks: through the real client where that can be run without a
 * person and `real` asks for it, else through the very hook command that the client runs.
 */
export async function proveClient(
  context: ClientContext,
  client: string,
  real: boolean,
  isDenied: (command: string) => Promise<boolean>,
): Promise<Omit<ClientProof, 'version'>> {
  const run = real ? await runClientCanary(client, context, isDenied) : undefined;
  if (run?.denied !== undefined) return { at: Date.now(), through: 'client', denied: run.denied, detail: run.detail };
  const { code, stdout, stderr } = await runHook(context, client);
  const denied = code === 2 || /"(?:deny|block)"|"cancel":\s*true/.test(stdout);
  const detail = denied
    ? 'A harmless canary call went through the hook and was denied.'
    : `The canary call was not denied (exit code ${code ?? 'none'}). ${stderr.trim() || 'In observe mode nothing is; in enforce mode look at the log with "Oktsec: Show Log".'}`;
  return { at: Date.now(), through: 'hook', denied, detail: [detail, run?.detail ?? ''].join(' ').trim() };
}

function runHook(
  { oktsecHome, platform }: ClientContext,
  client: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(launcherPath(oktsecHome, platform), [client], { timeout: PATIENCE_MS, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined); // The hook may end without reading; its exit code tells.
    child.stdin.end(JSON.stringify(canaryEvent(client, oktsecHome) ?? {}));
  });
}

/** A call of the canary, as the client sends it to its hook. */
export function canaryEvent(client: string, cwd: string): object | undefined {
  const session = `oktsec-proof-${randomUUID()}`;
  return adapterFor(client)?.canary({ session, id: randomUUID(), cwd, command: CANARY, at: new Date() });
}
