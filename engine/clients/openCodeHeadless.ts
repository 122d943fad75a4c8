import { KEY, PROMPT, type Headless } from './headless.ts';

export const openCodeHeadless: Headless = {
  api: 'chat',
  shell: (command) => ({ name: 'bash', input: { command, description: 'a test' } }),
  args: () => ['run', '--format', 'json', '--model', 'oktsec/canary', PROMPT],
  env: ({ url }) => ({
    OPENCODE_CONFIG_CONTENT: JSON.stringify(openCodeSettings(url)),
    OPENCODE_DISABLE_AUTOUPDATE: '1',
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
  }),
};

function openCodeSettings(url: string): object {
  const models = { canary: { name: 'canary', tool_call: true, limit: { context: 100_000, output: 10_000 } } };
  const options = { baseURL: `${url}/v1`, apiKey: KEY };
  return {
    model: 'oktsec/canary',
    small_model: 'oktsec/canary',
    share: 'disabled',
    permission: { bash: 'allow' },
    provider: { oktsec: { npm: '@ai-sdk/openai-compatible', name: 'oktsec', options, models } },
  };
}
