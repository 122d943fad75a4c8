import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { npmProgram } from '../../support/npmProgram.ts';
import { put, type ClientDriver } from './driver.ts';

const VERSION = '3.0.65';
const PROGRAM = { package: '@cline/cli-linux-x64', version: VERSION, program: '@cline/cli-linux-x64/bin/cline' };

/** Cline CLI with a model that speaks as OpenAI's do. */
export const cline: ClientDriver = {
  id: 'cline',
  name: 'Cline CLI',
  version: VERSION,
  provision: async () => [await npmProgram(PROGRAM)],
  prepare: ({ home, modelUrl }) => {
    const provider = 'openai-compatible';
    const settings = { provider, apiKey: 'not-a-real-key', model: 'mock', baseUrl: `${modelUrl}/v1` };
    put(path.join(home, '.cline', 'data', 'settings', 'providers.json'), {
      version: 1,
      lastUsedProvider: provider,
      modes: {},
      providers: { [provider]: { settings, updatedAt: '2026-11-21T00:00:00.000Z', tokenSource: 'manual' } },
    });
  },
  shell: (line) => ({ name: 'run_commands', input: { commands: [line] } }),
  start: (_desk, prompt) => ({ args: ['--json', '--auto-approve', 'true', '-t', '60', prompt], env: {} }),
  spoilHooks: ({ home }) => {
    const hooks = path.join(home, '.cline', 'hooks');
    for (const name of readdirSync(hooks)) chmodSync(path.join(hooks, name), 0o600);
  },
  open: {},
};
