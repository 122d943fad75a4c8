import { KEY, PROMPT, type Headless } from './headless.ts';

export const codexHeadless: Headless = {
  api: 'responses',
  shell: (cmd) => ({ name: 'exec_command', input: { cmd } }),
  args: ({ url }) => [
    'exec',
    '--json',
    '--skip-git-repo-check',
    '--dangerously-bypass-approvals-and-sandbox',
    ...settings({
      model: '"oktsec-canary"',
      model_provider: '"oktsec_canary"',
      'model_providers.oktsec_canary': `{name="oktsec", base_url="${url}/v1", env_key="OKTSEC_CANARY_KEY", wire_api="responses"}`,
      check_for_update_on_startup: 'false',
      'analytics.enabled': 'false',
      mcp_servers: '{}',
    }),
    PROMPT,
  ],
  env: () => ({ OKTSEC_CANARY_KEY: KEY }),
};

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}
