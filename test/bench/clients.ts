import path from 'node:path';
import { claudeCode } from '../clients/drivers/claudeCode.ts';
import { codex } from '../clients/drivers/codex.ts';
import { isolated } from '../support/isolation.ts';
import { runOrThrow } from '../support/processes.ts';
import type { Figure } from './measure.ts';

/** Real clients with scripted models on loopback, in a network of their own. */
export async function benchClients(): Promise<Figure[]> {
  for (const driver of [claudeCode, codex]) await driver.provision();
  const latency = path.join(import.meta.dirname, 'clientLatency.ts');
  const [program = '', ...args] = isolated([process.execPath, '--import', 'tsx', latency]).command;
  return JSON.parse(await runOrThrow(program, args, { limit: 900_000 })) as Figure[];
}
