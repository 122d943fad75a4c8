import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CanaryModel } from './canaryModel.ts';
import { CANARY } from '../clients/canaryCall.ts';
import { adapterFor } from '../clients/clients.ts';
import type { ClientContext } from '../clients/types.ts';

const PATIENCE_MS = 120_000;

export interface ClientRun {
  /** Undefined: the client could not be brought to ask for the canary, so this says nothing of its hooks. */
  readonly denied: boolean | undefined;
  readonly detail: string;
}

/**
 * Lets the real client, as this user has it set up, ask for the canary in an empty folder. `denied` tells whether that very
 * call is on record as denied. Undefined where the client is not here, or cannot be run this way.
 */
export async function runClientCanary(
  client: string,
  context: ClientContext,
  denied: (command: string) => Promise<boolean>,
): Promise<ClientRun | undefined> {
  const adapter = adapterFor(client);
  const headless = adapter?.headless;
  const program = headless && (await adapter.executable(context));
  if (!headless || program === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'oktsec-canary-'));
  const mark = path.join(folder, 'it-ran');
  const command = `${CANARY} ${randomUUID()}`;
  const model = await CanaryModel.start(headless.api, headless.shell(`echo ran > it-ran; ${command}`));
  try {
    const place = { url: model.url, folder };
    const direct = '127.0.0.1,localhost';
    const env = { ...context.env, NO_PROXY: direct, no_proxy: direct, ...headless.env?.(place) };
    headless.prepare?.(place);
    const output = await run(program, headless.args(place), folder, env);
    if (existsSync(mark)) return { denied: false, detail: 'The client ran the canary: it does not obey the hook.' };
    if (await denied(command)) {
      return {
        denied: true,
        detail: 'The client itself asked for the canary, and did not run it because Oktsec said no.',
      };
    }
    const said = output.trim().slice(-300);
    return model.heard.length === 0
      ? { denied: undefined, detail: `The client itself could not be run for this: it never asked its model. ${said}` }
      : { denied: false, detail: `The canary did not run, but not because of Oktsec. ${said}` };
  } finally {
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000)));
    }
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(output));
  });
}
