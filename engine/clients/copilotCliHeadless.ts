import { KEY, PROMPT, type Headless } from './headless.ts';

export const copilotCliHeadless: Headless = {
  api: 'chat',
  shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
  args: () => ['-p', PROMPT, '--allow-all-tools', '--output-format', 'json'],
  env: ({ url }) => ({
    COPILOT_OFFLINE: 'true',
    COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
    COPILOT_PROVIDER_API_KEY: KEY,
    COPILOT_MODEL: 'gpt-4.1',
    COPILOT_AUTO_UPDATE: 'false',
  }),
};
