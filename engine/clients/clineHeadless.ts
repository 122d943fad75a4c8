import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KEY, PROMPT, type Headless } from './headless.ts';

export const clineHeadless: Headless = {
  api: 'chat',
  shell: (line) => ({ name: 'run_commands', input: { commands: [line] } }),
  // Its providers cannot be told on the command line. Hooks stand beside its data, so they stay in force.
  prepare: ({ url, folder }) => {
    const provider = 'openai-compatible';
    const settings = { provider, apiKey: KEY, model: 'oktsec-canary', baseUrl: `${url}/v1` };
    const updatedAt = new Date().toISOString();
    const file = path.join(clineData(folder), 'settings', 'providers.json');
    mkdirSync(path.dirname(file), { recursive: true });
    const providers = { [provider]: { settings, updatedAt, tokenSource: 'manual' } };
    writeFileSync(file, JSON.stringify({ version: 1, lastUsedProvider: provider, modes: {}, providers }));
  },
  args: ({ folder }) => ['--json', '--auto-approve', 'true', '-t', '60', '--data-dir', clineData(folder), PROMPT],
};

function clineData(folder: string): string {
  return path.join(folder, '.cline-data');
}
